mod anew;
mod missed;
mod not_taken;
mod refused;

use chrono::{DateTime, Duration, Utc};
use domain::AttemptId;
use domain::attempt::AttemptState;
use domain::audit::Action;
use domain::charge::{CardShown, ChargeState};
use store::{StoreError, Unit, attempts, charges};

use super::paid_at::{booked_late, first_try, paid_at};
use super::{Try, Verdict, backoff};
use crate::desk::Desk;
use crate::mail::Message;
use crate::service::journal::{Journal, Topic};

/// How long somebody has to look at a payment before it is read again.
const DIFFERENCE: Duration = Duration::hours(1);

/// Writes what became of a try, with its audit record and mail. `false`, and nothing written, when somebody was faster.
///
/// # Errors
/// When the store fails; then the unit of work is not to be committed.
pub async fn record(
    unit: &Unit,
    desk: &Desk,
    this: &Try,
    verdict: Verdict,
    journal: &mut Journal<'_>,
) -> Result<bool, StoreError> {
    let now = journal.now;
    match verdict {
        Verdict::Taken { at, card, said } => taken(unit, this, at, card, &said, journal).await,
        Verdict::NotTaken { reason, said } => {
            not_taken::not_taken(unit, desk, this, reason, &said, journal).await
        }
        Verdict::AskAgain { after_seconds } => {
            let least = now + Duration::seconds(i64::try_from(after_seconds).unwrap_or_default());
            was_first(defer(unit, this, backoff(this.processing.since, now).max(least)).await)
        }
        Verdict::Anew { said } => anew::anew(unit, desk, this, &said, journal).await,
        Verdict::Missed { said } => missed::missed(unit, this, &said, journal).await,
        Verdict::Refused { said } => refused::refused(unit, desk, this, &said, journal).await,
        Verdict::Differs { said } => {
            if !was_first(defer(unit, this, now + DIFFERENCE).await)? {
                return Ok(false);
            }
            // Support gets what was said; the log does not, since it may be an amount.
            tracing::error!(charge = %this.charge.id, "the processor's record of a payment differs from ours");
            let note = desk.texts.task_differs(&said);
            journal.ask_support(unit, &this.charge, Topic::Payment, note).await?;
            Ok(true)
        }
    }
}

async fn taken(
    unit: &Unit,
    this: &Try,
    at: Option<DateTime<Utc>>,
    card: Option<CardShown>,
    said: &str,
    journal: &mut Journal<'_>,
) -> Result<bool, StoreError> {
    let now = journal.now;
    let first_try = first_try(unit, &this.charge, Some(&this.attempt)).await?;
    let paid_at = paid_at(at, first_try, now);
    let card = card.unwrap_or_else(|| this.method.card.clone());
    let amount = this.processing.announced.due.amount;
    let paid = this.processing.clone().paid(paid_at, card.clone(), receipt_number(this.attempt.id));
    if !was_first(save(unit, this, ChargeState::Paid(paid), None).await)? {
        return Ok(false);
    }
    attempts::end(unit, this.attempt.id, AttemptState::Succeeded, now, said).await?;
    journal.note(&this.charge, Action::Paid { amount, card, taken_at: booked_late(paid_at, now) });
    journal.mail(unit, &this.charge, &Message::Receipt).await?;
    journal.settled(unit, &this.charge, Topic::Payment).await?;
    Ok(true)
}

/// Short enough to be read out, and another for each payment.
pub(super) fn receipt_number(attempt: AttemptId) -> String {
    let digits = format!("{:012X}", attempt.uuid().as_u128() & 0xffff_ffff_ffff);
    format!("R-{}-{}-{}", &digits[..4], &digits[4..8], &digits[8..])
}

/// Writes the charge over the version that was read.
async fn save(
    unit: &Unit,
    this: &Try,
    state: ChargeState,
    due_at: Option<DateTime<Utc>>,
) -> Result<(), StoreError> {
    charges::save(unit, &this.charge_in(state), due_at).await.map(drop)
}

async fn defer(unit: &Unit, this: &Try, until: DateTime<Utc>) -> Result<(), StoreError> {
    charges::defer(unit, this.charge.id, this.charge.version, Some(until)).await
}

/// Whether the charge still had the version that was read.
pub(super) fn was_first(written: Result<(), StoreError>) -> Result<bool, StoreError> {
    match written {
        Ok(()) => Ok(true),
        Err(StoreError::Stale) => Ok(false),
        Err(error) => Err(error),
    }
}
