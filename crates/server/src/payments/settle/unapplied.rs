//! Payments that are heard of and that our books may not name, or may not even have a charge for.

use domain::actor::Actor;
use domain::task::{PaymentDifference, TaskReason};
use processor::{IntentClaim, IntentId, ProcessorError, RefProblem};
use store::unapplied_payments::{self, UnappliedPayment};
use store::{StoreError, Unit, charges};

use super::book::book;
use crate::desk::Desk;
use crate::service::Failure;
use crate::work::{Saved, Work};

/// A payment was heard of that our books may not name. What is said of it is held against what the processor answers. One whose
/// charge is not there is remembered until it is.
///
/// # Errors
/// When the store or the processor cannot be asked.
pub(super) async fn book_if_there(desk: &Desk, payment: &UnappliedPayment) -> Result<(), Failure> {
    let reader = desk.store.reader();
    let Some(charge) = charges::find(&reader, payment.charge).await? else {
        let unit = desk.store.begin().await?;
        remember(&unit, payment).await?;
        return Ok(unit.commit().await?);
    };
    let stored = charges::intent_of(&reader, charge.id).await?;
    if stored.as_deref() == Some(payment.intent.as_str()) && charge.state.is_taken() {
        return Ok(());
    }
    let id: IntentId =
        payment.intent.parse().map_err(|problem: RefProblem| Failure::Broken(problem.into()))?;
    let claim = IntentClaim { charge: charge.id, amount: payment.amount };
    let intent = match desk.processor.payment_intent(&id, &claim).await {
        Ok(intent) => intent,
        // Nothing was taken under what the processor does not know.
        Err(error) if error.is_unknown_object() => return Ok(()),
        // An answer about something else than it told before is one for a person.
        Err(error @ ProcessorError::Mismatch(_)) => return Err(Failure::Broken(error.into())),
        Err(error) => return Err(Failure::Unavailable(error.into())),
    };
    book(desk, &charge, stored.as_deref(), &intent).await.map(drop)
}

/// Remembers a payment that cannot be booked yet; most often its charge is not there.
///
/// # Errors
/// When the store cannot be written to.
pub(super) async fn remember(unit: &Unit, payment: &UnappliedPayment) -> Result<(), StoreError> {
    let (charge, intent) = (payment.charge, &payment.intent);
    tracing::warn!(%charge, intent, "money was taken for a charge, and cannot be booked yet");
    unapplied_payments::remember(unit, payment).await
}

/// A payment that cannot be booked is named for its charge all the same, if that has none: whoever comes to take the charge asks the
/// processor first what became of it. Support is asked to look.
///
/// # Errors
/// When the store cannot be written to.
pub(super) async fn set_aside(desk: &Desk, payment: &UnappliedPayment) -> Result<(), Failure> {
    let work = Work::begin(desk, Actor::System).await?;
    if let Some(charge) = charges::find(work.unit(), payment.charge).await? {
        // Where it has one already, that one keeps it from being taken.
        let _ = Saved::of(charges::set_intent(work.unit(), charge.id, &payment.intent).await)?;
        let difference = PaymentDifference::NotBooked { intent: payment.intent.clone() };
        work.ask_support(&charge, TaskReason::PaymentDiffers { difference }).await?;
    }
    unapplied_payments::forget(work.unit(), &payment.intent).await?;
    work.commit().await
}
