//! Money taken that is no charge's own payment: it is booked beside the charge, shown, and support is asked to give it back.

use chrono::{DateTime, Utc};
use domain::Money;
use domain::actor::Actor;
use domain::audit::Action;
use domain::charge::{Aftermath, Charge, DisputeStanding};
use domain::extra_payment::ExtraPayment;
use domain::task::{PaidByHand, PaymentDifference, TaskReason, TaskTopic};
use processor::{IntentId, IntentOutcome, PaymentIntent};
use store::{StoreError, charges, clients, extra_payments};

use super::Settled;
use super::aftermath::asked;
use crate::desk::Desk;
use crate::mail::Message;
use crate::payments::record::paid_at;
use crate::service::Failure;
use crate::work::Work;

/// Books what an intent took beside its charge, and asks support to look at the `difference` that this is; whether it is news.
///
/// # Errors
/// When the store fails.
pub(in crate::payments) async fn book_beside(
    work: &mut Work,
    charge: &Charge,
    intent: &PaymentIntent,
    difference: PaymentDifference,
) -> Result<bool, StoreError> {
    let payment = ExtraPayment {
        intent: intent.id.to_string(),
        practice: charge.practice,
        client: charge.client,
        charge: Some(charge.id),
        amount: intent.received,
        taken_at: taken_at(intent, work.now()),
        given_back: nothing(intent),
    };
    if !extra_payments::insert(work.unit(), &payment).await? {
        return Ok(false);
    }
    let (amount, intent) = (payment.amount, payment.intent);
    work.record(charge, Action::PaidAgain { amount, intent });
    work.ask_support(charge, TaskReason::PaymentDiffers { difference }).await?;
    Ok(true)
}

/// A payment for no charge of ours was heard of. Made by hand for a client of ours, it may be what one of their charges is about to be
/// taken for, and support has to know before.
///
/// # Errors
/// When the store or the processor cannot be asked.
pub(super) async fn by_hand(desk: &Desk, told: &PaymentIntent) -> Result<(), Failure> {
    let Some(customer) = &told.customer else { return Ok(()) };
    let reader = desk.store.reader();
    // A family may share a customer: whoever comes first stands for all of them.
    let found = clients::by_processor_customer(&reader, customer.as_str()).await?;
    let Some(client) = found.into_iter().next() else { return Ok(()) };
    if extra_payments::find(&reader, told.id.as_str()).await?.is_some() {
        return Ok(());
    }
    let found = desk.processor.any_payment_intent(&told.id).await;
    let Some(intent) = found.map_err(|error| Failure::Unavailable(error.into()))? else { return Ok(()) };
    let is_theirs = intent.charge.is_none() && intent.customer.as_ref() == Some(customer);
    if !is_theirs || intent.outcome() != IntentOutcome::Taken {
        return Ok(());
    }
    let mut work = Work::begin(desk, Actor::System).await?;
    let (zone, _) = work.terms(client.practice).await?;
    let taken_at = taken_at(&intent, work.now());
    let (amount, name) = (intent.received, intent.id.to_string());
    let payment = ExtraPayment {
        intent: name.clone(),
        practice: client.practice,
        client: client.id,
        charge: None,
        amount,
        taken_at,
        given_back: nothing(&intent),
    };
    if extra_payments::insert(work.unit(), &payment).await? {
        work.record_client(&client, Action::PaidByHand { amount, intent: name.clone() });
        work.ask_about_payment(&client, PaidByHand { intent: name, amount, on: zone.day(taken_at) }).await?;
        work.commit().await?;
    }
    Ok(())
}

/// What became of a payment that is no charge's own. None where our books have no such payment.
///
/// # Errors
/// When the store or the processor cannot be asked.
pub(super) async fn follow_extra(desk: &Desk, intent: &IntentId) -> Result<Option<Settled>, Failure> {
    let reader = desk.store.reader();
    let Some(before) = extra_payments::find(&reader, intent.as_str()).await? else { return Ok(None) };
    let told = asked(&desk.processor, intent).await.map_err(|it| Failure::Unavailable(it.into()))?;
    let now = given_back(&told, before.amount);
    if now == before.given_back {
        return Ok(Some(Settled::Nothing));
    }
    let charge = match before.charge {
        Some(charge) => charges::find(&reader, charge).await?,
        None => None,
    };
    let mut work = Work::begin(desk, Actor::System).await?;
    if !extra_payments::given_back(work.unit(), &before, now).await? {
        return Ok(Some(Settled::Stale));
    }
    if let Some(charge) = &charge {
        tell(&mut work, charge, &before, now).await?;
    }
    work.commit().await?;
    desk.wake.notify_one();
    Ok(Some(Settled::Written))
}

async fn tell(work: &mut Work, charge: &Charge, before: &ExtraPayment, now: Money) -> Result<(), StoreError> {
    let amount = Money::new((now.cents() - before.given_back.cents()).abs(), now.currency());
    if now.cents() < before.given_back.cents() {
        work.record(charge, Action::ExtraRefundReturned { amount });
        work.ask_support(charge, TaskReason::RefundReturned { amount }).await?;
        return Ok(());
    }
    work.record(charge, Action::ExtraRefunded { amount });
    work.mail(charge, &Message::ExtraGivenBack { amount, at: work.now() }).await?;
    if now == before.amount {
        // Nothing of it is left to give back.
        work.settled(charge, TaskTopic::Payment).await?;
    }
    Ok(())
}

/// How much of a payment went back, by refunds or to the cardholder's bank; never more than all of it.
fn given_back(told: &Aftermath, amount: Money) -> Money {
    let refunded: i64 = told.refunds.iter().map(|it| it.amount.cents()).sum();
    let contested = told.dispute.as_ref().map_or(0, |dispute| match dispute.standing {
        DisputeStanding::Open | DisputeStanding::Lost => dispute.amount.cents(),
        DisputeStanding::Inquiry | DisputeStanding::Closed => 0,
    });
    Money::new((refunded + contested).min(amount.cents()), amount.currency())
}

fn taken_at(intent: &PaymentIntent, now: DateTime<Utc>) -> DateTime<Utc> {
    paid_at(intent.latest_attempt.as_ref().and_then(|attempt| attempt.at), None, now)
}

const fn nothing(intent: &PaymentIntent) -> Money {
    Money::new(0, intent.amount.currency())
}
