//! Begins tries at charges that are due: stores each attempt before anything leaves for the processor.

use std::collections::HashMap;

use chrono::{DateTime, Utc};
use domain::ChargeId;
use domain::attempt::{Attempt, AttemptState};
use domain::audit::Action;
use domain::charge::{Charge, ChargeState, HeldState, NotDue, Processing};
use domain::payment_method::PaymentMethod;
use processor::IdempotencyKey;
use store::{StoreError, Unit, attempts, charges, payment_methods};

use super::charges::ids;
use crate::desk::Desk;
use crate::service::journal::{Journal, Topic};
use crate::service::payments::{Try, look_again, missed_day, without_method};

/// What came of the charges whose try is due.
#[derive(Debug, Default)]
pub(super) struct Begun {
    /// Tries to make, each with the payment intent that the charge has, if it has one.
    pub begun: Vec<(Try, Option<String>)>,
    /// Charges whose cardholder may have confirmed in the meantime, with their intent. Nobody holds a claim on them.
    pub to_confirm: Vec<(Charge, Option<String>)>,
}

/// Begins a try at each of these charges, or does what is to be done instead.
pub(super) async fn begin(
    unit: &Unit,
    desk: &Desk,
    due: Vec<Charge>,
    journal: &mut Journal<'_>,
) -> Result<Begun, StoreError> {
    if due.is_empty() {
        return Ok(Begun::default());
    }
    let clients: Vec<_> = due.iter().map(|charge| charge.client).collect();
    let methods = payment_methods::defaults_of_clients(unit, &clients).await?;
    let keys: Vec<_> = due.iter().map(|charge| (charge.client, charge.id)).collect();
    let numbers = attempts::last_numbers(unit, &keys).await?;
    let intents = charges::intents(unit, &ids(&due)).await?;
    let mut begun = Begun::default();
    for charge in due {
        let intent = intents.get(&charge.id).cloned();
        let method = methods.get(&charge.client);
        if waits_for_cardholder(&charge, journal.now) {
            // Asking takes as long as the processor likes, so no claim is held meanwhile; asking twice does no harm.
            charges::defer(unit, charge.id, charge.version, look_again(&charge.state, journal.now)).await?;
            begun.to_confirm.push((charge, intent));
        } else if let Some(this) = one(unit, desk, charge, method, &numbers, journal).await? {
            begun.begun.push((this, intent));
        }
    }
    Ok(begun)
}

fn waits_for_cardholder(charge: &Charge, now: DateTime<Utc>) -> bool {
    matches!(&charge.state, ChargeState::Failed(it) if it.waits_for_cardholder(now))
}

async fn one(
    unit: &Unit,
    desk: &Desk,
    charge: Charge,
    method: Option<&PaymentMethod>,
    numbers: &HashMap<ChargeId, u32>,
    journal: &mut Journal<'_>,
) -> Result<Option<Try>, StoreError> {
    let (id, now) = (desk.ids.make(), journal.now);
    let taken = match charge.state.clone() {
        ChargeState::Upcoming(it) => it.taken(id, now),
        ChargeState::Failed(it) if method.is_some_and(|method| it.is_over_with(method.id)) => {
            let state = ChargeState::Failed(it.given_up());
            charges::save(unit, &Charge { state, ..charge.clone() }, None).await?;
            journal.ask_support(unit, &charge, Topic::Payment, desk.texts.task_payment_failed()).await?;
            return Ok(None);
        }
        ChargeState::Failed(it) if method.is_some_and(|method| it.waited_for(method.id)) => {
            it.taken_with_new_method(id, now)
        }
        ChargeState::Failed(it) => it.taken(id, now),
        // Nothing is to be taken, now or at all, or somebody is about it.
        ChargeState::AwaitingInsurer
        | ChargeState::NothingDue(_)
        | ChargeState::Scheduled(_)
        | ChargeState::Processing(_)
        | ChargeState::Paid(_)
        | ChargeState::OnHold(_)
        | ChargeState::Waived(_)
        | ChargeState::PartiallyRefunded(_)
        | ChargeState::Refunded(_) => return Ok(None),
    };
    let processing = match taken {
        Ok(processing) => processing,
        Err(NotDue::Overdue(_)) => {
            announce_anew(unit, charge, journal).await?;
            return Ok(None);
        }
        Err(NotDue::Early | NotDue::NoneLeft) => {
            charges::defer(unit, charge.id, charge.version, look_again(&charge.state, now)).await?;
            return Ok(None);
        }
    };
    let Some(method) = method else {
        without_method(unit, desk, &charge, processing, journal).await?;
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
        begun_at: now,
        ended_at: None,
        outcome: None,
    };
    store_try(unit, charge, processing, attempt, method.clone(), journal).await.map(Some)
}

async fn store_try(
    unit: &Unit,
    charge: Charge,
    processing: Processing,
    attempt: Attempt,
    method: PaymentMethod,
    journal: &mut Journal<'_>,
) -> Result<Try, StoreError> {
    let mut charge = Charge { state: ChargeState::Processing(processing.clone()), ..charge };
    // Held until its outcome is stored. Should this process die before, it is due for whoever takes over.
    charge.version = charges::save_and_hold(unit, &charge, Some(journal.now)).await?;
    attempts::insert(unit, &attempt).await?;
    journal.note(&charge, Action::TryBegun { attempt: attempt.id });
    Ok(Try { charge, processing, attempt, method })
}

/// The day announced is over. Nobody is charged on another, so the client is told anew.
async fn announce_anew(unit: &Unit, charge: Charge, journal: &mut Journal<'_>) -> Result<(), StoreError> {
    let now = journal.now;
    let (missed, before) = match charge.state.clone() {
        ChargeState::Upcoming(it) => (it.announced.charged_at(), HeldState::Upcoming(it)),
        ChargeState::Failed(it) => (it.next_try.unwrap_or(it.failed_at), HeldState::Failed(it)),
        // No day is announced for it that could be over.
        ChargeState::AwaitingInsurer
        | ChargeState::NothingDue(_)
        | ChargeState::Scheduled(_)
        | ChargeState::Processing(_)
        | ChargeState::Paid(_)
        | ChargeState::OnHold(_)
        | ChargeState::Waived(_)
        | ChargeState::PartiallyRefunded(_)
        | ChargeState::Refunded(_) => return Ok(()),
    };
    missed_day(unit, charge, missed, before.resumed(now), journal).await
}
