//! Email addresses and telephone numbers.

use std::fmt;

use serde::{Deserialize, Serialize};

/// An email address that can be written to. Kept as typed; compared by [`Email::key`].
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Email(String);

/// Why a text is no email address.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum EmailProblem {
    /// Nothing was entered.
    #[error("no email address is given")]
    Missing,
    /// Not of the shape `name@example.com`.
    #[error("write the email address like name@example.com")]
    Shape,
    /// Longer than the 254 characters mail servers take.
    #[error("the email address is longer than 254 characters")]
    TooLong,
}

impl Email {
    /// Reads an address. Strict enough to be written to, no stricter: that it works is known only once a mail arrived.
    ///
    /// # Errors
    /// [`EmailProblem`] says what to write instead.
    pub fn parse(text: &str) -> Result<Self, EmailProblem> {
        let text = text.trim();
        if text.is_empty() {
            return Err(EmailProblem::Missing);
        }
        if text.len() > 254 {
            return Err(EmailProblem::TooLong);
        }
        let (local, domain) = text.rsplit_once('@').ok_or(EmailProblem::Shape)?;
        let local_ok = !local.is_empty()
            && local.len() <= 64
            && local.split('.').all(|atom| !atom.is_empty() && atom.chars().all(is_atom_char));
        let label_ok = |label: &str| {
            !label.is_empty()
                && label.len() <= 63
                && !label.starts_with('-')
                && !label.ends_with('-')
                && label.chars().all(|c| c.is_ascii_alphanumeric() || c == '-')
        };
        let domain_ok = domain.contains('.') && domain.split('.').all(label_ok);
        if local_ok && domain_ok { Ok(Self(text.to_owned())) } else { Err(EmailProblem::Shape) }
    }

    /// As typed.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// For comparing and looking up: lower case.
    #[must_use]
    pub fn key(&self) -> String {
        self.0.to_lowercase()
    }
}

const fn is_atom_char(c: char) -> bool {
    c.is_ascii_alphanumeric()
        || matches!(
            c,
            '!' | '#'
                | '$'
                | '%'
                | '&'
                | '\''
                | '*'
                | '+'
                | '-'
                | '/'
                | '='
                | '?'
                | '^'
                | '_'
                | '`'
                | '{'
                | '|'
                | '}'
                | '~'
        )
}

impl fmt::Display for Email {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl TryFrom<String> for Email {
    type Error = EmailProblem;

    fn try_from(text: String) -> Result<Self, EmailProblem> {
        Self::parse(&text)
    }
}

impl From<Email> for String {
    fn from(email: Email) -> Self {
        email.0
    }
}

/// A telephone number of the North American plan: ten digits.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Phone(String);

/// Why a text is no telephone number.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum PhoneProblem {
    /// Nothing was entered.
    #[error("no telephone number is given")]
    Missing,
    /// Not ten digits of the North American plan.
    #[error("write the telephone number with area code, like (555) 555-0100")]
    Shape,
}

impl Phone {
    /// Reads a number with or without `+1`, brackets, dots, dashes and spaces.
    ///
    /// # Errors
    /// [`PhoneProblem`] says what to write instead.
    pub fn parse(text: &str) -> Result<Self, PhoneProblem> {
        let text = text.trim();
        if text.is_empty() {
            return Err(PhoneProblem::Missing);
        }
        if !text.chars().all(|c| c.is_ascii_digit() || matches!(c, '+' | '(' | ')' | '.' | '-' | ' ')) {
            return Err(PhoneProblem::Shape);
        }
        let digits: String = text.chars().filter(char::is_ascii_digit).collect();
        let ten = match digits.len() {
            10 => &digits[..],
            11 if digits.starts_with('1') => &digits[1..],
            _ => return Err(PhoneProblem::Shape),
        };
        // Neither area codes nor exchanges begin with 0 or 1.
        let plausible = [0, 3].iter().all(|at| matches!(ten.as_bytes()[*at], b'2'..=b'9'));
        if plausible { Ok(Self(ten.to_owned())) } else { Err(PhoneProblem::Shape) }
    }

    /// For a `tel:` link: `+15555550100`.
    #[must_use]
    pub fn e164(&self) -> String {
        format!("+1{}", self.0)
    }
}

/// `(555) 555-0100`.
impl fmt::Display for Phone {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "({}) {}-{}", &self.0[..3], &self.0[3..6], &self.0[6..])
    }
}

impl TryFrom<String> for Phone {
    type Error = PhoneProblem;

    fn try_from(text: String) -> Result<Self, PhoneProblem> {
        Self::parse(&text)
    }
}

impl From<Phone> for String {
    fn from(phone: Phone) -> Self {
        phone.to_string()
    }
}

#[cfg(test)]
mod tests {
    #[cfg(target_arch = "wasm32")]
    use wasm_bindgen_test::wasm_bindgen_test as test;

    use super::*;

    #[test]
    fn addresses_that_can_be_written_to_are_kept_as_typed() {
        for text in ["Ana.Rivera+bills@Example.com", "o'brien@mail.example.org", "a@b.co"] {
            assert_eq!(Email::parse(text).map(|email| email.to_string()), Ok(text.to_owned()));
        }
        assert_eq!(
            Email::parse(" Ana@Example.com ").map(|email| email.key()),
            Ok("ana@example.com".to_owned())
        );
    }

    #[test]
    fn what_is_no_address_is_refused() {
        for text in [
            "ana",
            "@example.com",
            "ana@",
            "ana@localhost",
            "a b@c.de",
            "a@-b.com",
            "a..b@c.de",
            "a@b.com\n<x>",
        ] {
            assert_eq!(Email::parse(text), Err(EmailProblem::Shape), "{text}");
        }
        assert_eq!(Email::parse(" "), Err(EmailProblem::Missing));
        assert_eq!(Email::parse(&format!("a@{}.com", "b".repeat(250))), Err(EmailProblem::TooLong));
    }

    #[test]
    fn numbers_are_read_however_they_are_written() {
        for text in ["5555550100", "(555) 555-0100", "+1 555.555.0100", "1-555-555-0100"] {
            let phone = Phone::parse(text).expect("a number");
            assert_eq!((phone.to_string(), phone.e164()), ("(555) 555-0100".into(), "+15555550100".into()));
        }
    }

    #[test]
    fn what_is_no_number_is_refused() {
        for text in ["555-0100", "123-456-7890", "+49 30 1234567", "555 155 0100", "phone me", "55555501000"]
        {
            assert_eq!(Phone::parse(text), Err(PhoneProblem::Shape), "{text}");
        }
    }
}
