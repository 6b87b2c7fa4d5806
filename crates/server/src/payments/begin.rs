//! Begins attempts at charges that are due: stores each before anything leaves for the processor.

mod missed_day;
mod without_method;

use std::collections::HashMap;

use chrono::{DateTime, Utc};
use domain::attempt::{Attempt, AttemptState};
use domain::audit::Action;
use domain::charge::{Charge, ChargeState, Failed, HeldState, NotDue, Processing};
use domain::payment_method::PaymentMethod;
use domain::task::TaskReason;
use domain::{AttemptId, ChargeId};
use processor::IdempotencyKey;
use store::{StoreError, attempts, charges, payment_methods};

use super::OpenAttempt;
use super::claim::ids;
use crate::work::{Saved, Work};
pub(super) use missed_day::missed_day;
pub(super) use without_method::without_method;

/// What came of the charges whose attempt is due.
#[derive(Debug, Default)]
pub(super) struct Begun {
    /// Attempts to make, each with the payment intent that the charge has, if it has one.
    pub(super) begun: Vec<(OpenAttempt, Option<String>)>,
    /// Charges whose cardholder may have confirmed in the meantime, with their intent. Nobody holds a claim on them.
    pub(super) to_confirm: Vec<(Charge, Option<String>)>,
}

/// Begins an attempt at each of these charges, or does what is to be done instead.
pub(super) async fn begin(work: &mut Work, due: Vec<Charge>) -> Result<Begun, StoreError> {
    if due.is_empty() {
        return Ok(Begun::default());
    }
    let clients: Vec<_> = due.iter().map(|charge| charge.client).collect();
    // Held, so that nobody takes a card away that an attempt begins with.
    let methods = payment_methods::hold_defaults_of_clients(work.unit(), &clients).await?;
    let keys: Vec<_> = due.iter().map(|charge| (charge.client, charge.id)).collect();
    let numbers = attempts::last_numbers(work.unit(), &keys).await?;
    let intents = charges::intents(work.unit(), &ids(&due)).await?;
    let mut begun = Begun::default();
    for charge in due {
        let intent = intents.get(&charge.id).cloned();
        let method = methods.get(&charge.client);
        if waits_for_cardholder(&charge, work.now()) {
            // Asking takes as long as the processor likes, so no claim is held meanwhile; asking twice does no harm.
            if work.postpone(&charge).await? == Saved::Written {
                begun.to_confirm.push((charge, intent));
            }
        } else if let Some(open) = one(work, charge, method, &numbers).await? {
            begun.begun.push((open, intent));
        }
    }
    Ok(begun)
}

fn waits_for_cardholder(charge: &Charge, now: DateTime<Utc>) -> bool {
    matches!(&charge.state, ChargeState::Failed(it) if it.waits_for_cardholder(now))
}

/// None where nothing is to be tried, or somebody else wrote the charge since it was claimed.
async fn one(
    work: &mut Work,
    charge: Charge,
    method: Option<&PaymentMethod>,
    numbers: &HashMap<ChargeId, u32>,
) -> Result<Option<OpenAttempt>, StoreError> {
    let id = work.make();
    let processing = match begun(&charge, id, method, work.now()) {
        Begin::Now(Ok(processing)) => processing,
        Begin::Now(Err(NotDue::Overdue(_))) => {
            announce_again(work, charge).await?;
            return Ok(None);
        }
        Begin::Now(Err(NotDue::Early | NotDue::NoneLeft)) => {
            // Who was faster has said when it is looked at again.
            let _ = work.postpone(&charge).await?;
            return Ok(None);
        }
        Begin::NoMore(failed) => {
            let over = Charge { state: ChargeState::Failed(failed), ..charge };
            if work.save(&over).await? == Saved::Written {
                work.record(&over, Action::AttemptsEnded);
                work.ask_support(&over, TaskReason::PaymentFailed).await?;
            }
            return Ok(None);
        }
        Begin::Nothing => return Ok(None),
    };
    let Some(method) = method else {
        let _ = without_method(work, &charge, processing).await?;
        return Ok(None);
    };
    let attempt = Attempt {
        id,
        charge: charge.id,
        client: charge.client,
        number: numbers.get(&charge.id).copied().unwrap_or_default() + 1,
        method: method.id,
        intent: None,
        confirm_key: IdempotencyKey::attempt(id).to_string(),
        state: AttemptState::Begun,
        begun_at: work.now(),
        ended_at: None,
        outcome: None,
        processor_attempt: None,
    };
    store_attempt(work, charge, processing, attempt, method.clone()).await
}

/// What is to be begun at a charge.
enum Begin {
    /// An attempt, if it is due.
    Now(Result<Processing, NotDue>),
    /// None any more.
    NoMore(Failed),
    /// Nothing is to be taken, now or at all, or somebody is about it.
    Nothing,
}

fn begun(charge: &Charge, id: AttemptId, method: Option<&PaymentMethod>, now: DateTime<Utc>) -> Begin {
    match charge.state.clone() {
        ChargeState::Upcoming(it) => Begin::Now(it.taken(id, now)),
        // Tried again with a card that failed for good, or four times, it would only fail again.
        ChargeState::Failed(it) if method.is_some_and(|method| it.is_over_with(method.id)) => {
            Begin::NoMore(it.given_up())
        }
        // A new card was what it waited for; its day was over before, so any charge time will do.
        ChargeState::Failed(it) if method.is_some_and(|method| it.waited_for(method.id)) => {
            Begin::Now(it.taken_with_new_method(id, now))
        }
        ChargeState::Failed(it) => Begin::Now(it.taken(id, now)),
        ChargeState::AwaitingInsurer
        | ChargeState::NothingDue(_)
        | ChargeState::Scheduled(_)
        | ChargeState::Processing(_)
        | ChargeState::Paid(_)
        | ChargeState::OnHold(_)
        | ChargeState::Waived(_)
        | ChargeState::PartiallyRefunded(_)
        | ChargeState::Refunded(_)
        | ChargeState::SettledElsewhere(_)
        | ChargeState::Disputed(_)
        | ChargeState::ChargedBack(_) => Begin::Nothing,
    }
}

async fn store_attempt(
    work: &mut Work,
    charge: Charge,
    processing: Processing,
    attempt: Attempt,
    method: PaymentMethod,
) -> Result<Option<OpenAttempt>, StoreError> {
    let mut charge = Charge { state: ChargeState::Processing(processing.clone()), ..charge };
    // Held until its outcome is stored. Should this process die before, it is due for whoever takes over.
    if work.save_and_hold(&charge).await? == Saved::Stale {
        return Ok(None);
    }
    charge.version += 1;
    attempts::insert(work.unit(), &attempt).await?;
    work.record(&charge, Action::AttemptBegun { attempt: attempt.id });
    Ok(Some(OpenAttempt { charge, processing, attempt, method }))
}

/// The day announced is over. Nobody is charged on another, so the client is told anew.
async fn announce_again(work: &mut Work, charge: Charge) -> Result<(), StoreError> {
    let now = work.now();
    let (missed, before) = match charge.state.clone() {
        ChargeState::Upcoming(it) => (it.announced.charged_at(), HeldState::Upcoming(it)),
        ChargeState::Failed(it) => (it.next_attempt.unwrap_or(it.failed_at), HeldState::Failed(it)),
        // No day is announced for it that could be over.
        ChargeState::AwaitingInsurer
        | ChargeState::NothingDue(_)
        | ChargeState::Scheduled(_)
        | ChargeState::Processing(_)
        | ChargeState::Paid(_)
        | ChargeState::OnHold(_)
        | ChargeState::Waived(_)
        | ChargeState::PartiallyRefunded(_)
        | ChargeState::Refunded(_)
        | ChargeState::SettledElsewhere(_)
        | ChargeState::Disputed(_)
        | ChargeState::ChargedBack(_) => return Ok(()),
    };
    // Who was faster has gone on from what holds by now.
    let _ = missed_day(work, charge, missed, before.resumed(now)).await?;
    Ok(())
}
