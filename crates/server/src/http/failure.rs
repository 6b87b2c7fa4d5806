//! What failed below, for the log with its whole chain of causes, and as a problem that tells nothing of it.

use std::error::Error;
use std::fmt::Write as _;

use super::problem::{Kind, Problem};
use crate::service::Failure;

impl From<Failure> for Problem {
    fn from(failure: Failure) -> Self {
        let causes = causes(&failure);
        match failure {
            Failure::Changed => Kind::Conflict,
            Failure::Unavailable(_) => {
                tracing::warn!(causes, "{failure}");
                Kind::Unavailable
            }
            Failure::Unknown(_) => {
                tracing::error!(causes, "{failure}");
                Kind::UnknownOutcome
            }
            Failure::Broken(_) => {
                tracing::error!(causes, "{failure}");
                Kind::Failed
            }
        }
        .into()
    }
}

/// What lies beneath an error, one after the other.
fn causes(error: &dyn Error) -> String {
    let mut causes = String::new();
    let mut next = error.source();
    while let Some(cause) = next {
        let separator = if causes.is_empty() { "" } else { ": " };
        let _ = write!(causes, "{separator}{cause}");
        next = cause.source();
    }
    causes
}
