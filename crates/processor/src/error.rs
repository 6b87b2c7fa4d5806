//! What went wrong between us and the processor, by what the caller may do next.

use std::time::Duration;

use reqwest::StatusCode;

/// Why a call brought no answer that can be used.
#[derive(Debug, thiserror::Error)]
pub enum ProcessorError {
    /// No connection came about. Surely not carried out.
    #[error("the payment processor was not reached")]
    NotReached(#[source] reqwest::Error),

    /// Too many requests, or the object is locked by another one. Surely not carried out.
    #[error("the payment processor is busy")]
    Busy {
        /// How long to wait, if the processor said so.
        retry_after: Option<Duration>,
    },

    /// The request was wrong, or not allowed. Surely not carried out, and repeating it as it is will not help.
    #[error("the payment processor refused the request")]
    Refused(#[source] Box<Refusal>),

    /// The key already names another request. This one was surely not carried out; the other one may have been.
    #[error("the idempotency key was used for another request before")]
    KeyReused(#[source] Box<Refusal>),

    /// Nobody can say from here whether it was carried out.
    #[error("the payment processor left open whether the request was carried out")]
    Unknown(#[source] Unsettled),

    /// The answer is about something else than was asked. Whether the request was carried out is as open as with
    /// [`Self::Unknown`].
    #[error("the payment processor's answer does not agree with the request")]
    Mismatch(#[source] Mismatch),
}

impl ProcessorError {
    /// Whether the request certainly had no effect.
    #[must_use]
    pub const fn surely_not_carried_out(&self) -> bool {
        match self {
            Self::NotReached(_) | Self::Busy { .. } | Self::Refused(_) | Self::KeyReused(_) => true,
            Self::Unknown(_) | Self::Mismatch(_) => false,
        }
    }

    /// Whether the processor does not know the object that the request names. It may be of another account, or of books that the
    /// processor does not have any more.
    #[must_use]
    pub fn is_unknown_object(&self) -> bool {
        matches!(self, Self::Refused(refusal) if refusal.code.as_deref() == Some("resource_missing"))
    }

    /// Whether the fault is in the request or the configuration, so that a person has to look.
    #[must_use]
    pub const fn needs_a_person(&self) -> bool {
        match self {
            Self::Refused(_) | Self::KeyReused(_) | Self::Mismatch(_) => true,
            Self::NotReached(_) | Self::Busy { .. } | Self::Unknown(_) => false,
        }
    }
}

/// What the processor said of a request it did not carry out.
#[derive(Clone, Debug, thiserror::Error)]
#[error("{status} {kind} (code {}, parameter {}, request {})", shown(.code), shown(.param), shown(.request))]
pub struct Refusal {
    /// The answer's status.
    pub status: StatusCode,
    /// `invalid_request_error`, `idempotency_error` and others.
    pub kind: String,
    /// For programs: `resource_missing`, `amount_too_small` and many others.
    pub code: Option<String>,
    /// The parameter that was wrong.
    pub param: Option<String>,
    /// For people. Not shown by `Display`, since it may repeat what was sent.
    pub message: Option<String>,
    /// The processor's name for the request, to ask its support about.
    pub request: Option<String>,
}

fn shown(value: &Option<String>) -> &str {
    value.as_deref().unwrap_or("not given")
}

/// Why it is open whether a request was carried out.
#[derive(Debug, thiserror::Error)]
pub enum Unsettled {
    /// The answer did not come in time.
    #[error("no answer came in time")]
    TimedOut(#[source] reqwest::Error),
    /// The connection broke after the request was, or may have been, sent.
    #[error("the connection broke")]
    Broken(#[source] reqwest::Error),
    /// The same request is being carried out at this moment.
    #[error("the same request is still under way")]
    UnderWay,
    /// The processor failed half-way.
    #[error("the payment processor answered {0}")]
    Failed(StatusCode),
    /// The answer could not be read.
    #[error("the answer with status {0} could not be read")]
    Unreadable(StatusCode, #[source] serde_json::Error),
    /// The answer could be read, and lacks what it should hold.
    #[error("the answer with status {status} has no {missing}")]
    Incomplete {
        /// The answer's status.
        status: StatusCode,
        /// What it should have held.
        missing: &'static str,
    },
}

/// How an answer differs from what was asked.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Mismatch {
    /// Another object.
    #[error("the id is another one")]
    Id,
    /// An amount that was not asked for.
    #[error("the amount is {answered} instead of {asked}")]
    Amount {
        /// What was asked for.
        asked: domain::Money,
        /// What the answer says.
        answered: domain::Money,
    },
    /// A currency we take nothing in.
    #[error("the currency is another one")]
    Currency,
    /// An amount taken that does not go with the status.
    #[error("the amount taken does not go with the status")]
    Received,
    /// Another charge's intent, or no charge's.
    #[error("the intent belongs to another charge")]
    Charge,
    /// Another customer.
    #[error("the customer is another one")]
    Customer,
}
