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
    Refused(#[source] Box<ProcessorRefusal>),

    /// The key already names another request. This one was surely not carried out; the other one may have been.
    #[error("the idempotency key was used for another request before")]
    KeyReused(#[source] Box<ProcessorRefusal>),

    /// Nobody can say from here whether it was carried out.
    #[error("the payment processor left open whether the request was carried out")]
    Unknown(#[source] Unsettled),

    /// The answer is about something else than was asked. Whether the request was carried out is as open as with
    /// [`Self::Unknown`].
    #[error("the payment processor's answer does not agree with the request")]
    Mismatch(#[source] Mismatch),
}

impl ProcessorError {
    /// Whether the processor does not know the object that the request names. It may be of another account, or of books that the
    /// processor does not have any more.
    #[must_use]
    pub fn is_unknown_object(&self) -> bool {
        matches!(self, Self::Refused(refusal) if refusal.code.as_deref() == Some("resource_missing"))
    }
}

/// What the processor said of a request it did not carry out. `Display` shows of it what is a word for programs, and nothing
/// that may be about a person.
#[derive(Clone, Debug, thiserror::Error)]
#[error("{status} {} (code {}, parameter {}, request {})", word(.kind), shown(.code), shown(.param), shown(.request))]
pub struct ProcessorRefusal {
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

impl ProcessorRefusal {
    /// The code, or the kind where there is none: the processor's word for programs, fit for a log.
    #[must_use]
    pub fn word(&self) -> &str {
        word(self.code.as_deref().unwrap_or(&self.kind))
    }
}

fn shown(value: &Option<String>) -> &str {
    value.as_deref().map_or("not given", word)
}

/// Words for programs are short and plain; whatever else stands in their place goes into no log.
fn word(text: &str) -> &str {
    let is_plain = |c: char| c.is_ascii_alphanumeric() || matches!(c, '_' | '[' | ']');
    if text.len() <= 64 && text.chars().all(is_plain) { text } else { "not a word" }
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
    Unreadable(StatusCode, #[source] Misread),
    /// The answer could be read, and lacks what it should hold.
    #[error("the answer with status {status} has no {missing}")]
    Incomplete {
        /// The answer's status.
        status: StatusCode,
        /// What it should have held.
        missing: &'static str,
    },
}

/// Where JSON could not be read. The library's own sentence quotes what it met, which may be about a person.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("a mistake of kind {kind:?} in line {line} at character {column}")]
pub struct Misread {
    kind: serde_json::error::Category,
    line: usize,
    column: usize,
}

impl From<serde_json::Error> for Misread {
    fn from(error: serde_json::Error) -> Self {
        Self { kind: error.classify(), line: error.line(), column: error.column() }
    }
}

/// How an answer differs from what was asked. `Display` goes into logs and so names no amount; [`Self::with_amounts`] does.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Mismatch {
    /// Another object.
    #[error("the id is another one")]
    Id,
    /// An amount that was not asked for.
    #[error("the amount is another one")]
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
    /// A page that sets up something else, or nothing that can be charged.
    #[error("what was set up is something else")]
    Setup,
    /// Another customer.
    #[error("the customer is another one")]
    Customer,
}

impl Mismatch {
    /// The sentence for whoever looks into it, with the amounts where they differ.
    #[must_use]
    pub fn with_amounts(&self) -> String {
        match self {
            Self::Amount { asked, answered } => format!("the amount is {answered} instead of {asked}"),
            Self::Id | Self::Currency | Self::Received | Self::Charge | Self::Setup | Self::Customer => {
                self.to_string()
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_the_processor_says_of_people_and_money_is_not_in_the_sentence_for_the_log() {
        let said = |text: &str| Some(text.to_owned());
        let refusal = ProcessorRefusal {
            status: StatusCode::BAD_REQUEST,
            kind: "no card of Ana Rivera".to_owned(),
            code: said("amount_too_small"),
            param: said("metadata[charge]"),
            message: said("ana@mail.example owes $25.00"),
            request: said("req for ana@mail.example"),
        };
        let shown = "400 Bad Request not a word (code amount_too_small, parameter metadata[charge], request not a word)";
        assert_eq!(refusal.to_string(), shown);
        assert_eq!(refusal.word(), "amount_too_small");
        assert_eq!(ProcessorRefusal { code: None, ..refusal }.word(), "not a word");
        let amounts =
            Mismatch::Amount { asked: domain::Money::usd(2_500), answered: domain::Money::usd(2_600) };
        assert_eq!(amounts.to_string(), "the amount is another one");
        assert_eq!(amounts.with_amounts(), "the amount is $26.00 instead of $25.00");
        let misread =
            serde_json::from_str::<u8>("\"ana@mail.example\"").map_err(Misread::from).expect_err("no number");
        assert_eq!(misread.to_string(), "a mistake of kind Data in line 1 at character 18");
    }
}
