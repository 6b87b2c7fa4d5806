//! Brings our books up to what one of the processor's intents says of a charge.

use domain::actor::Actor;
use domain::charge::Charge;
use domain::task::{PaymentDifference, TaskReason};
use processor::{
    IdempotencyKey, IntentClaim, IntentId, IntentOutcome, Mismatch, PaymentIntent, ProcessorError, RefProblem,
};
use store::charges;

use super::extra::book_beside;
use super::{Settled, settle_by};
use crate::desk::Desk;
use crate::payments::prepare::intent::not_called_off;
use crate::service::Failure;
use crate::work::{Saved, Work};

/// How often a charge is read anew that others write meanwhile.
const TURNS: usize = 5;

/// Brings our books up to what an intent says, where they do not name it for its charge or do not know that it was taken, and says
/// whether there was something to write. `stored` is the intent that they do name.
///
/// # Errors
/// When the store or the processor cannot be asked. [`Failure::Changed`] when somebody else wrote the charge again and again.
pub(super) async fn book(
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
        IntentOutcome::Taken => true,
        IntentOutcome::Canceled => return Ok(Booked::Nothing),
        IntentOutcome::Declined(_)
        | IntentOutcome::NeedsCardholder { .. }
        | IntentOutcome::InProgress
        | IntentOutcome::NotTried => false,
    };
    let is_kept = stored == Some(intent.id.as_str());
    match (is_taken, charge.state.is_taken()) {
        // Under this one it goes on: a second one beside it could be taken as well.
        (false, _) if stored.is_none() => keep(desk, charge, None, intent).await,
        // What the one says that our books name is read by whoever goes on with it.
        (false, _) => Ok(Booked::Nothing),
        (true, true) if is_kept => Ok(Booked::Nothing),
        (true, true) if stored.is_none() => keep(desk, charge, None, intent).await,
        (true, true) => differs(desk, charge, intent, taken_too(intent)).await,
        (true, false) => {
            if !is_kept {
                if let Some(old) = stored
                    && let Some((left, difference)) = call_off(desk, charge, old, intent).await?
                {
                    differs(desk, charge, &left, difference).await?;
                }
                // Named for the charge it keeps it from being taken again, whatever comes next.
                match keep(desk, charge, stored, intent).await? {
                    Booked::Wrote | Booked::Nothing => {}
                    Booked::Overtaken => return Ok(Booked::Overtaken),
                }
            }
            let agrees = charge.state.amount().is_some_and(|amount| {
                !amount.is_zero() && intent.check(&IntentClaim { charge: charge.id, amount }).is_ok()
            });
            if agrees {
                // Of a charge that is still to be taken there is always something to write.
                Ok(match settle_by(desk, charge, intent).await? {
                    Settled::Written => Booked::Wrote,
                    Settled::Nothing | Settled::Stale => Booked::Overtaken,
                })
            } else {
                // Nothing is said to be paid that was not, and the intent that is named keeps it from being taken again.
                let (name, received) = (intent.id.to_string(), intent.received);
                let difference = PaymentDifference::OtherAmount { intent: name, received };
                differs(desk, charge, intent, difference).await
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
) -> Result<Option<(PaymentIntent, PaymentDifference)>, Failure> {
    let id: IntentId = old.parse().map_err(|problem: RefProblem| Failure::Broken(problem.into()))?;
    let amount = charge.state.amount().unwrap_or(instead.amount);
    let mut called_off = cancel(desk, &id, IntentClaim { charge: charge.id, amount }).await;
    // It may have been made for what was due before the charge was changed.
    if let Err(ProcessorError::Mismatch(Mismatch::Amount { answered, .. })) = called_off {
        called_off = cancel(desk, &id, IntentClaim { charge: charge.id, amount: answered }).await;
    }
    match called_off {
        Ok(found) => match found.outcome() {
            IntentOutcome::Canceled => Ok(None),
            IntentOutcome::Taken => {
                let difference = taken_too(&found);
                Ok(Some((found, difference)))
            }
            IntentOutcome::Declined(_)
            | IntentOutcome::NeedsCardholder { .. }
            | IntentOutcome::InProgress
            | IntentOutcome::NotTried => {
                let difference = not_called_off(&found);
                Ok(Some((found, difference)))
            }
        },
        // Nothing can be taken under what the processor does not know.
        Err(error) if error.is_unknown_object() => Ok(None),
        // It stays named until the processor answers: nothing else would keep it from being taken.
        Err(error) => Err(Failure::Unavailable(error.into())),
    }
}

async fn cancel(desk: &Desk, id: &IntentId, claim: IntentClaim) -> Result<PaymentIntent, ProcessorError> {
    let key = IdempotencyKey::calling_off(desk.ids.make());
    desk.processor.cancel_payment_intent(id, &claim, &key).await
}

fn taken_too(intent: &PaymentIntent) -> PaymentDifference {
    PaymentDifference::TakenToo { intent: intent.id.to_string() }
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
    match Saved::of(kept)? {
        Saved::Written => {
            unit.commit().await?;
            Ok(Booked::Wrote)
        }
        Saved::Stale => Ok(Booked::Overtaken),
    }
}

/// Asks support to look, and books beside the charge what was taken. Another intent of the charge is to meet the books as they are by
/// now.
async fn differs(
    desk: &Desk,
    charge: &Charge,
    intent: &PaymentIntent,
    difference: PaymentDifference,
) -> Result<Booked, Failure> {
    // What differs may be an amount, which is for support and not for the log.
    tracing::error!(charge = %charge.id, intent = %intent.id, "what the processor took differs from our books");
    let mut work = Work::begin(desk, Actor::System).await?;
    let is_new = if intent.outcome() == IntentOutcome::Taken && !intent.received.is_zero() {
        book_beside(&mut work, charge, intent, difference).await?
    } else {
        work.ask_support(charge, TaskReason::PaymentDiffers { difference }).await?
    };
    work.commit().await?;
    Ok(if is_new { Booked::Wrote } else { Booked::Nothing })
}
