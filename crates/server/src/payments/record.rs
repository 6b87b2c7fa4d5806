//! Writes what became of an attempt, with its audit record, mails and tasks.

mod missed;
mod new_attempt;
mod not_taken;
mod paid_at;
mod refused;

use chrono::{DateTime, Duration, Utc};
use domain::AttemptId;
use domain::attempt::AttemptState;
use domain::audit::Action;
use domain::charge::{CardShown, ChargeState};
use domain::task::{PaymentDifference, TaskReason, TaskTopic};
use store::StoreError;
use store::attempts::{self, Ended};

use super::OpenAttempt;
use super::retry::ask_again_at;
use super::verdict::{Said, Verdict};
use crate::mail::Message;
use crate::work::{Saved, Work};
pub(super) use paid_at::{booked_late, first_begun, paid_at};

/// How long somebody has to look at a payment before it is read again.
const DIFFERENCE: Duration = Duration::hours(1);

/// Writes what became of an attempt, unless somebody else was faster.
///
/// # Errors
/// When the store fails; then the unit of work is not to be committed.
pub async fn record(work: &mut Work, open: &OpenAttempt, verdict: Verdict) -> Result<Saved, StoreError> {
    match verdict {
        Verdict::Taken { at, card, said } => taken(work, open, at, card, said).await,
        Verdict::NotTaken { reason, said } => not_taken::not_taken(work, open, reason, said).await,
        Verdict::AskAgain { after_seconds } => {
            let now = work.now();
            let least = now + Duration::seconds(i64::try_from(after_seconds).unwrap_or_default());
            work.look_again(&open.charge, Some(ask_again_at(open.processing.since, now).max(least))).await
        }
        Verdict::RetryWithNewAttempt { said } => new_attempt::retry_with_new_attempt(work, open, said).await,
        Verdict::Missed { said } => missed::missed(work, open, said).await,
        Verdict::Refused { said } => refused::refused(work, open, said).await,
        Verdict::Differs { difference } => differs(work, open, difference).await,
    }
}

async fn taken(
    work: &mut Work,
    open: &OpenAttempt,
    at: Option<DateTime<Utc>>,
    card: Option<CardShown>,
    said: Said,
) -> Result<Saved, StoreError> {
    let now = work.now();
    let first_begun = first_begun(work.unit(), &open.charge, Some(&open.attempt)).await?;
    let paid_at = paid_at(at, first_begun, now);
    let card = card.unwrap_or_else(|| open.method.card.clone());
    let amount = open.processing.announced.due.amount;
    let paid = open.processing.clone().paid(paid_at, card.clone(), receipt_number(open.attempt.id));
    if work.save(&open.charge_in(ChargeState::Paid(paid))).await? == Saved::Stale {
        return Ok(Saved::Stale);
    }
    end(work, open, AttemptState::Succeeded, &said).await?;
    let taken_at = booked_late(paid_at, now);
    work.record(&open.charge, Action::Paid { amount, card: Some(card), taken_at });
    work.mail(&open.charge, &Message::Receipt).await?;
    work.has_outcome(&open.charge).await?;
    work.settled(&open.charge, TaskTopic::Detail).await?;
    Ok(Saved::Written)
}

/// Nothing is written over the books on the strength of a record that does not fit them. It is read again, so that a payment whose
/// record comes right is booked.
async fn differs(
    work: &Work,
    open: &OpenAttempt,
    difference: PaymentDifference,
) -> Result<Saved, StoreError> {
    if work.look_again(&open.charge, Some(work.now() + DIFFERENCE)).await? == Saved::Stale {
        return Ok(Saved::Stale);
    }
    // Support gets what was said; the log does not, since it may be an amount.
    tracing::error!(charge = %open.charge.id, "the processor's record of a payment differs from ours");
    work.ask_support(&open.charge, TaskReason::PaymentDiffers { difference }).await?;
    Ok(Saved::Written)
}

/// An attempt ends once: should it have ended already, the unit of work is not to be committed.
async fn end(work: &Work, open: &OpenAttempt, state: AttemptState, said: &Said) -> Result<(), StoreError> {
    let processor_attempt = said.attempt.as_ref().map(|it| it.as_str());
    let ended = Ended { state, at: work.now(), said: &said.words, processor_attempt };
    attempts::end(work.unit(), open.attempt.id, &ended).await
}

/// Short enough to be read out, and another for each payment.
pub(super) fn receipt_number(attempt: AttemptId) -> String {
    let digits = format!("{:012X}", attempt.uuid().as_u128() & 0xffff_ffff_ffff);
    format!("R-{}-{}-{}", &digits[..4], &digits[4..8], &digits[8..])
}
