//! Email addresses.

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

    /// For comparing and looking up: lower case. All of it is ASCII, so that no tables of other alphabets travel with it.
    #[must_use]
    pub fn key(&self) -> String {
        self.0.to_ascii_lowercase()
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
}
