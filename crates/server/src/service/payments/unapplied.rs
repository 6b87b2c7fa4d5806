//! Payments that are heard of and that our books may not name, or may not even have a charge for.

use processor::{Claim, IntentId, ProcessorError, RefProblem};
use store::unapplied_payments::{self, UnappliedPayment};
use store::{StoreError, Unit, charges};

use super::book;
use crate::desk::Desk;
use crate::service::Failure;

/// A payment was heard of that our books may not name. What is said of it is held against what the processor answers. One whose
/// charge is not there is remembered until it is.
///
/// # Errors
/// When the store or the processor cannot be asked.
pub async fn heard(desk: &Desk, payment: &UnappliedPayment) -> Result<(), Failure> {
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
    let claim = Claim { charge: charge.id, amount: payment.amount };
    let intent = desk.processor.payment_intent(&id, &claim).await.map_err(unread)?;
    book(desk, &charge, stored.as_deref(), &intent).await.map(drop)
}

/// Remembers a payment whose charge is not there.
///
/// # Errors
/// When the store cannot be written to.
pub async fn remember(unit: &Unit, payment: &UnappliedPayment) -> Result<(), StoreError> {
    let (charge, intent) = (payment.charge, &payment.intent);
    tracing::warn!(%charge, intent, "money was taken for a charge that is not in our books");
    unapplied_payments::remember(unit, payment).await
}

fn unread(error: ProcessorError) -> Failure {
    if error.needs_a_person() { Failure::Broken(error.into()) } else { Failure::Unavailable(error.into()) }
}
