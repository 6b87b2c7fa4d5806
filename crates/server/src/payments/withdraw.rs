//! Carries out what was said of charges that the processor may still take: their payment intent is called off first.

use chrono::{DateTime, Duration, Utc};
use domain::actor::Actor;
use domain::audit::Action;
use domain::charge::{Charge, HeldState, PaidElsewhere, StateName};
use domain::task::{PaymentDifference, TaskReason, TaskTopic};
use domain::withdrawal::{Standing, Wish, Withdrawal, Withdrawn};
use domain::{Money, PracticeId};
use processor::{
    IdempotencyKey, IntentClaim, IntentId, IntentOutcome, Mismatch, PaymentIntent, ProcessorError, RefProblem,
};
use store::{StoreError, charges, staff, withdrawals};

use super::prepare::intent::not_called_off;
use super::settle::{Settled, settle_by};
use crate::desk::Desk;
use crate::service::Failure;
use crate::service::notices::was_told;
use crate::service::told::{Telling, Told};
use crate::work::{Saved, Work};

/// Looked at in one turn.
const SOME: u64 = 16;

/// When one is looked at again that could not be carried out.
const AGAIN: Duration = Duration::minutes(10);

/// How often whoever waits for it looks at a charge anew that others write meanwhile.
const TURNS: usize = 5;

/// What came of something said of a charge.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CameTo {
    /// It is so now.
    CarriedOut,
    /// The processor had taken the money, and the charge is paid.
    Taken,
    /// It is kept: an attempt is under way.
    UnderWay,
    /// It is kept: the processor does not let go of the payment, and support is asked to look.
    NotLetGo,
    /// It does not apply any more.
    Over,
    /// Somebody else wrote the charge or said something else of it meanwhile. Nothing was written.
    Overtaken,
}

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
    let Some(charge) = charges::find(&desk.store.reader(), it.charge).await? else {
        return defer(desk, it).await;
    };
    match step(desk, it, &charge).await? {
        // What was taken is found to be over the next time, and then whoever is asked hears that it was paid twice.
        CameTo::CarriedOut | CameTo::Taken | CameTo::UnderWay | CameTo::NotLetGo | CameTo::Overtaken => {
            Ok(())
        }
        CameTo::Over => over(desk, it, &charge).await,
    }
}

/// Carries one out for somebody who said it just now and waits for what comes of it. What is over is forgotten: they are told, and no
/// other has to be.
///
/// # Errors
/// When the store or the processor cannot be asked. Then it is kept, and a worker carries it out.
pub async fn withdraw_at_once(desk: &Desk, it: &Withdrawal) -> Result<CameTo, Failure> {
    for _ in 0..TURNS {
        let Some(charge) = charges::find(&desk.store.reader(), it.charge).await? else { break };
        let came_to = step(desk, it, &charge).await?;
        match came_to {
            CameTo::CarriedOut | CameTo::UnderWay | CameTo::NotLetGo => return Ok(came_to),
            CameTo::Taken | CameTo::Over => {
                let unit = desk.store.begin().await?;
                let is_mine = withdrawals::forget(&unit, it).await?;
                unit.commit().await?;
                return Ok(if is_mine { came_to } else { CameTo::Overtaken });
            }
            CameTo::Overtaken => {
                let kept = withdrawals::of_charge(&desk.store.reader(), it.charge).await?;
                if kept.is_none_or(|kept| kept.to != it.to) {
                    break;
                }
            }
        }
    }
    Ok(CameTo::Overtaken)
}

async fn step(desk: &Desk, it: &Withdrawal, charge: &Charge) -> Result<CameTo, Failure> {
    let before = match it.to.standing(&charge.state) {
        Standing::Ready(before) => *before,
        Standing::UnderWay => return Ok(CameTo::UnderWay),
        Standing::Over => return Ok(CameTo::Over),
    };
    match intent_left(desk, charge).await? {
        IntentLeft::None => carry_out(desk, it, charge.clone(), before).await,
        IntentLeft::Taken(intent) => Ok(match settle_by(desk, charge, &intent).await? {
            Settled::Written => CameTo::Taken,
            Settled::Nothing | Settled::Stale => CameTo::Overtaken,
        }),
        IntentLeft::Other(difference) => not_let_go(desk, it, charge, difference).await,
    }
}

/// What of a charge's payment intent is left once it was to be called off.
enum IntentLeft {
    /// Nothing can be taken under it, and nothing was.
    None,
    /// The money was taken.
    Taken(Box<PaymentIntent>),
    /// A person has to look.
    Other(PaymentDifference),
}

/// Calls the charge's intent off, if it has one.
async fn intent_left(desk: &Desk, charge: &Charge) -> Result<IntentLeft, Failure> {
    let Some(intent) = charges::intent_of(&desk.store.reader(), charge.id).await? else {
        return Ok(IntentLeft::None);
    };
    let id: IntentId = intent.parse().map_err(|problem: RefProblem| Failure::Broken(problem.into()))?;
    let amount = charge.state.amount().ok_or_else(|| Failure::Broken("a charge without an amount".into()))?;
    let mut called_off = call_off(desk, charge, &id, amount).await;
    let mut of_amount = amount;
    // It may have been made for what was due before the charge was changed.
    if let Err(ProcessorError::Mismatch(Mismatch::Amount { answered, .. })) = called_off {
        called_off = call_off(desk, charge, &id, answered).await;
        of_amount = answered;
    }
    let left = match called_off {
        Ok(left) => left,
        // Nothing can be taken under what the processor does not know.
        Err(error) if error.is_unknown_object() => return Ok(IntentLeft::None),
        Err(error) => return Err(Failure::Unavailable(error.into())),
    };
    Ok(match left.outcome() {
        IntentOutcome::Canceled => IntentLeft::None,
        IntentOutcome::Taken if of_amount == amount => IntentLeft::Taken(Box::new(left)),
        IntentOutcome::Taken => {
            let (intent, received) = (left.id.to_string(), left.received);
            IntentLeft::Other(PaymentDifference::OtherAmount { intent, received })
        }
        IntentOutcome::Declined(_)
        | IntentOutcome::NeedsCardholder { .. }
        | IntentOutcome::InProgress
        | IntentOutcome::NotTried => IntentLeft::Other(not_called_off(&left)),
    })
}

async fn call_off(
    desk: &Desk,
    charge: &Charge,
    intent: &IntentId,
    amount: Money,
) -> Result<PaymentIntent, ProcessorError> {
    let key = IdempotencyKey::calling_off(desk.ids.make());
    desk.processor.cancel_payment_intent(intent, &IntentClaim { charge: charge.id, amount }, &key).await
}

async fn carry_out(
    desk: &Desk,
    it: &Withdrawal,
    charge: Charge,
    before: HeldState,
) -> Result<CameTo, Failure> {
    let mut work = Work::begin(desk, it.by).await?;
    let (now, state) = (work.now(), it.to.of(before, it.by, work.now()));
    let was_told = was_told(work.unit(), &charge).await?;
    let (zone, policy) = work.terms(charge.practice).await?;
    let telling = Telling { was_told, zone, policy, now };
    let told = telling.of_withdrawal(&it.to, &charge.state, &state);
    let actions = it.to.actions(&charge.state, &state);
    let charge = Charge { state, ..charge };
    // Somebody wrote the charge, or said something else of it, meanwhile: it is looked at anew.
    // The charge comes first, as with everybody who writes both: two that wait for each other would both fail.
    if work.save(&charge).await? == Saved::Stale || !withdrawals::forget(work.unit(), it).await? {
        return Ok(CameTo::Overtaken);
    }
    for action in actions {
        work.record(&charge, action);
    }
    match told {
        Told::Mail(message) => work.mail(&charge, &message).await?,
        Told::NoticeNow { .. } | Told::NoticeAt(_) | Told::Nothing => {}
    }
    if !charge.state.name().is_open() {
        work.has_outcome(&charge).await?;
        work.settled(&charge, TaskTopic::Notice).await?;
        work.settled(&charge, TaskTopic::Detail).await?;
    } else {
        work.let_go_of(&charge).await?;
    }
    work.commit().await?;
    desk.wake.notify_one();
    Ok(CameTo::CarriedOut)
}

/// The charge asks for nothing any more. Was it taken, then it was paid twice, or for nothing.
async fn over(desk: &Desk, it: &Withdrawal, charge: &Charge) -> Result<(), Failure> {
    let mut work = Work::begin(desk, Actor::System).await?;
    let mut charge = charge.clone();
    if let (true, Withdrawn::Settled { payment, due, refunds, reason }) = (charge.state.is_taken(), &it.to)
        && refunds.is_empty()
    {
        // It counts beside what was taken, and still does once that went back.
        charge.state = charge.state.also_paid(*payment);
        if work.save(&charge).await? == Saved::Stale {
            return Ok(());
        }
        let (amount, PaidElsewhere { how, on, .. }) = (due.amount, *payment);
        let reason = reason.clone();
        work.record_by(it.by, &charge, Action::SettledElsewhere { amount, how, on, reason });
    }
    // Who has all of it back has no more to get.
    if charge.state.is_taken() && charge.state.name() != StateName::Refunded {
        let reason = it.to.reason().map(str::to_owned);
        let difference =
            taken_despite(&mut work, charge.practice, it.to.wish(), (it.by, it.at), reason).await?;
        work.ask_support(&charge, TaskReason::PaymentDiffers { difference }).await?;
    }
    withdrawals::forget(work.unit(), it).await?;
    work.commit().await
}

/// That money was taken although something else had been said of its charge, by whom and when.
///
/// # Errors
/// When the store fails.
pub(super) async fn taken_despite(
    work: &mut Work,
    practice: PracticeId,
    wish: Wish,
    (by, said_at): (Actor, DateTime<Utc>),
    reason: Option<String>,
) -> Result<PaymentDifference, StoreError> {
    let (zone, _) = work.terms(practice).await?;
    let name = match by {
        Actor::Staff(id) => staff::names(work.unit(), [id]).await?.remove(&id),
        Actor::Client | Actor::Practice | Actor::System | Actor::Operator => None,
    };
    Ok(PaymentDifference::TakenDespite { wish, by, name, said_on: zone.day(said_at), reason })
}

/// The processor does not call the intent off: it may still be taken, and a person has to look.
async fn not_let_go(
    desk: &Desk,
    it: &Withdrawal,
    charge: &Charge,
    difference: PaymentDifference,
) -> Result<CameTo, Failure> {
    let work = Work::begin(desk, Actor::System).await?;
    work.ask_support(charge, TaskReason::PaymentDiffers { difference }).await?;
    withdrawals::defer(work.unit(), it.charge, work.now() + AGAIN).await?;
    work.commit().await?;
    Ok(CameTo::NotLetGo)
}

async fn defer(desk: &Desk, it: &Withdrawal) -> Result<(), Failure> {
    let unit = desk.store.begin().await?;
    withdrawals::defer(&unit, it.charge, desk.business.now() + AGAIN).await?;
    Ok(unit.commit().await?)
}
