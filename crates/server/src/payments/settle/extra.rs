//! Money taken that is no charge's own payment: it is booked beside the charge, shown, and support is asked to give it back.

use chrono::{DateTime, Utc};
use domain::actor::Actor;
use domain::audit::Action;
use domain::charge::{Aftermath, Charge};
use domain::client::Client;
use domain::extra_payment::ExtraPayment;
use domain::subject::Subject;
use domain::task::{PaidAgain, PaymentDifference, TaskReason};
use processor::{IntentId, PaymentIntent};
use store::{StoreError, charges, clients, extra_payments, refund_requests};

use super::Settled;
use super::aftermath::{as_asked, ask_about, asked, became, came_back, refund_failed, requests_of};
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
    let (zone, _) = work.terms(charge.practice).await?;
    let taken_at = taken_at(intent, work.now());
    let payment = ExtraPayment {
        intent: intent.id.to_string(),
        practice: charge.practice,
        client: charge.client,
        may_be_anothers: false,
        charge: Some(charge.id),
        amount: intent.received,
        taken_at,
        taken_on: zone.day(taken_at),
        refunds: Vec::new(),
        disputes: Vec::new(),
    };
    if !extra_payments::insert(work.unit(), &payment).await? {
        return Ok(false);
    }
    let (amount, intent) = (payment.amount, payment.intent);
    work.record(charge, Action::PaidAgain { amount, intent: intent.clone() });
    let payments = vec![PaidAgain { intent, amount, difference, back: None }];
    work.ask_support(charge, TaskReason::PaidAgain { payments }).await?;
    Ok(true)
}

/// Whose a payment is that is no charge's own.
enum Whose {
    Charge(Box<Charge>),
    Client(Box<Client>),
}

impl Whose {
    async fn of(desk: &Desk, payment: &ExtraPayment) -> Result<Self, Failure> {
        let reader = desk.store.reader();
        let gone = || Failure::Broken("a payment of what is not there".into());
        Ok(match payment.charge {
            Some(charge) => Self::Charge(Box::new(charges::find(&reader, charge).await?.ok_or_else(gone)?)),
            None => Self::Client(Box::new(clients::find(&reader, payment.client).await?.ok_or_else(gone)?)),
        })
    }

    fn subject(&self) -> Subject {
        match self {
            Self::Charge(it) => Subject::Charge(it.id),
            Self::Client(it) => Subject::Client(it.id),
        }
    }

    fn record(&self, work: &mut Work, by: Actor, action: Action) {
        match self {
            Self::Charge(it) => work.record_by(by, it, action),
            Self::Client(it) => work.record_client(it, action),
        }
    }

    async fn ask(&self, work: &Work, reason: TaskReason) -> Result<bool, StoreError> {
        match self {
            Self::Charge(it) => work.ask_support(it, reason).await,
            Self::Client(it) => work.ask_support_of_client(it, reason).await,
        }
    }
}

/// What became of a payment that is no charge's own. None where our books have no such payment.
///
/// # Errors
/// When the store or the processor cannot be asked.
pub(super) async fn follow_extra(desk: &Desk, intent: &IntentId) -> Result<Option<Settled>, Failure> {
    let found = extra_payments::find(&desk.store.reader(), intent.as_str()).await?;
    let Some((before, version)) = found else { return Ok(None) };
    let told = asked(&desk.processor, intent).await.map_err(|it| Failure::Unavailable(it.into()))?;
    // Of what belongs to no charge nobody of ours asks for anything.
    let requests = match before.charge {
        Some(charge) => requests_of(desk, before.client, charge, intent).await?,
        None => Vec::new(),
    };
    let told = as_asked(told, &requests);
    let became = became(&told, &requests);
    let followed = before.followed(&told, desk.business.now());
    // Whether support waits for a dispute is in the tasks alone.
    if followed.is_none() && told.disputes.is_empty() && became.is_empty() {
        return Ok(Some(Settled::Nothing));
    }
    let whose = Whose::of(desk, &before).await?;
    let mut work = Work::begin(desk, Actor::System).await?;
    if let Some((now, actions)) = &followed {
        if !extra_payments::save(work.unit(), &before, version, now).await? {
            return Ok(Some(Settled::Stale));
        }
        for (by, action) in actions {
            whose.record(&mut work, *by, action.clone());
            tell(&mut work, &whose, now, action).await?;
        }
        work.extra_stands(now).await?;
    }
    for (request, state, refund) in &became {
        if !refund_requests::become_of(work.unit(), request, *state, refund.as_deref()).await? {
            return Ok(Some(Settled::Stale));
        }
    }
    let is_asked = ask(&mut work, &whose, &before, &told).await?;
    work.commit().await?;
    if followed.is_none() && !is_asked && became.is_empty() {
        return Ok(Some(Settled::Nothing));
    }
    desk.wake.notify_one();
    Ok(Some(Settled::Written))
}

async fn ask(
    work: &mut Work,
    whose: &Whose,
    payment: &ExtraPayment,
    told: &Aftermath,
) -> Result<bool, StoreError> {
    let of = (payment.practice, payment.client, whose.subject());
    ask_about(work, of, Some(&payment.intent), &told.disputes).await
}

/// The client is told of money that comes back, and when it does not. What banks take and give is on the page of the charge.
async fn tell(
    work: &mut Work,
    whose: &Whose,
    payment: &ExtraPayment,
    action: &Action,
) -> Result<(), StoreError> {
    let at = work.now();
    match *action {
        Action::ExtraRefunded { amount } => match whose {
            Whose::Charge(charge) => work.mail(charge, &Message::ExtraGivenBack { amount, at }).await,
            // Nobody is told of money that may be another's.
            Whose::Client(_) if payment.may_be_anothers => Ok(()),
            Whose::Client(client) => {
                let (paid, paid_on) = (payment.amount, payment.taken_on);
                work.mail_client(client, &Message::HandGivenBack { amount, at, paid, paid_on }).await
            }
        },
        Action::ExtraRefundReturned { amount, called_off } => {
            let reason = refund_failed(work, payment.practice, amount, came_back(called_off)).await?;
            whose.ask(work, reason).await?;
            match whose {
                Whose::Charge(charge) => {
                    work.mail(charge, &Message::ExtraReturned { amount, at, called_off }).await
                }
                Whose::Client(_) if payment.may_be_anothers => Ok(()),
                Whose::Client(client) => {
                    let (paid, paid_on) = (payment.amount, payment.taken_on);
                    let message = Message::HandReturned { amount, at, paid, paid_on, called_off };
                    work.mail_client(client, &message).await
                }
            }
        }
        _ => Ok(()),
    }
}

/// When an intent took its money that is heard of `now`.
pub(super) fn taken_at(intent: &PaymentIntent, now: DateTime<Utc>) -> DateTime<Utc> {
    paid_at(intent.latest_attempt.as_ref().and_then(|attempt| attempt.at), None, now)
}
