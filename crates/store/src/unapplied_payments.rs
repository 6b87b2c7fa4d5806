//! Payments that the processor took for charges which are not in these books: the books were lost or set back, and the charge may
//! come in with an export yet.

use domain::{ChargeId, Money};
use sea_orm::sea_query::{Expr, ExprTrait, OnConflict};
use sea_orm::{EntityTrait, IntoActiveModel, QueryFilter, QueryOrder, QuerySelect, QueryTrait};

use crate::columns::money;
use crate::rows::unapplied_payments::{Column, Entity, Model};
use crate::{Access, StoreError, Unit, charges, rows};

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

/// Some of those whose charge is there by now.
///
/// # Errors
/// When the database cannot be read.
pub async fn arrived(access: &impl Access, limit: u64) -> Result<Vec<UnappliedPayment>, StoreError> {
    let charge = charges::ids_here().filter(
        Expr::col((rows::charges::Entity, rows::charges::Column::Id)).equals((Entity, Column::ChargeId)),
    );
    let rows = Entity::find()
        .filter(Expr::exists(charge.into_query()))
        .order_by_asc(Column::IntentId)
        .limit(limit)
        .all(access.connection())
        .await?;
    rows.into_iter().map(payment).collect()
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
