//! What an error of the processor says about an attempt.

use domain::charge::FailReason;
use processor::{ProcessorError, ProcessorRefusal};

use super::{Said, Verdict};

/// How long it is not asked again when it does not know us: somebody has to set the right secret first.
const STRANGERS_SECONDS: u64 = 600;

/// The intent was to be made or confirmed. It may have been, unless the error says otherwise; what holds is read off it later.
pub(in crate::payments) fn while_making(error: &ProcessorError) -> Verdict {
    match error {
        ProcessorError::Refused(refusal) => refused(refusal),
        ProcessorError::NotReached(_)
        | ProcessorError::Busy { .. }
        | ProcessorError::KeyReused(_)
        | ProcessorError::Unknown(_)
        | ProcessorError::Mismatch(_) => ask_again(error),
    }
}

/// The intent was to be read or called off.
pub(in crate::payments) fn while_reading(error: &ProcessorError) -> Verdict {
    match error {
        ProcessorError::Refused(refusal) if !is_about_us(refusal) => Verdict::differs(refusal.word()),
        ProcessorError::Mismatch(mismatch) => Verdict::differs(mismatch.with_amounts()),
        ProcessorError::Refused(_)
        | ProcessorError::NotReached(_)
        | ProcessorError::Busy { .. }
        | ProcessorError::KeyReused(_)
        | ProcessorError::Unknown(_) => ask_again(error),
    }
}

fn ask_again(error: &ProcessorError) -> Verdict {
    tracing::warn!(error = error as &dyn std::error::Error, "the processor gave no usable answer");
    let after_seconds = match error {
        ProcessorError::Busy { retry_after } => retry_after.unwrap_or_default().as_secs(),
        ProcessorError::Refused(_) => STRANGERS_SECONDS,
        ProcessorError::NotReached(_)
        | ProcessorError::KeyReused(_)
        | ProcessorError::Unknown(_)
        | ProcessorError::Mismatch(_) => 0,
    };
    Verdict::AskAgain { after_seconds }
}

/// The processor did not carry it out, and will not as it is.
fn refused(refusal: &ProcessorRefusal) -> Verdict {
    if is_about_us(refusal) {
        tracing::error!(error = refusal as &dyn std::error::Error, "the processor does not let us in");
        return Verdict::AskAgain { after_seconds: STRANGERS_SECONDS };
    }
    // Of a refusal only the word for programs is kept: the sentence for people may repeat what was sent.
    // A card that is gone, or not this client's: the client can help by giving another one.
    if matches!(refusal.param.as_deref(), Some("payment_method" | "customer")) {
        return Verdict::NotTaken {
            reason: FailReason::DeclinedForGood,
            said: Said::without_attempt(refusal.word()),
        };
    }
    Verdict::Refused { said: refusal.word().to_owned() }
}

/// Whether the refusal is about who asks and not about what is asked.
fn is_about_us(refusal: &ProcessorRefusal) -> bool {
    matches!(refusal.status.as_u16(), 401 | 403)
}
