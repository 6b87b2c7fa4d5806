//! What became of a payment after it was taken: refunds made in the processor's dashboard or thrown back by a bank, and disputes. The
//! processor does these by itself; what it tells is a hint, and what holds is what it answers when it is asked.

use chrono::{DateTime, Utc};
use domain::actor::Actor;
use domain::audit::Action;
use domain::charge::{Aftermath, Charge, ChargeState, DisputeStanding, DisputeTold, RefundTold, StateName};
use domain::refund_request::{RefundRequest, RefundRequestState};
use domain::subject::Subject;
use domain::task::{AskedDispute, FailedRefund, PaymentDifference, RefundFailure, TaskReason};
use domain::{ChargeId, ClientId, Money, PracticeId};
use processor::{
    DisputeStatus, IntentId, Processor, ProcessorDispute, ProcessorError, ProcessorRefund, RefProblem,
    RefundStatus,
};
use store::{StoreError, charges, refund_requests};

use super::extra::follow_extra;
use super::webhook::succeeded;
use super::{Settled, settle_from_processor};
use crate::desk::Desk;
use crate::mail::Message;
use crate::service::Failure;
use crate::work::{Saved, Work};

/// How often a charge is read anew that others write meanwhile.
const TURNS: usize = 5;

/// Asks the processor what became of the payment that an intent made, and writes what our books do not say yet.
///
/// Safe to call at any time and any number of times.
///
/// # Errors
/// When the processor or the store cannot be asked. [`Failure::Changed`] when somebody else wrote the charge again and again.
pub(in crate::payments) async fn follow(desk: &Desk, intent: &IntentId) -> Result<Settled, Failure> {
    for _ in 0..TURNS {
        if let Some(settled) = follow_extra(desk, intent).await? {
            match settled {
                Settled::Stale => continue,
                Settled::Written | Settled::Nothing => return Ok(settled),
            }
        }
        // Read before the processor is asked: what is written by an older answer finds another version and is decided anew.
        let found = charges::by_intent(&desk.store.reader(), intent.as_str()).await?;
        let Some(charge) = found else { return Ok(Settled::Nothing) };
        if !charge.state.is_taken() {
            // It may be heard of before the payment itself is.
            match settle_from_processor(desk, intent).await? {
                Settled::Nothing => return Ok(Settled::Nothing),
                Settled::Written | Settled::Stale => continue,
            }
        }
        let told = asked(&desk.processor, intent).await.map_err(|it| Failure::Unavailable(it.into()))?;
        match write(desk, &charge, intent, &told).await? {
            Settled::Stale => {}
            settled => return Ok(settled),
        }
    }
    Err(Failure::Changed)
}

/// As [`follow`], of an intent as our books name it.
///
/// # Errors
/// As [`follow`]; [`Failure::Broken`] for what is no intent.
pub async fn follow_named(desk: &Desk, intent: &str) -> Result<Settled, Failure> {
    follow(desk, &parsed(intent)?).await
}

/// As [`settle_from_processor`], of an intent as our books name it, and what became of the payment since.
///
/// # Errors
/// As there; [`Failure::Broken`] for what is no intent.
pub async fn settle_named(desk: &Desk, intent: &str) -> Result<Settled, Failure> {
    let intent = parsed(intent)?;
    match settle_from_processor(desk, &intent).await? {
        Settled::Written => follow(desk, &intent).await.map(|_| Settled::Written),
        settled => Ok(settled),
    }
}

/// Books what an intent took that none of our books names: for its charge, or beside one, or by hand.
///
/// # Errors
/// As [`follow`]; [`Failure::Broken`] for what is no intent.
pub async fn book_stray(desk: &Desk, intent: &str) -> Result<Settled, Failure> {
    let intent = parsed(intent)?;
    let found = desk.processor.any_payment_intent(&intent).await;
    let Some(found) = found.map_err(|error| Failure::Unavailable(error.into()))? else {
        return Ok(Settled::Nothing);
    };
    succeeded(desk, &found).await?;
    follow(desk, &intent).await.map(|_| Settled::Written)
}

fn parsed(intent: &str) -> Result<IntentId, Failure> {
    intent.parse().map_err(|problem: RefProblem| Failure::Broken(problem.into()))
}

pub(super) async fn asked(processor: &Processor, intent: &IntentId) -> Result<Aftermath, ProcessorError> {
    let refunds = processor.refunds_of(intent).all().await?;
    let disputes = processor.disputes_of(intent).all().await?;
    Ok(aftermath(&refunds, &disputes))
}

/// What became of one payment, by all of its refunds and disputes.
pub(super) fn aftermath(refunds: &[ProcessorRefund], disputes: &[ProcessorDispute]) -> Aftermath {
    let called_off = refunds.iter().filter(|it| it.status == RefundStatus::Canceled);
    let called_off = called_off.map(|it| it.id.to_string()).collect();
    let mut refunds: Vec<RefundTold> =
        refunds.iter().filter(|refund| refund.counts()).map(refund_told).collect();
    refunds.sort_by(|a, b| (a.at, &a.id).cmp(&(b.at, &b.id)));
    Aftermath { refunds, called_off, disputes: disputes.iter().map(dispute_told).collect() }
}

fn refund_told(it: &ProcessorRefund) -> RefundTold {
    RefundTold {
        id: it.id.to_string(),
        amount: it.amount,
        at: it.created,
        on_its_way: it.is_on_its_way(),
        by: Actor::Practice,
        reason: it.reason.clone().unwrap_or_default(),
        request: it.request,
    }
}

fn dispute_told(it: &ProcessorDispute) -> DisputeTold {
    DisputeTold {
        id: it.id.to_string(),
        amount: it.amount,
        opened_at: it.created,
        answer_until: it.answer_until,
        standing: standing(it.status),
        awaits_answer: awaits_answer(it.status),
    }
}

/// Disputes count by their own status, whatever the event was that told of them.
const fn standing(status: DisputeStatus) -> DisputeStanding {
    match status {
        DisputeStatus::WarningNeedsResponse
        | DisputeStatus::WarningUnderReview
        // Nothing is written over the books on the strength of a word that is not known here, and a person looks.
        | DisputeStatus::Unrecognized => DisputeStanding::Inquiry,
        DisputeStatus::WarningClosed | DisputeStatus::Won => DisputeStanding::Closed,
        DisputeStatus::NeedsResponse | DisputeStatus::UnderReview => DisputeStanding::Open,
        DisputeStatus::Lost => DisputeStanding::Lost,
    }
}

/// Once the bank reviews an answer nobody can do anything until it has decided.
const fn awaits_answer(status: DisputeStatus) -> bool {
    match status {
        DisputeStatus::WarningNeedsResponse | DisputeStatus::NeedsResponse | DisputeStatus::Unrecognized => {
            true
        }
        DisputeStatus::WarningUnderReview
        | DisputeStatus::UnderReview
        | DisputeStatus::WarningClosed
        | DisputeStatus::Won
        | DisputeStatus::Lost => false,
    }
}

async fn write(
    desk: &Desk,
    charge: &Charge,
    intent: &IntentId,
    told: &Aftermath,
) -> Result<Settled, Failure> {
    let now = desk.business.now();
    let requests = requests_of(desk, charge.client, charge.id, intent).await?;
    let told = &as_asked(told.clone(), &requests);
    let became = became(told, &requests);
    let Ok(followed) = charge.state.followed(told, now) else {
        return refunded_more(desk, charge, told).await;
    };
    // Whether support waits for a dispute is in the tasks alone.
    if followed.is_none() && told.disputes.is_empty() && became.is_empty() {
        return Ok(Settled::Nothing);
    }
    let mut work = Work::begin(desk, Actor::System).await?;
    if let Some(followed) = &followed {
        let now = Charge { state: followed.state.clone(), ..charge.clone() };
        if work.save(&now).await? == Saved::Stale {
            return Ok(Settled::Stale);
        }
        for (by, action) in &followed.actions {
            work.record_by(*by, charge, action.clone());
        }
        tell(&mut work, charge, &followed.state, &followed.actions).await?;
    }
    for (request, state, refund) in &became {
        if !refund_requests::become_of(work.unit(), request, *state, refund.as_deref()).await? {
            return Ok(Settled::Stale);
        }
    }
    let subject = Subject::Charge(charge.id);
    let asked = ask_about(&mut work, (charge.practice, charge.client, subject), None, &told.disputes).await?;
    work.commit().await?;
    if followed.is_none() && !asked && became.is_empty() {
        return Ok(Settled::Nothing);
    }
    desk.wake.notify_one();
    Ok(Settled::Written)
}

/// What was asked of one payment of a charge.
pub(super) async fn requests_of(
    desk: &Desk,
    client: ClientId,
    charge: ChargeId,
    intent: &IntentId,
) -> Result<Vec<RefundRequest>, StoreError> {
    let mut all = refund_requests::of_charge(&desk.store.reader(), client, charge).await?;
    all.retain(|it| it.intent == intent.as_str());
    Ok(all)
}

/// The refunds as those of ours asked for them who did.
pub(super) fn as_asked(mut told: Aftermath, requests: &[RefundRequest]) -> Aftermath {
    for refund in &mut told.refunds {
        let asked = refund.request.and_then(|id| requests.iter().find(|it| it.id == id));
        if let Some(asked) = asked {
            (refund.by, refund.reason) = (asked.asked_by, asked.reason.clone());
        }
    }
    told
}

/// What became of the requests by now that stand otherwise in our books, with the processor's ids of their refunds.
pub(super) fn became<'a>(
    told: &Aftermath,
    requests: &'a [RefundRequest],
) -> Vec<(&'a RefundRequest, RefundRequestState, Option<String>)> {
    let now = |request: &'a RefundRequest| {
        let refund = told.refunds.iter().find(|it| it.request == Some(request.id));
        let state = match (refund, request.state) {
            (Some(refund), _) if refund.on_its_way => RefundRequestState::Pending,
            (Some(_), _) => RefundRequestState::Done,
            (None, RefundRequestState::Pending | RefundRequestState::Done) => RefundRequestState::ThrownBack,
            (None, state) => state,
        };
        (state != request.state).then(|| (request, state, refund.map(|it| it.id.clone())))
    };
    requests.iter().filter_map(now).collect()
}

/// The client is told of money that comes back, and when it does not. A refund that came back is for support to give another way.
async fn tell(
    work: &mut Work,
    charge: &Charge,
    now: &ChargeState,
    actions: &[(Actor, Action)],
) -> Result<(), StoreError> {
    let is_new = |id: &str| charge.state.refunds().iter().all(|it| it.processor_id.as_deref() != Some(id));
    for refund in now.refunds() {
        if let Some(id) = refund.processor_id.clone().filter(|id| is_new(id)) {
            work.mail(charge, &Message::GivenBack { refund: id }).await?;
        }
    }
    work.refund_is_known(charge, now).await?;
    for (_, action) in actions {
        if let Action::RefundReturned { amount, called_off } = *action {
            work.mail(charge, &Message::RefundReturned { amount, at: work.now(), called_off }).await?;
            let reason = refund_failed(work, charge.practice, amount, came_back(called_off)).await?;
            work.ask_support(charge, reason).await?;
        }
    }
    if now.name() == StateName::Refunded {
        work.all_went_back(charge, now).await?;
    }
    Ok(())
}

/// Why money is the practice's again that was given back.
pub(super) const fn came_back(called_off: bool) -> RefundFailure {
    if called_off { RefundFailure::CalledOff } else { RefundFailure::Returned }
}

/// What support is asked where money did not go back.
///
/// # Errors
/// When the store fails.
pub(in crate::payments) async fn refund_failed(
    work: &mut Work,
    practice: PracticeId,
    amount: Money,
    why: RefundFailure,
) -> Result<TaskReason, StoreError> {
    let (zone, _) = work.terms(practice).await?;
    let refund = FailedRefund { amount, on: zone.day(work.now()), why };
    Ok(TaskReason::RefundsFailed { refunds: vec![refund] })
}

/// Support is to answer the disputes and inquiries of a payment while the bank takes an answer. Whether there was something to write.
///
/// # Errors
/// When the store fails.
pub(super) async fn ask_about(
    work: &mut Work,
    of: (PracticeId, ClientId, Subject),
    beside: Option<&str>,
    told: &[DisputeTold],
) -> Result<bool, StoreError> {
    let (zone, _) = work.terms(of.0).await?;
    let asked = |it: &DisputeTold| {
        if !it.awaits_answer {
            return None;
        }
        let is_inquiry = match it.standing {
            DisputeStanding::Inquiry => true,
            DisputeStanding::Open => false,
            DisputeStanding::Closed | DisputeStanding::Lost => return None,
        };
        Some(AskedDispute {
            dispute: it.id.clone(),
            beside: beside.map(str::to_owned),
            amount: it.amount,
            answer_by: it.answer_until.map(|until: DateTime<Utc>| zone.day(until)),
            is_inquiry,
        })
    };
    let mut told: Vec<&DisputeTold> = told.iter().collect();
    told.sort_by(|a, b| (a.opened_at, &a.id).cmp(&(b.opened_at, &b.id)));
    let disputes = told.into_iter().filter_map(asked).collect();
    work.ask_about_disputes(of, beside, disputes).await
}

/// Nothing is written over the books on the strength of a record that does not fit them.
async fn refunded_more(desk: &Desk, charge: &Charge, told: &Aftermath) -> Result<Settled, Failure> {
    tracing::error!(charge = %charge.id, "the processor gave back more than our books say was paid");
    let cents = told.refunds.iter().map(|it| it.amount.cents()).sum();
    let amount = charge.state.amount().map_or(Money::usd(cents), |paid| Money::new(cents, paid.currency()));
    let work = Work::begin(desk, Actor::System).await?;
    let difference = PaymentDifference::RefundedMore { amount };
    let asked = work.ask_support(charge, TaskReason::PaymentDiffers { difference }).await?;
    work.commit().await?;
    Ok(if asked { Settled::Written } else { Settled::Nothing })
}
