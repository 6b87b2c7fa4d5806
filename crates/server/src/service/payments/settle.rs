use chrono::{DateTime, Utc};
use domain::attempt::AttemptState;
use domain::charge::{Charge, ChargeState, FailReason, Failed, Processing};
use processor::{Claim, IdempotencyKey, IntentId, PaymentIntent};
use store::{attempts, charges, payment_methods, practices};

use super::{Reading, Try, Verdict, earlier_tries, read, record, stray};
use crate::desk::Desk;
use crate::service::Failure;
use crate::service::journal::Journal;

/// Asks the processor how the intent stands and writes what follows, if anything does. Says whether something did.
///
/// Safe to call at any time and any number of times: what was written already is not written again.
///
/// # Errors
/// When the processor or the store cannot be asked.
pub async fn settle_from_processor(desk: &Desk, intent: &IntentId) -> Result<bool, Failure> {
    let found = charges::by_intent(&desk.store.reader(), intent.as_str()).await?;
    // Nobody stored it: whoever made it crashed before, and nothing is taken under it.
    let Some(charge) = found else { return Ok(false) };
    settle(desk, &charge, intent).await
}

/// Asks the processor how the intent of a charge stands whose cardholder is to confirm. After the last day it is called off, so
/// that nobody confirms any more what has been given up; should they have done so just before, that is what it says.
///
/// # Errors
/// When the processor cannot be asked.
pub async fn ask_about_confirmation(
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
pub async fn settle_by(desk: &Desk, charge: &Charge, intent: &PaymentIntent) -> Result<bool, Failure> {
    match &charge.state {
        ChargeState::Processing(processing) => settle_try(desk, charge, processing, intent).await,
        // No try of ours is under way, and yet the money may have been taken.
        ChargeState::AwaitingInsurer
        | ChargeState::NothingDue(_)
        | ChargeState::Scheduled(_)
        | ChargeState::Upcoming(_)
        | ChargeState::Paid(_)
        | ChargeState::Failed(_)
        | ChargeState::OnHold(_)
        | ChargeState::Waived(_)
        | ChargeState::PartiallyRefunded(_)
        | ChargeState::Refunded(_) => settle_stray(desk, charge, intent).await,
    }
}

async fn settle(desk: &Desk, charge: &Charge, intent: &IntentId) -> Result<bool, Failure> {
    match charge.state {
        // What was taken is written, and of what asks for no money nothing can be.
        ChargeState::AwaitingInsurer
        | ChargeState::NothingDue(_)
        | ChargeState::Paid(_)
        | ChargeState::PartiallyRefunded(_)
        | ChargeState::Refunded(_) => Ok(false),
        ChargeState::Scheduled(_)
        | ChargeState::Upcoming(_)
        | ChargeState::Processing(_)
        | ChargeState::Failed(_)
        | ChargeState::OnHold(_)
        | ChargeState::Waived(_) => settle_by(desk, charge, &asked(desk, charge, intent).await?).await,
    }
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

fn claim(charge: &Charge) -> Result<Claim, Failure> {
    let due =
        charge.state.due().ok_or_else(|| Failure::Broken("a charge without an amount is paid".into()))?;
    Ok(Claim { charge: charge.id, amount: due.amount })
}

/// Ends the try under way, if the intent says how it ended. Trying on is the worker's.
async fn settle_try(
    desk: &Desk,
    charge: &Charge,
    processing: &Processing,
    intent: &PaymentIntent,
) -> Result<bool, Failure> {
    let reader = desk.store.reader();
    let all = attempts::of_charge(&reader, charge.client, charge.id).await?;
    let earlier = earlier_tries(&all);
    let verdict = match read(intent, &earlier) {
        Reading::Ended(verdict @ (Verdict::Taken { .. } | Verdict::NotTaken { .. })) => verdict,
        Reading::Ended(_) | Reading::NotTried | Reading::NeedsPage | Reading::CalledOff => return Ok(false),
    };
    let Some(attempt) = all.into_iter().find(|attempt| attempt.id == processing.attempt) else {
        return Err(Failure::Broken("a charge is tried without an attempt".into()));
    };
    // Of this try nothing has left yet: what the intent says is about something else.
    if attempt.state == AttemptState::Begun && !matches!(verdict, Verdict::Taken { .. }) {
        return Ok(false);
    }
    let method = payment_methods::one_of_client(&reader, charge.client, attempt.method).await?;
    let Some(method) = method else {
        return Err(Failure::Broken("a charge is tried with a card that is not there".into()));
    };
    let this = Try { charge: charge.clone(), processing: processing.clone(), attempt, method };
    let unit = desk.store.begin().await?;
    let mut journal = Journal::new(desk, desk.business.now());
    let written = record(&unit, desk, &this, verdict, &mut journal).await?;
    journal.close(&unit).await?;
    unit.commit().await?;
    if written {
        desk.wake.notify_one();
    }
    Ok(written)
}

async fn settle_stray(desk: &Desk, charge: &Charge, intent: &PaymentIntent) -> Result<bool, Failure> {
    let now = desk.business.now();
    let practice = practices::find(&desk.store.reader(), charge.practice).await?;
    let Some(zone) = practice.map(|practice| practice.zone) else {
        return Err(Failure::Broken("a charge belongs to a practice that is not there".into()));
    };
    let waiting = waiting(&charge.state, now);
    let mut reading = read(intent, &[]);
    let gives_up = waiting.is_some_and(|failed| failed.next_try.is_none() && is_not_confirmed(&reading));
    if gives_up && reading != Reading::CalledOff {
        // Nothing follows by itself any more, so nothing is left that could still be paid.
        reading = read(&called_off(desk, charge, &intent.id).await?, &[]);
    }
    let unit = desk.store.begin().await?;
    let mut journal = Journal::new(desk, now);
    let written = match (reading, waiting) {
        (Reading::Ended(Verdict::Taken { at, card, .. }), _) => {
            stray::taken(&unit, desk, charge, (at, card), zone, &mut journal).await?
        }
        (reading, Some(failed)) if is_not_confirmed(&reading) => {
            stray::not_confirmed(&unit, desk, charge, failed, &mut journal).await?
        }
        _ => return Ok(false),
    };
    journal.close(&unit).await?;
    unit.commit().await?;
    if written {
        desk.wake.notify_one();
    }
    Ok(written)
}

/// A failed try whose cardholder is still to confirm. One that was asked for or is due by now reads the intent itself.
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
        | ChargeState::Refunded(_) => None,
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
