//! Carries out what was said of charges that the processor may still take: their payment intent is called off first.

use chrono::Duration;
use domain::actor::Actor;
use domain::charge::{Charge, ChargeState, HeldState};
use domain::task::{PaymentDifference, TaskReason, TaskTopic};
use domain::withdrawal::{Withdrawal, Withdrawn};
use processor::{IntentId, IntentOutcome, PaymentIntent, RefProblem};
use store::{charges, withdrawals};

use super::prepare::intent::not_called_off;
use super::settle::{called_off, settle_by};
use crate::desk::Desk;
use crate::mail::Message;
use crate::service::Failure;
use crate::work::{Saved, Work};

/// Looked at in one turn.
const SOME: u64 = 16;

/// When one is looked at again that could not be carried out.
const AGAIN: Duration = Duration::minutes(10);

/// Carries out some of them; how many there were.
///
/// # Errors
/// When the store fails.
pub(super) async fn some(desk: &Desk) -> Result<usize, Failure> {
    let due = withdrawals::due(&desk.store.reader(), desk.business.now(), SOME).await?;
    for it in &due {
        match one(desk, it).await {
            Ok(()) => {}
            Err(error @ (Failure::Unavailable(_) | Failure::Broken(_))) => {
                let charge = it.charge;
                tracing::warn!(%charge, error = &error as &dyn std::error::Error, "a charge cannot be withdrawn yet");
                defer(desk, it).await?;
            }
            Err(error) => return Err(error),
        }
    }
    Ok(due.len())
}

async fn one(desk: &Desk, it: &Withdrawal) -> Result<(), Failure> {
    let reader = desk.store.reader();
    let Some(charge) = charges::find(&reader, it.charge).await? else { return defer(desk, it).await };
    let Some(before) = withdrawable(&charge.state) else { return ended(desk, it, &charge).await };
    if let Some(intent) = charges::intent_of(&reader, charge.id).await? {
        let id: IntentId = intent.parse().map_err(|problem: RefProblem| Failure::Broken(problem.into()))?;
        if let Some(left) = still_there(desk, &charge, &id).await? {
            return match left.outcome() {
                // Whoever hears of it next finds that it was paid twice.
                IntentOutcome::Taken => settle_by(desk, &charge, &left).await.map(drop),
                IntentOutcome::Canceled
                | IntentOutcome::Declined(_)
                | IntentOutcome::NeedsCardholder { .. }
                | IntentOutcome::InProgress
                | IntentOutcome::NotTried => not_let_go(desk, it, &charge, &left).await,
            };
        }
    }
    carry_out(desk, it, charge, before).await
}

/// The state that the charge is withdrawn from; none where it asks for nothing any more.
fn withdrawable(state: &ChargeState) -> Option<HeldState> {
    match state {
        ChargeState::Scheduled(it) => Some(HeldState::Scheduled(it.clone())),
        ChargeState::Upcoming(it) => Some(HeldState::Upcoming(it.clone())),
        ChargeState::Failed(it) => Some(HeldState::Failed(it.clone())),
        ChargeState::OnHold(it) => Some(it.before.clone()),
        ChargeState::AwaitingInsurer
        | ChargeState::NothingDue(_)
        | ChargeState::Processing(_)
        | ChargeState::Paid(_)
        | ChargeState::Waived(_)
        | ChargeState::PartiallyRefunded(_)
        | ChargeState::Refunded(_)
        | ChargeState::SettledElsewhere(_)
        | ChargeState::Disputed(_)
        | ChargeState::ChargedBack(_) => None,
    }
}

/// Calls the intent off; what is left of it where that could not be.
async fn still_there(
    desk: &Desk,
    charge: &Charge,
    intent: &IntentId,
) -> Result<Option<PaymentIntent>, Failure> {
    match called_off(desk, charge, intent).await {
        Ok(found) if found.outcome() == IntentOutcome::Canceled => Ok(None),
        Ok(found) => Ok(Some(found)),
        // Nothing can be taken under what the processor does not know.
        Err(Failure::Unavailable(error)) if is_unknown(error.as_ref()) => Ok(None),
        Err(error) => Err(error),
    }
}

fn is_unknown(error: &(dyn std::error::Error + 'static)) -> bool {
    error
        .downcast_ref::<processor::ProcessorError>()
        .is_some_and(processor::ProcessorError::is_unknown_object)
}

async fn carry_out(desk: &Desk, it: &Withdrawal, charge: Charge, before: HeldState) -> Result<(), Failure> {
    let mut work = Work::begin(desk, it.by).await?;
    let (day, state) = (charge.state.day_told(work.now()), it.to.of(before));
    let actions = it.to.actions(&charge.state, &state);
    let charge = Charge { state, ..charge };
    // Somebody wrote the charge, or said something else of it, meanwhile: it is looked at anew.
    if !withdrawals::forget(work.unit(), it).await? || work.save(&charge).await? == Saved::Stale {
        return Ok(());
    }
    for action in actions {
        work.record(&charge, action);
    }
    let (zone, policy) = work.terms(charge.practice).await?;
    let notice = charge.state.due_at(zone, &policy, work.now());
    // A new notice that goes out at once says all that is to be said.
    if notice.is_none_or(|at| at > work.now()) {
        work.mail(&charge, &Message::CalledOff { day }).await?;
    }
    if !charge.state.name().is_open() {
        work.settled(&charge, TaskTopic::Payment).await?;
        work.settled(&charge, TaskTopic::Notice).await?;
    }
    work.commit().await?;
    desk.wake.notify_one();
    Ok(())
}

/// The charge asks for nothing any more. Was it taken, then it was paid twice, or for nothing.
async fn ended(desk: &Desk, it: &Withdrawal, charge: &Charge) -> Result<(), Failure> {
    let work = Work::begin(desk, Actor::System).await?;
    if charge.state.is_taken() {
        let difference = match it.to {
            Withdrawn::Settled { .. } => PaymentDifference::TakenAfterSettled,
            Withdrawn::Waived(_) => PaymentDifference::TakenAfterWaived,
            Withdrawn::NothingDue(_) | Withdrawn::Changed { .. } => PaymentDifference::TakenAfterChanged,
        };
        work.ask_support(charge, TaskReason::PaymentDiffers { difference }).await?;
    }
    withdrawals::forget(work.unit(), it).await?;
    work.commit().await
}

/// The processor does not call the intent off: it may still be taken, and a person has to look.
async fn not_let_go(
    desk: &Desk,
    it: &Withdrawal,
    charge: &Charge,
    left: &PaymentIntent,
) -> Result<(), Failure> {
    let work = Work::begin(desk, Actor::System).await?;
    let difference = not_called_off(left);
    work.ask_support(charge, TaskReason::PaymentDiffers { difference }).await?;
    withdrawals::defer(work.unit(), it.charge, work.now() + AGAIN).await?;
    work.commit().await
}

async fn defer(desk: &Desk, it: &Withdrawal) -> Result<(), Failure> {
    let unit = desk.store.begin().await?;
    withdrawals::defer(&unit, it.charge, desk.business.now() + AGAIN).await?;
    Ok(unit.commit().await?)
}
