//! Brings our books up to what one of the processor's intents says of a charge.

use domain::charge::Charge;
use processor::{
    Claim, IdempotencyKey, IntentId, Mismatch, Outcome, PaymentIntent, ProcessorError, RefProblem,
};
use store::{StoreError, charges};

use super::settle_by;
use crate::desk::Desk;
use crate::service::Failure;
use crate::service::journal::{Journal, Topic};

/// How often a charge is read anew that others write meanwhile.
const TURNS: usize = 5;

/// Brings our books up to what an intent says, where they do not name it for its charge or do not know that it was taken, and says
/// whether there was something to write. `stored` is the intent that they do name.
///
/// # Errors
/// When the store or the processor cannot be asked. [`Failure::Changed`] when somebody else wrote the charge again and again.
pub async fn book(
    desk: &Desk,
    charge: &Charge,
    stored: Option<&str>,
    intent: &PaymentIntent,
) -> Result<bool, Failure> {
    let (mut charge, mut stored) = (charge.clone(), stored.map(str::to_owned));
    for _ in 0..TURNS {
        match book_once(desk, &charge, stored.as_deref(), intent).await? {
            Booked::Wrote => return Ok(true),
            Booked::Nothing => return Ok(false),
            Booked::Overtaken => {}
        }
        let reader = desk.store.reader();
        charge = charges::find(&reader, charge.id).await?.ok_or(Failure::Changed)?;
        stored = charges::intent_of(&reader, charge.id).await?;
    }
    Err(Failure::Changed)
}

/// What came of one go at booking.
enum Booked {
    Wrote,
    Nothing,
    /// Somebody else wrote the charge, or stored another intent for it, meanwhile.
    Overtaken,
}

async fn book_once(
    desk: &Desk,
    charge: &Charge,
    stored: Option<&str>,
    intent: &PaymentIntent,
) -> Result<Booked, Failure> {
    let is_taken = match intent.outcome() {
        Outcome::Taken => true,
        Outcome::Canceled => return Ok(Booked::Nothing),
        Outcome::Declined(_) | Outcome::NeedsCardholder { .. } | Outcome::InProgress | Outcome::NotTried => {
            false
        }
    };
    let is_kept = stored == Some(intent.id.as_str());
    match (is_taken, charge.state.is_taken()) {
        // Under this one it goes on: a second one beside it could be taken as well.
        (false, _) if stored.is_none() => keep(desk, charge, None, intent).await,
        // What the one says that our books name is read by whoever goes on with it.
        (false, _) => Ok(Booked::Nothing),
        (true, true) if is_kept => Ok(Booked::Nothing),
        (true, true) if stored.is_none() => keep(desk, charge, None, intent).await,
        (true, true) => differs(desk, charge, intent, &format!("{} was taken too", intent.id)).await,
        (true, false) => {
            if !is_kept {
                if let Some(old) = stored
                    && let Some(said) = call_off(desk, charge, old, intent).await?
                {
                    differs(desk, charge, intent, &said).await?;
                }
                // Named for the charge it keeps it from being taken again, whatever comes next.
                match keep(desk, charge, stored, intent).await? {
                    Booked::Wrote | Booked::Nothing => {}
                    Booked::Overtaken => return Ok(Booked::Overtaken),
                }
            }
            let agrees = charge.state.amount().is_some_and(|amount| {
                !amount.is_zero() && intent.check(&Claim { charge: charge.id, amount }).is_ok()
            });
            if agrees {
                // Of a charge that is still to be taken there is always something to write.
                Ok(if settle_by(desk, charge, intent).await? { Booked::Wrote } else { Booked::Overtaken })
            } else {
                differs(desk, charge, intent, &format!("{} took {}", intent.id, intent.received)).await
            }
        }
    }
}

/// The intent that our books name is not the one that was taken, and could be taken as well. Says what support has to know where
/// it cannot be called off.
async fn call_off(
    desk: &Desk,
    charge: &Charge,
    old: &str,
    instead: &PaymentIntent,
) -> Result<Option<String>, Failure> {
    let id: IntentId = old.parse().map_err(|problem: RefProblem| Failure::Broken(problem.into()))?;
    let amount = charge.state.amount().unwrap_or(instead.amount);
    let mut called_off = cancel(desk, &id, Claim { charge: charge.id, amount }).await;
    // It may have been made for what was due before the charge was changed.
    if let Err(ProcessorError::Mismatch(Mismatch::Amount { answered, .. })) = called_off {
        called_off = cancel(desk, &id, Claim { charge: charge.id, amount: answered }).await;
    }
    match called_off {
        Ok(found) => match found.outcome() {
            Outcome::Canceled => Ok(None),
            Outcome::Taken => Ok(Some(format!("{} was taken too", found.id))),
            Outcome::Declined(_)
            | Outcome::NeedsCardholder { .. }
            | Outcome::InProgress
            | Outcome::NotTried => {
                Ok(Some(format!("{} is {:?} and cannot be called off", found.id, found.status)))
            }
        },
        // Nothing can be taken under what the processor does not know.
        Err(error) if error.is_unknown_object() => Ok(None),
        // It stays named until the processor answers: nothing else would keep it from being taken.
        Err(error) => Err(Failure::Unavailable(error.into())),
    }
}

async fn cancel(desk: &Desk, id: &IntentId, claim: Claim) -> Result<PaymentIntent, ProcessorError> {
    let key = IdempotencyKey::calling_off(desk.ids.make());
    desk.processor.cancel_payment_intent(id, &claim, &key).await
}

async fn keep(
    desk: &Desk,
    charge: &Charge,
    stored: Option<&str>,
    intent: &PaymentIntent,
) -> Result<Booked, Failure> {
    let unit = desk.store.begin().await?;
    let kept = match stored {
        None => charges::set_intent(&unit, charge.id, intent.id.as_str()).await,
        Some(old) => charges::replace_intent(&unit, charge.id, old, intent.id.as_str()).await,
    };
    match kept {
        Ok(()) => {
            unit.commit().await?;
            Ok(Booked::Wrote)
        }
        Err(StoreError::Stale) => Ok(Booked::Overtaken),
        Err(error) => Err(error.into()),
    }
}

async fn differs(
    desk: &Desk,
    charge: &Charge,
    intent: &PaymentIntent,
    said: &str,
) -> Result<Booked, Failure> {
    // What was said names an amount, which is for support and not for the log.
    let (charge_id, intent_id) = (charge.id, &intent.id);
    tracing::error!(charge = %charge_id, intent = %intent_id, "the processor has money of a charge that our books do not account for");
    let unit = desk.store.begin().await?;
    let journal = Journal::new(desk, desk.business.now());
    let is_new = journal.ask_support(&unit, charge, Topic::Payment, desk.texts.task_differs(said)).await?;
    unit.commit().await?;
    Ok(if is_new { Booked::Wrote } else { Booked::Nothing })
}
