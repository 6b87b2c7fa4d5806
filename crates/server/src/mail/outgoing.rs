//! A mail ready to leave.

use std::time::SystemTime;

use chrono::{DateTime, Utc};
use domain::contact::Email;
use lettre::message::header::{Header, HeaderName, HeaderValue};
use lettre::message::{Mailbox, MultiPart};
use lettre::{Address, Message};

use super::letter::Rendered;
use super::returns::ReturnToken;

/// A mail ready to leave.
#[derive(Clone, Debug)]
pub struct Outgoing {
    /// The same whenever the same mail is sent again, and another for other words; without the domain.
    pub message_id: String,
    /// To whom.
    pub to: Email,
    /// What a report that it could not be delivered is known by.
    pub return_token: ReturnToken,
    /// In whose name.
    pub from_name: String,
    /// Whom an answer reaches.
    pub reply_to: Email,
    /// When it was written.
    pub at: DateTime<Utc>,
    /// What it says.
    pub rendered: Rendered,
}

/// A mail could not be put into the form in which mails travel.
#[derive(Debug, thiserror::Error)]
#[error("the mail cannot be put into the form of mails")]
pub struct FormProblem(#[source] pub(super) Box<dyn std::error::Error + Send + Sync>);

/// Asks programs that answer mails by themselves not to answer this one (RFC 3834).
#[derive(Clone)]
struct AutoSubmitted;

impl Header for AutoSubmitted {
    fn name() -> HeaderName {
        HeaderName::new_from_ascii_str("Auto-Submitted")
    }

    fn parse(_: &str) -> Result<Self, Box<dyn std::error::Error + Send + Sync>> {
        Ok(Self)
    }

    fn display(&self) -> HeaderValue {
        HeaderValue::new(Self::name(), "auto-generated".to_owned())
    }
}

impl Outgoing {
    /// The mail with its headers, text and HTML part, from `from`.
    ///
    /// # Errors
    /// When an address or a header cannot be written.
    pub fn message(&self, from: &Address) -> Result<Message, FormProblem> {
        let problem = |error: lettre::error::Error| FormProblem(error.into());
        let Rendered { subject, text, html } = &self.rendered;
        Message::builder()
            .from(Mailbox::new(Some(self.from_name.clone()), from.clone()))
            .reply_to(Mailbox::new(Some(self.from_name.clone()), address(&self.reply_to)?))
            .to(Mailbox::new(None, address(&self.to)?))
            .subject(subject)
            .date(SystemTime::from(self.at))
            .message_id(Some(format!("<{}@{}>", self.message_id, from.domain())))
            .header(AutoSubmitted)
            .multipart(MultiPart::alternative_plain_html(text.clone(), html.clone()))
            .map_err(problem)
    }
}

pub(super) fn address(email: &Email) -> Result<Address, FormProblem> {
    email.as_str().parse().map_err(|error: lettre::address::AddressError| FormProblem(error.into()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_mail_carries_the_headers_that_mail_programs_go_by() {
        let email = |text| Email::parse(text).expect("an address");
        let rendered = Rendered {
            subject: "Your payment on Tue, Dec 2".to_owned(),
            text: "Hi Zoë,".to_owned(),
            html: "<p>Hi Zoë,</p>".to_owned(),
        };
        let outgoing = Outgoing {
            message_id: "msg_1.2025-12-02".to_owned(),
            to: email("zoe@mail.example"),
            return_token: ReturnToken::new(),
            from_name: "Praxis Ümit".to_owned(),
            reply_to: email("help@praxis.example"),
            at: "2025-12-01T14:30:00Z".parse().expect("an instant"),
            rendered,
        };
        let message = outgoing.message(&"billing@desk.example".parse().expect("an address")).expect("a mail");
        let text = String::from_utf8(message.formatted()).expect("ASCII");
        for line in [
            "Message-ID: <msg_1.2025-12-02@desk.example>\r\n",
            "Date: Mon, 01 Dec 2025 14:30:00 +0000\r\n",
            "Auto-Submitted: auto-generated\r\n",
            "To: zoe@mail.example\r\n",
            "Subject: Your payment on Tue, Dec 2\r\n",
            "Content-Type: text/plain; charset=utf-8\r\n",
            "Content-Type: text/html; charset=utf-8\r\n",
            "MIME-Version: 1.0\r\n",
        ] {
            assert!(text.contains(line), "{line} in {text}");
        }
        assert!(text.is_ascii());
    }
}
