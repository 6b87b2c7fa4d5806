//! What a mail server's refusal is about. Servers repeat addresses and names in their texts, so of a text only the verdict and
//! the codes are kept.

mod words;

use std::fmt;

use words::ReplyWords;

/// A refusal: by a mail server itself, or passed on later in a delivery report.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub struct SmtpReply {
    code: Option<u16>,
    enhanced: Option<Enhanced>,
    /// What it is about.
    pub concern: Concern,
}

/// What a refusal is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Concern {
    /// The address: nobody is reached there.
    Mailbox,
    /// The mailbox, which is there but takes nothing now, such as because it is full.
    MailboxNow,
    /// Us, the way to the server, or nobody knows what. It may be gone tomorrow, and says nothing of the address.
    Us,
}

/// An enhanced status code (RFC 3463): `5.1.1`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Enhanced {
    class: u8,
    subject: u16,
    detail: u16,
}

/// Replies that ask us to sign in or say that we could not (RFC 4954), whatever their enhanced code.
const SIGN_IN: [u16; 4] = [530, 534, 535, 538];

impl SmtpReply {
    /// A refusal of which nothing is known.
    pub const UNKNOWN: Self = Self { code: None, enhanced: None, concern: Concern::Us };

    /// Reads a server's reply: its code, and its text with the enhanced code where there is one.
    #[must_use]
    pub fn read(code: u16, text: &str) -> Self {
        let enhanced = Enhanced::in_text(text);
        Self { code: Some(code), enhanced, concern: concern(Some(code), enhanced, text) }
    }

    /// Reads what a delivery report says: its status, and the reply of the server that refused where the report has it. The
    /// status decides, unless it says nothing in particular.
    #[must_use]
    pub fn reported(status: Enhanced, server: Option<(u16, &str)>) -> Self {
        let (code, text) = server.unzip();
        let text = text.unwrap_or_default();
        let enhanced = match Enhanced::in_text(text) {
            Some(precise) if status.is_vague() => precise,
            Some(_) | None => status,
        };
        Self { code, enhanced: Some(enhanced), concern: concern(code, Some(enhanced), text) }
    }
}

/// `550 5.1.1`.
impl fmt::Display for SmtpReply {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match (self.code, self.enhanced) {
            (Some(code), Some(enhanced)) => write!(f, "{code} {enhanced}"),
            (Some(code), None) => write!(f, "{code}"),
            (None, Some(enhanced)) => write!(f, "{enhanced}"),
            (None, None) => f.write_str("no code"),
        }
    }
}

impl fmt::Display for Enhanced {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}.{}.{}", self.class, self.subject, self.detail)
    }
}

impl Enhanced {
    /// Reads `5.1.1`, also with more behind a blank.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let word = text.split_whitespace().next()?.trim_end_matches([':', ';', ',', '.']);
        let mut parts = word.splitn(3, '.');
        let mut number = |digits_max: usize| {
            let part = parts.next()?;
            let is_number = part.len() <= digits_max && part.bytes().all(|byte| byte.is_ascii_digit());
            if is_number { part.parse().ok() } else { None }
        };
        let class = number(1).filter(|class| matches!(class, 2 | 4 | 5))?;
        let (subject, detail) = (number(3)?, number(3)?);
        Some(Self { class: u8::try_from(class).ok()?, subject, detail })
    }

    /// The code at the beginning of a reply's text, or where qmail writes it: `(#5.1.1)` at the end.
    fn in_text(text: &str) -> Option<Self> {
        Self::parse(text).or_else(|| {
            let (_, after) = text.rsplit_once("(#")?;
            Self::parse(after.split_once(')')?.0)
        })
    }

    /// "Other or undefined": it names the subject at best. What is said of policy (`5.7.0`) is about us all the same.
    const fn is_vague(self) -> bool {
        self.detail == 0 && self.subject != 7
    }
}

fn concern(code: Option<u16>, enhanced: Option<Enhanced>, text: &str) -> Concern {
    let words = ReplyWords::of(text);
    let passes = code.is_some_and(|code| code < 500) || enhanced.is_some_and(|it| it.class != 5);
    if code.is_some_and(|code| SIGN_IN.contains(&code)) {
        return Concern::Us;
    }
    if passes {
        let is_about_mailbox = enhanced.is_some_and(|it| it.subject == 2) || words.are_about_room();
        return if is_about_mailbox { Concern::MailboxNow } else { Concern::Us };
    }
    match enhanced.filter(|it| !it.is_vague()).map(|it| (it.subject, it.detail)) {
        Some((1, 1 | 2 | 3 | 6 | 10)) => Concern::Mailbox,
        // Gmail says so too of a mailbox that gets too much at once.
        Some((2, 1)) if words.are_about_rate() => Concern::MailboxNow,
        Some((2, 1)) => Concern::Mailbox,
        Some((2, _)) => Concern::MailboxNow,
        // Exchange Online, of an address that its directory does not have.
        Some((4, 1)) if words.are_a_rejected_recipient() => Concern::Mailbox,
        Some(_) => Concern::Us,
        None => words.concern(code),
    }
}

#[cfg(test)]
mod tests;
