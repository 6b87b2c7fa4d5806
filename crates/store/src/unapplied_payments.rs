//! Payments that the processor took for charges which are not in these books: the books were lost or set back, and the charge may
//! come in with an export yet.

use std::collections::HashMap;

use domain::{ChargeId, Money};
use sea_orm::sea_query::OnConflict;
use sea_orm::{EntityTrait, IntoActiveModel};

use crate::columns::money;
use crate::rows::unapplied_payments::{Entity, Model};
use crate::{Access, StoreError, Unit, charges};

/// A payment and the charge that it names.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct UnappliedPayment {
    /// The processor's id of the payment intent.
    pub intent: String,
    /// The charge.
    pub charge: ChargeId,
    /// What the intent asks for.
    pub amount: Money,
}

/// Remembers a payment until its charge comes. Again it changes nothing.
///
/// # Errors
/// When the database cannot be written to.
pub async fn remember(unit: &Unit, payment: &UnappliedPayment) -> Result<(), StoreError> {
    let row = Model {
        intent_id: payment.intent.clone(),
        charge_id: payment.charge.uuid(),
        amount_cents: payment.amount.cents(),
        currency: payment.amount.currency().code().to_owned(),
    };
    let there = OnConflict::new().do_nothing().to_owned();
    Entity::insert(row.into_active_model())
        .on_conflict(there)
        .exec_without_returning(unit.connection())
        .await?;
    Ok(())
}

/// Those whose charge is there by now.
///
/// # Errors
/// When the database cannot be read.
pub async fn arrived(access: &impl Access) -> Result<Vec<UnappliedPayment>, StoreError> {
    let rows = Entity::find().all(access.connection()).await?;
    if rows.is_empty() {
        return Ok(Vec::new());
    }
    let payments = rows.into_iter().map(payment).collect::<Result<Vec<_>, _>>()?;
    let ids: Vec<ChargeId> = payments.iter().map(|it| it.charge).collect();
    let there: HashMap<_, _> = charges::find_many(access, &ids).await?;
    Ok(payments.into_iter().filter(|it| there.contains_key(&it.charge)).collect())
}

/// A payment is booked, or support was told of it.
///
/// # Errors
/// When the database cannot be written to.
pub async fn forget(unit: &Unit, intent: &str) -> Result<(), StoreError> {
    Entity::delete_by_id(intent).exec(unit.connection()).await?;
    Ok(())
}

fn payment(row: Model) -> Result<UnappliedPayment, StoreError> {
    Ok(UnappliedPayment {
        amount: money("unapplied_payments.amount_cents", row.amount_cents, &row.currency)?,
        charge: ChargeId::new(row.charge_id),
        intent: row.intent_id,
    })
}
