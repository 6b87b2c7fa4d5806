//! Brings the books up to what the processor says: when it tells, when it is asked, and when its books are gone through.

pub(crate) mod aftermath;
mod book;
mod by_hand;
pub(super) mod cards;
pub(super) mod confirmations;
mod extra;
mod late_capture;
pub(super) mod listen;
pub(super) mod lists;
pub(super) mod sweep;
mod unapplied;
pub(super) mod webhook;

use chrono::{DateTime, Utc};
use domain::Money;
use domain::actor::Actor;
use domain::attempt::AttemptState;
use domain::charge::{Charge, ChargeState, FailReason, Failed, Processing};
use processor::{IdempotencyKey, IntentClaim, IntentId, Mismatch, PaymentIntent, ProcessorError};
use store::{attempts, charges, payment_methods};

use super::OpenAttempt;
use super::record::record;
use super::verdict::{Reading, Verdict, known_to, read};
use crate::desk::Desk;
use crate::service::Failure;
use crate::work::{Saved, Work};
use book::book;

/// What came of what the processor said.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Settled {
    /// The books say so now.
    Written,
    /// Nothing follows from it.
    Nothing,
    /// Somebody else wrote the charge in between. Nothing was written.
    Stale,
}

impl From<Saved> for Settled {
    fn from(saved: Saved) -> Self {
        match saved {
            Saved::Written => Self::Written,
            Saved::Stale => Self::Stale,
        }
    }
}

/// Asks the processor how the intent stands and writes what follows, if anything does.
///
/// Safe to call at any time and any number of times: what was written already is not written again.
///
/// # Errors
/// When the processor or the store cannot be asked.
pub async fn settle_from_processor(desk: &Desk, intent: &IntentId) -> Result<Settled, Failure> {
    let found = charges::by_intent(&desk.store.reader(), intent.as_str()).await?;
    // Nobody stored it: whoever made it crashed before, and nothing is taken under it.
    let Some(charge) = found else { return Ok(Settled::Nothing) };
    settle(desk, &charge, intent).await
}

/// Asks the processor how the intent of a charge stands whose cardholder is to confirm. After the last day it is called off, so
/// that nobody confirms any more what has been given up; should they have done so just before, that is what it says.
///
/// # Errors
/// When the processor cannot be asked.
pub(super) async fn ask_about_confirmation(
    desk: &Desk,
    charge: &Charge,
    intent: &IntentId,
) -> Result<PaymentIntent, Failure> {
    let is_over = matches!(
        &charge.state,
        ChargeState::Failed(it) if it.confirm_until().is_some_and(|until| until <= desk.business.now())
    );
    if is_over { called_off(desk, charge, intent).await } else { asked(desk, charge, intent).await }
}

/// As [`settle_from_processor`], by what the processor said of the charge's intent.
///
/// # Errors
/// When the store cannot be asked.
pub(super) async fn settle_by(
    desk: &Desk,
    charge: &Charge,
    intent: &PaymentIntent,
) -> Result<Settled, Failure> {
    match &charge.state {
        ChargeState::Processing(processing) => settle_attempt(desk, charge, processing, intent).await,
        // No attempt of ours is under way, and yet the money may have been taken.
        ChargeState::AwaitingInsurer
        | ChargeState::NothingDue(_)
        | ChargeState::Scheduled(_)
        | ChargeState::Upcoming(_)
        | ChargeState::Paid(_)
        | ChargeState::Failed(_)
        | ChargeState::OnHold(_)
        | ChargeState::Waived(_)
        | ChargeState::PartiallyRefunded(_)
        | ChargeState::Refunded(_)
        | ChargeState::SettledElsewhere(_)
        | ChargeState::Disputed(_)
        | ChargeState::ChargedBack(_) => settle_without_attempt(desk, charge, intent).await,
    }
}

async fn settle(desk: &Desk, charge: &Charge, intent: &IntentId) -> Result<Settled, Failure> {
    // What was taken is written, and of what asks for no money nothing can be.
    if charge.state.is_taken() || charge.state.due().is_none() {
        return Ok(Settled::Nothing);
    }
    match desk.processor.payment_intent(intent, &claim(charge)?).await {
        Ok(found) => settle_by(desk, charge, &found).await,
        Err(ProcessorError::Mismatch(Mismatch::Amount { answered, .. })) => {
            settle_another_amount(desk, charge, intent, answered).await
        }
        Err(error) => Err(Failure::Unavailable(error.into())),
    }
}

/// The intent was made for what was due before the charge was changed. It was called off then; should it have been taken all the same,
/// that is booked beside the charge.
async fn settle_another_amount(
    desk: &Desk,
    charge: &Charge,
    intent: &IntentId,
    amount: Money,
) -> Result<Settled, Failure> {
    let found = desk.processor.payment_intent(intent, &IntentClaim { charge: charge.id, amount }).await;
    let found = found.map_err(|error| Failure::Unavailable(error.into()))?;
    let is_new = Box::pin(book(desk, charge, Some(intent.as_str()), &found)).await?;
    Ok(if is_new { Settled::Written } else { Settled::Nothing })
}

async fn asked(desk: &Desk, charge: &Charge, intent: &IntentId) -> Result<PaymentIntent, Failure> {
    let found = desk.processor.payment_intent(intent, &claim(charge)?).await;
    found.map_err(|error| Failure::Unavailable(error.into()))
}

async fn called_off(desk: &Desk, charge: &Charge, intent: &IntentId) -> Result<PaymentIntent, Failure> {
    let key = IdempotencyKey::calling_off(desk.ids.make());
    let found = desk.processor.cancel_payment_intent(intent, &claim(charge)?, &key).await;
    found.map_err(|error| Failure::Unavailable(error.into()))
}

fn claim(charge: &Charge) -> Result<IntentClaim, Failure> {
    let due =
        charge.state.due().ok_or_else(|| Failure::Broken("a charge without an amount is paid".into()))?;
    Ok(IntentClaim { charge: charge.id, amount: due.amount })
}

/// Ends the attempt under way, if the intent says how it ended. To go on with it is the worker's.
async fn settle_attempt(
    desk: &Desk,
    charge: &Charge,
    processing: &Processing,
    intent: &PaymentIntent,
) -> Result<Settled, Failure> {
    let reader = desk.store.reader();
    let all = attempts::of_charge(&reader, charge.client, charge.id).await?;
    let verdict = match read(intent, &known_to(&all)) {
        Reading::Ended(verdict @ (Verdict::Taken { .. } | Verdict::NotTaken { .. })) => verdict,
        Reading::Ended(_) | Reading::NotTried | Reading::NeedsPage | Reading::CalledOff => {
            return Ok(Settled::Nothing);
        }
    };
    let Some(attempt) = all.into_iter().find(|attempt| attempt.id == processing.attempt) else {
        return Err(Failure::Broken("a charge is tried without an attempt".into()));
    };
    // Of this attempt nothing has left yet: what the intent says is about something else.
    if attempt.state == AttemptState::Begun && !matches!(verdict, Verdict::Taken { .. }) {
        return Ok(Settled::Nothing);
    }
    let method = payment_methods::one_of_client(&reader, charge.client, attempt.method).await?;
    let Some(method) = method else {
        return Err(Failure::Broken("a charge is tried with a card that is not there".into()));
    };
    let open = OpenAttempt { charge: charge.clone(), processing: processing.clone(), attempt, method };
    let mut work = Work::begin(desk, Actor::System).await?;
    let saved = record(&mut work, &open, verdict).await?;
    end(desk, work, saved).await
}

/// What somebody else was faster with holds, and nothing of this.
async fn end(desk: &Desk, work: Work, saved: Saved) -> Result<Settled, Failure> {
    if saved == Saved::Written {
        work.commit().await?;
        desk.wake.notify_one();
    }
    Ok(saved.into())
}

async fn settle_without_attempt(
    desk: &Desk,
    charge: &Charge,
    intent: &PaymentIntent,
) -> Result<Settled, Failure> {
    let waiting = waiting(&charge.state, desk.business.now());
    let mut reading = read(intent, &[]);
    let gives_up = waiting.is_some_and(|failed| failed.next_attempt.is_none() && is_not_confirmed(&reading));
    if gives_up && reading != Reading::CalledOff {
        // Nothing follows by itself any more, so nothing is left that could still be paid.
        reading = read(&called_off(desk, charge, &intent.id).await?, &[]);
    }
    match (reading, waiting) {
        (Reading::Ended(Verdict::Taken { at, card, .. }), _) => {
            let mut work = Work::begin(desk, Actor::System).await?;
            match late_capture::taken(&mut work, charge, intent, at, card).await? {
                Some(saved) => end(desk, work, saved).await,
                None => Ok(Settled::Nothing),
            }
        }
        (reading, Some(failed)) if is_not_confirmed(&reading) => {
            let mut work = Work::begin(desk, Actor::System).await?;
            let saved = late_capture::not_confirmed(&mut work, charge, failed).await?;
            end(desk, work, saved).await
        }
        // An attempt of which nothing is known to have come says nothing about a charge that is not being tried.
        (Reading::Ended(_) | Reading::NotTried | Reading::NeedsPage | Reading::CalledOff, _) => {
            Ok(Settled::Nothing)
        }
    }
}

/// A failed attempt whose cardholder is still to confirm. One that was asked for or is due by now reads the intent itself.
fn waiting(state: &ChargeState, now: DateTime<Utc>) -> Option<&Failed> {
    match state {
        ChargeState::Failed(failed) => failed.waits_for_cardholder(now).then_some(failed),
        ChargeState::AwaitingInsurer
        | ChargeState::NothingDue(_)
        | ChargeState::Scheduled(_)
        | ChargeState::Upcoming(_)
        | ChargeState::Processing(_)
        | ChargeState::Paid(_)
        | ChargeState::OnHold(_)
        | ChargeState::Waived(_)
        | ChargeState::PartiallyRefunded(_)
        | ChargeState::Refunded(_)
        | ChargeState::SettledElsewhere(_)
        | ChargeState::Disputed(_)
        | ChargeState::ChargedBack(_) => None,
    }
}

/// Whether a payment that its cardholder was to confirm cannot be confirmed any more.
fn is_not_confirmed(reading: &Reading) -> bool {
    match reading {
        Reading::Ended(Verdict::NotTaken { reason, .. }) => match reason {
            FailReason::NeedsConfirmation { .. } => false,
            FailReason::Declined
            | FailReason::DeclinedForGood
            | FailReason::NotConfirmed
            | FailReason::NoMethod => true,
        },
        Reading::NeedsPage | Reading::CalledOff => true,
        Reading::Ended(_) | Reading::NotTried => false,
    }
}
