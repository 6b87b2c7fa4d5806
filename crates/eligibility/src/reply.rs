//! What came back of a question.

use std::fmt;

use domain::eligibility::{Answer, CheckId};

/// What came back of a question.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reply {
    /// What the payer said.
    pub answer: Answer,
    /// What the service calls the check.
    pub check: Option<CheckId>,
    /// What was wrong, where the answer is [`Answer::Unreadable`]; for the log.
    pub unread: Option<Unread>,
}

/// Why an answer could not be read.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Unread {
    /// It is no JSON.
    #[error("the answer is no JSON")]
    NotJson(#[source] Misread),
    /// It is larger than any answer should be.
    #[error("the answer is larger than {} bytes", crate::clearinghouse::BODY_MAX)]
    TooLarge,
    /// It says neither whether the coverage holds nor why that is not said.
    #[error("the answer says neither yes nor no")]
    NothingSaid,
}

/// Where JSON could not be read. The library's own sentence quotes what it met, which may be about a person.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Misread {
    line: usize,
    column: usize,
}

impl fmt::Display for Misread {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "a mistake in line {} at character {}", self.line, self.column)
    }
}

impl std::error::Error for Misread {}

impl From<serde_json::Error> for Misread {
    fn from(error: serde_json::Error) -> Self {
        Self { line: error.line(), column: error.column() }
    }
}

impl Reply {
    /// The reply to an answer that could not be read.
    pub(crate) const fn unreadable(unread: Unread) -> Self {
        Self { answer: Answer::Unreadable, check: None, unread: Some(unread) }
    }
}
