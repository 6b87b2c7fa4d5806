//! Confirms the payment intent of an attempt: the one request by which money is taken.

use domain::charge::FailReason;
use processor::{Confirm, IdempotencyKey, IntentId, IntentOutcome, MethodRef, ProcessorError};
use wire::pages::AccountPage;

use super::OpenAttempt;
use super::verdict::{Reading, Said, Verdict, errors, read};
use crate::crash_points::{CrashPoint, reached_soon};
use crate::desk::Desk;

/// Confirms the intent under the attempt's key. Sent twice it is confirmed once.
pub(super) async fn confirm(desk: &Desk, this: &OpenAttempt, intent: &IntentId, was_read: bool) -> Verdict {
    let (key, method) = match sent(this) {
        Ok(sent) => sent,
        Err(verdict) => return verdict,
    };
    let confirm = Confirm { intent, claim: this.claim(), method: &method };
    reached_soon(CrashPoint::RequestSent);
    match desk.processor.confirm_payment_intent(&confirm, &key).await {
        // This is the answer to our own request: whatever it says is about this attempt.
        Ok(found) => match read(&found, &[]) {
            Reading::Ended(verdict) => verdict,
            Reading::NeedsPage => ask_for_page(desk, this, intent).await,
            Reading::NotTried => Verdict::AskAgain { after_seconds: 0 },
            Reading::CalledOff => Verdict::retry("the intent was called off"),
        },
        // Nothing was carried out now, and what the intent says was read before: the key is of no use.
        Err(ProcessorError::KeyReused(_)) if was_read => Verdict::retry("the key was used up"),
        Err(error) => errors::while_making(&error),
    }
}

/// Has the processor make a page on which the cardholder can confirm. Asked again, it is the same page.
pub(super) async fn ask_for_page(desk: &Desk, this: &OpenAttempt, intent: &IntentId) -> Verdict {
    let (key, method) = match sent(this) {
        Ok(sent) => sent,
        Err(verdict) => return verdict,
    };
    let key = match IdempotencyKey::new(format!("{key}-page")) {
        Ok(key) => key,
        Err(problem) => return Verdict::differs(problem),
    };
    let back = desk.page(&AccountPage::Charge(this.charge.id).own().to_string());
    let confirm = Confirm { intent, claim: this.claim(), method: &method };
    match desk.processor.confirm_with_cardholder(&confirm, &back, &key).await {
        Ok(found) => match (read(&found, &[]), found.outcome()) {
            (Reading::Ended(verdict), _) => verdict,
            // Asked in the cardholder's presence and still without a page: there is no way to confirm with this card.
            (Reading::NeedsPage, IntentOutcome::NeedsCardholder { .. }) => Verdict::NotTaken {
                reason: FailReason::DeclinedForGood,
                said: Said::without_attempt("it cannot be confirmed"),
            },
            _ => Verdict::AskAgain { after_seconds: 0 },
        },
        Err(error) => errors::while_making(&error),
    }
}

fn sent(this: &OpenAttempt) -> Result<(IdempotencyKey, MethodRef), Verdict> {
    let key = IdempotencyKey::new(this.attempt.confirm_key.clone());
    let key = key.map_err(Verdict::differs)?;
    let method = this.method.processor_method.parse();
    let method = method.map_err(|_| Verdict::NotTaken {
        reason: FailReason::DeclinedForGood,
        said: Said::without_attempt("no method of this name"),
    })?;
    Ok((key, method))
}
