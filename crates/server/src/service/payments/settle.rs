use domain::charge::{Charge, ChargeState, FailReason, Processing};
use processor::{Claim, IntentId, PaymentIntent};
use store::attempts::AttemptState;
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

/// As [`settle_from_processor`], for a charge that was read already.
///
/// # Errors
/// When the processor or the store cannot be asked.
pub async fn settle(desk: &Desk, charge: &Charge, intent: &IntentId) -> Result<bool, Failure> {
    let Some(amount) = charge.state.due().map(|due| due.amount) else { return Ok(false) };
    if matches!(
        charge.state,
        ChargeState::Paid(_) | ChargeState::PartiallyRefunded(_) | ChargeState::Refunded(_)
    ) {
        return Ok(false);
    }
    let claim = Claim { charge: charge.id, amount };
    let intent = desk.processor.payment_intent(intent, &claim).await;
    let intent = intent.map_err(|error| Failure::Unavailable(error.into()))?;
    match &charge.state {
        ChargeState::Processing(processing) => settle_try(desk, charge, processing, &intent).await,
        _ => settle_stray(desk, charge, &intent).await,
    }
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
    let reading = read(intent, &[]);
    let practice = practices::find(&desk.store.reader(), charge.practice).await?;
    let Some(zone) = practice.map(|practice| practice.zone) else {
        return Err(Failure::Broken("a charge belongs to a practice that is not there".into()));
    };
    // A try that was asked for or planned since then reads the intent itself.
    let waits = match &charge.state {
        ChargeState::Failed(failed) => {
            failed.next_try.is_none() && matches!(failed.reason, FailReason::NeedsConfirmation { .. })
        }
        _ => false,
    };
    let unit = desk.store.begin().await?;
    let mut journal = Journal::new(desk, desk.business.now());
    let written = match (reading, &charge.state) {
        (Reading::Ended(Verdict::Taken { at, card, .. }), _) => {
            stray::taken(&unit, desk, charge, (at, card), zone, &mut journal).await?
        }
        (Reading::Ended(Verdict::NotTaken { reason, .. }), ChargeState::Failed(failed))
            if waits && !matches!(reason, FailReason::NeedsConfirmation { .. }) =>
        {
            stray::not_confirmed(&unit, desk, charge, failed, &mut journal).await?
        }
        (Reading::NeedsPage, ChargeState::Failed(failed)) if waits => {
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
