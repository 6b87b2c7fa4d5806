//! An attempt took nothing.

use domain::attempt::AttemptState;
use domain::audit::Action;
use domain::charge::{ChargeState, FailReason};
use domain::task::TaskReason;
use store::StoreError;

use super::end;
use crate::mail::Message;
use crate::payments::OpenAttempt;
use crate::payments::verdict::Said;
use crate::work::{Saved, Work};

/// The money was not taken. Once no further attempt is planned, support is asked to help.
pub(super) async fn not_taken(
    work: &mut Work,
    open: &OpenAttempt,
    reason: FailReason,
    said: Said,
) -> Result<Saved, StoreError> {
    let now = work.now();
    let failed = open.processing.clone().declined(open.attempt.method, reason.clone(), now);
    let next_attempt = failed.next_attempt;
    let is_over = match &reason {
        FailReason::Declined | FailReason::DeclinedForGood | FailReason::NotConfirmed => {
            next_attempt.is_none()
        }
        // The last page is still to be confirmed, and a new card still to be given.
        FailReason::NeedsConfirmation { .. } | FailReason::NoMethod => false,
    };
    if work.save(&open.charge_in(ChargeState::Failed(failed))).await? == Saved::Stale {
        return Ok(Saved::Stale);
    }
    end(work, open, AttemptState::Declined, &said).await?;
    work.record(&open.charge, Action::AttemptFailed { reason, next_attempt });
    work.mail_untaken(&open.charge, &Message::PaymentFailed { at: now }).await?;
    if is_over {
        work.ask_support(&open.charge, TaskReason::PaymentFailed).await?;
    }
    Ok(Saved::Written)
}
