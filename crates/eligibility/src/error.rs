//! Why nobody answered for the payer, by what the caller may do next.

use std::time::Duration;

use domain::eligibility::RejectCode;
use reqwest::StatusCode;

/// Why a question brought no answer. Nothing was changed by it, whatever became of it.
#[derive(Debug, thiserror::Error)]
pub enum EligibilityError {
    /// No connection came about.
    #[error("the eligibility service was not reached")]
    NotReached(#[source] reqwest::Error),
    /// The answer did not come in time. The payer may have been asked.
    #[error("the eligibility service did not answer in time")]
    TimedOut,
    /// The connection broke. The payer may have been asked.
    #[error("the connection to the eligibility service broke")]
    Broken(#[source] reqwest::Error),
    /// Too many questions at once.
    #[error("the eligibility service is busy")]
    Busy {
        /// How long to wait, if the service said so.
        retry_after: Option<Duration>,
    },
    /// The service failed, or waited for the payer for too long.
    #[error("the eligibility service answered {0}")]
    Failed(StatusCode),
    /// The service does not take the question: the key is wrong, it does not know the payer, or the form is not what it expects. Asking
    /// again will not help.
    #[error("the eligibility service refused the question")]
    Refused(#[source] ServiceRefusal),
}

impl EligibilityError {
    /// Whether the same question may be answered in a while.
    #[must_use]
    pub const fn passes(&self) -> bool {
        match self {
            Self::NotReached(_) | Self::TimedOut | Self::Broken(_) | Self::Busy { .. } | Self::Failed(_) => {
                true
            }
            Self::Refused(_) => false,
        }
    }
}

/// What the service said of a question that it did not take. Its sentences are not kept: they repeat what was sent.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{status} (codes {})", words(.codes))]
pub struct ServiceRefusal {
    /// The answer's status.
    pub status: StatusCode,
    /// Its codes: `79` for a payer it does not know, `33` for a question that lacks something, and others.
    pub codes: Vec<RejectCode>,
}

fn words(codes: &[RejectCode]) -> String {
    match codes {
        [] => "not given".to_owned(),
        codes => codes.iter().map(RejectCode::as_str).collect::<Vec<_>>().join(", "),
    }
}
