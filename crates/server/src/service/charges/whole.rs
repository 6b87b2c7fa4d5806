//! A charge with everything that whoever runs the desk has to know of it.

use std::collections::HashMap;

use chrono::{DateTime, Utc};
use domain::actor::Actor;
use domain::attempt::Attempt;
use domain::audit::Entry;
use domain::charge::Charge;
use domain::client::Client;
use domain::extra_payment::ExtraPayment;
use domain::practice::Practice;
use domain::refund_request::RefundRequest;
use domain::subject::Subject;
use domain::task::Task;
use domain::withdrawal::Withdrawal;
use domain::{ChargeId, Money, PaymentMethodId, StaffId};
use store::outbox::OutboxMessage;
use store::{
    Access, attempts, audit, charges, clients, extra_payments, outbox, payment_methods, practices,
    refund_requests, staff, tasks, withdrawals,
};

use crate::service::Failure;

/// A charge with all that the books have of it.
#[derive(Clone, Debug)]
pub struct WholeCharge {
    /// The charge.
    pub charge: Charge,
    /// Its id in the practice's system.
    pub key: String,
    /// Its practice.
    pub practice: Practice,
    /// Whose it is.
    pub client: Client,
    /// When a worker looks at it next, on the business clock.
    pub due_at: Option<DateTime<Utc>>,
    /// Its payment intent.
    pub intent: Option<String>,
    /// The attempts at it, the first one first.
    pub attempts: Vec<Attempt>,
    /// The cards of the client as they are shown, by id.
    pub cards: HashMap<PaymentMethodId, String>,
    /// What was said of it and is not carried out yet.
    pub waiting: Option<Withdrawal>,
    /// What is to be given back of it, and of which the processor has not said what came of it. The oldest first.
    pub refunds_asked: Vec<RefundRequest>,
    /// What was taken for it beside its own payment. The oldest first.
    pub beside: Vec<ExtraPayment>,
    /// The mails about it, the oldest first.
    pub mails: Vec<OutboxMessage>,
    /// What happened to it, the oldest first.
    pub record: Vec<Entry>,
    /// What support was asked about it, the oldest first.
    pub tasks: Vec<Task>,
    /// The names of the staff who are mentioned, by id.
    pub people: HashMap<StaffId, String>,
}

impl WholeCharge {
    /// What was asked for of its own payment, and of which it is not known whether it went back; none where there is nothing of the kind.
    #[must_use]
    pub fn asked_back(&self) -> Option<Money> {
        let asked = || self.refunds_asked.iter().filter(|it| !self.is_beside(&it.intent));
        let currency = asked().next()?.amount.currency();
        Some(Money::new(asked().map(|it| it.amount.cents()).sum(), currency))
    }

    /// Whether a payment intent is that of a payment beside its own.
    #[must_use]
    pub fn is_beside(&self, intent: &str) -> bool {
        self.beside.iter().any(|it| it.intent == intent)
    }

    /// What was given back, with what was asked for: that counts at once.
    #[must_use]
    pub fn given_back(&self) -> Option<Money> {
        let booked = self.charge.state.given_back();
        let Some(asked) = self.asked_back() else { return booked };
        Some(Money::new(asked.cents() + booked.map_or(0, Money::cents), asked.currency()))
    }
}

/// Reads the charge with all that the books have of it.
///
/// # Errors
/// When the store fails; [`Failure::Changed`] where it is not there.
pub async fn whole(access: &impl Access, id: ChargeId) -> Result<WholeCharge, Failure> {
    let charge = charges::find(access, id).await?.ok_or(Failure::Changed)?;
    let subject = Subject::Charge(id);
    let record = audit::about(access, charge.client, subject).await?;
    let tasks = tasks::about(access, charge.practice, subject).await?;
    let waiting = withdrawals::of_charge(access, id).await?;
    let mut refunds_asked = refund_requests::of_charge(access, charge.client, id).await?;
    refunds_asked.retain(RefundRequest::is_open);
    let mut beside = extra_payments::of_client(access, charge.client).await?;
    beside.retain(|it| it.charge == Some(id));
    let waits = waiting.iter().map(|it| it.by).chain(refunds_asked.iter().map(|it| it.asked_by));
    let actors = record.iter().map(|it| it.actor).chain(waits);
    let resolved = tasks.iter().filter_map(|it| Some(it.resolved.as_ref()?.said.as_ref()?.by));
    let mentioned = actors.chain(resolved).filter_map(|it| match it {
        Actor::Staff(id) => Some(id),
        Actor::Client | Actor::Practice | Actor::System | Actor::Operator => None,
    });
    let people = staff::names(access, mentioned.chain([charge.provider])).await?;
    let methods = payment_methods::of_client(access, charge.client).await?;
    let cards = methods.into_iter().map(|it| (it.id, format!("{} {}", it.card.brand, it.card.last4)));
    Ok(WholeCharge {
        key: charges::external_keys(access, &[id]).await?.remove(&id).unwrap_or_default(),
        practice: practices::find(access, charge.practice).await?.ok_or(Failure::Changed)?,
        client: clients::find(access, charge.client).await?.ok_or(Failure::Changed)?,
        due_at: charges::due_at(access, id).await?,
        intent: charges::intent_of(access, id).await?,
        attempts: attempts::of_charge(access, charge.client, id).await?,
        cards: cards.collect(),
        waiting,
        refunds_asked,
        beside,
        mails: outbox::about(access, charge.client, subject).await?,
        record,
        tasks,
        people,
        charge,
    })
}
