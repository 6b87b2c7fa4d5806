//! Why somebody on the staff did something, in their own words. The audit record keeps it.

use std::fmt;

/// Longer than anybody writes by hand.
const LENGTH_MAX: usize = 500;

/// A reason that may stand on the audit record: a line of some words. Only [`Reason::parse`] makes one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reason(String);

/// Why what was entered is no reason.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum ReasonProblem {
    /// Nothing was entered.
    #[error("say why: the audit record keeps the reason")]
    Missing,
    /// It is longer than a record should be.
    #[error("the reason is longer than {LENGTH_MAX} characters")]
    TooLong,
    /// It has a line break or another character that cannot be seen.
    #[error("the reason has to be one line, without control characters")]
    NotOneLine,
}

impl Reason {
    /// Reads a reason. Spaces around it are dropped.
    ///
    /// # Errors
    /// [`ReasonProblem`] says what is wrong with it.
    pub fn parse(entry: &str) -> Result<Self, ReasonProblem> {
        let entry = entry.trim();
        if entry.is_empty() {
            Err(ReasonProblem::Missing)
        } else if entry.chars().count() > LENGTH_MAX {
            Err(ReasonProblem::TooLong)
        } else if entry.chars().any(char::is_control) {
            Err(ReasonProblem::NotOneLine)
        } else {
            Ok(Self(entry.to_owned()))
        }
    }

    /// The words.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl From<&Reason> for String {
    fn from(reason: &Reason) -> Self {
        reason.0.clone()
    }
}

impl fmt::Display for Reason {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

#[cfg(test)]
mod tests {
    #[cfg(target_arch = "wasm32")]
    use wasm_bindgen_test::wasm_bindgen_test as test;

    use super::*;

    #[test]
    fn a_reason_is_one_line_of_some_words() {
        let parsed = |entry: &str| Reason::parse(entry).map(|it| it.to_string());
        assert_eq!(parsed("  Paid in the room. "), Ok("Paid in the room.".to_owned()));
        for entry in ["", " \t "] {
            assert_eq!(parsed(entry), Err(ReasonProblem::Missing));
        }
        assert_eq!(parsed("one\ntwo"), Err(ReasonProblem::NotOneLine));
        assert!(parsed(&"é".repeat(500)).is_ok());
        assert_eq!(parsed(&"é".repeat(501)), Err(ReasonProblem::TooLong));
    }
}
