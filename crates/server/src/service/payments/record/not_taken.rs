use domain::attempt::AttemptState;
use domain::audit::Action;
use domain::charge::{ChargeState, FailReason};
use store::{StoreError, Unit, attempts};

use super::{save, was_first};
use crate::desk::Desk;
use crate::mail::Message;
use crate::service::journal::{Journal, Topic};
use crate::service::payments::{Try, look_again};

/// The money was not taken. Once no further try is planned, support is asked to help.
pub async fn not_taken(
    unit: &Unit,
    desk: &Desk,
    this: &Try,
    reason: FailReason,
    said: &str,
    journal: &mut Journal<'_>,
) -> Result<bool, StoreError> {
    let now = journal.now;
    let failed = this.processing.clone().declined(this.attempt.method, reason.clone(), now);
    let next_try = failed.next_try;
    let is_over = match &reason {
        FailReason::Declined | FailReason::DeclinedForGood | FailReason::NotConfirmed => next_try.is_none(),
        // The last page is still to be confirmed, and a new card still to be given.
        FailReason::NeedsConfirmation { .. } | FailReason::NoMethod => false,
    };
    let state = ChargeState::Failed(failed);
    let due_at = look_again(&state, now);
    if !was_first(save(unit, this, state, due_at).await)? {
        return Ok(false);
    }
    attempts::end(unit, this.attempt.id, AttemptState::Declined, now, said).await?;
    journal.note(&this.charge, Action::TryFailed { reason, next_try });
    journal.mail(unit, &this.charge, &Message::PaymentFailed { at: now }).await?;
    if is_over {
        journal.ask_support(unit, &this.charge, Topic::Payment, desk.texts.task_payment_failed()).await?;
    }
    Ok(true)
}
