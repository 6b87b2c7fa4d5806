//! Payments that somebody makes by hand at the processor, for a client of ours and for no charge.

use domain::actor::Actor;
use domain::audit::Action;
use domain::client::Client;
use domain::extra_payment::ExtraPayment;
use domain::task::{PaidByHand, TaskReason};
use processor::{IntentOutcome, PaymentIntent};
use store::{StoreError, clients, extra_payments, payment_methods};

use super::extra::taken_at;
use crate::desk::Desk;
use crate::payments::verdict::card_shown;
use crate::service::Failure;
use crate::work::Work;

/// A payment for no charge of ours was heard of. Made by hand for a client of ours, it may be what one of their charges is about to be
/// taken for, and support has to know before.
///
/// # Errors
/// When the store or the processor cannot be asked.
pub(super) async fn by_hand(desk: &Desk, told: &PaymentIntent) -> Result<(), Failure> {
    let Some(customer) = &told.customer else { return Ok(()) };
    let reader = desk.store.reader();
    let theirs = clients::by_processor_customer(&reader, customer.as_str()).await?;
    if theirs.is_empty() || extra_payments::find(&reader, told.id.as_str()).await?.is_some() {
        return Ok(());
    }
    let found = desk.processor.any_payment_intent(&told.id).await;
    let Some(intent) = found.map_err(|error| Failure::Unavailable(error.into()))? else { return Ok(()) };
    let is_theirs = intent.charge.is_none() && intent.customer.as_ref() == Some(customer);
    if !is_theirs || intent.outcome() != IntentOutcome::Taken {
        return Ok(());
    }
    let may_be_for = by_card(desk, theirs, &intent).await?;
    let Some(client) = may_be_for.first() else { return Ok(()) };
    let mut work = Work::begin(desk, Actor::System).await?;
    let (zone, _) = work.terms(client.practice).await?;
    let taken_at = taken_at(&intent, work.now());
    let (amount, name, taken_on) = (intent.received, intent.id.to_string(), zone.day(taken_at));
    let payment = ExtraPayment {
        intent: name.clone(),
        practice: client.practice,
        client: client.id,
        may_be_anothers: may_be_for.len() > 1,
        charge: None,
        amount,
        taken_at,
        taken_on,
        refunds: Vec::new(),
        disputes: Vec::new(),
    };
    if extra_payments::insert(work.unit(), &payment).await? {
        work.record_client(client, Action::PaidByHand { amount, intent: name.clone() });
        let named = |it: &Client| format!("{} ({})", it.name.full(), it.external_key);
        let may_be_for =
            if payment.may_be_anothers { may_be_for.iter().map(named).collect() } else { Vec::new() };
        let payment = PaidByHand { intent: name, amount, on: taken_on, may_be_for, back: None };
        work.ask_support_of_client(client, TaskReason::PaidByHand { payments: vec![payment] }).await?;
        work.commit().await?;
    }
    Ok(())
}

/// A family may share a customer. Those of them stand for it whose card it was; all of them, where that is nobody's in our books.
async fn by_card(
    desk: &Desk,
    theirs: Vec<Client>,
    intent: &PaymentIntent,
) -> Result<Vec<Client>, StoreError> {
    let used = intent.latest_attempt.as_ref().and_then(|it| it.card.as_ref()).map(card_shown);
    let Some(used) = used.filter(|_| theirs.len() > 1) else { return Ok(theirs) };
    let mut have_it = Vec::new();
    for client in &theirs {
        let cards = payment_methods::of_client(&desk.store.reader(), client.id).await?;
        let is_it = |it: &domain::charge::CardShown| {
            it.last4 == used.last4 && it.brand.eq_ignore_ascii_case(&used.brand)
        };
        if cards.iter().any(|it| is_it(&it.card)) {
            have_it.push(client.clone());
        }
    }
    Ok(if have_it.is_empty() { theirs } else { have_it })
}
