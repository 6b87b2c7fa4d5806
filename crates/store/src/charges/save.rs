//! Writing charges.

use chrono::{DateTime, Utc};
use domain::ChargeId;
use domain::charge::{Charge, Exported, Version};
use sea_orm::sea_query::Expr;
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, UpdateMany};

use super::row::{Extract, row};
use crate::arrivals::Arrival;
use crate::rows::charges::{Column, Entity, Model};
use crate::upsert;
use crate::{StoreError, Unit};

/// A charge that an import brings.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewCharge {
    /// The charge; its version is above zero.
    pub charge: Charge,
    /// When a worker has to look at it; none while nothing happens by itself.
    pub due_at: Option<DateTime<Utc>>,
    /// Its key in the practice's system; unique in the practice.
    pub external_key: String,
    /// The key of the charge beside which it is a second one of the same session, if the practice says that it is.
    pub second_of: Option<String>,
    /// What the importer compares to see whether a row changed since.
    pub digest: String,
    /// What the row said of what the desk may say something else of.
    pub exported: Exported,
}

/// Inserts charges that are not there yet, many in one statement.
///
/// # Errors
/// [`StoreError::Conflict`] when an id or a key is there already, [`StoreError::Failed`] when client or provider are not.
pub async fn insert_many(unit: &Unit, charges: &[NewCharge]) -> Result<(), StoreError> {
    let rows = charges.iter().map(row).collect::<Result<_, _>>()?;
    upsert::insert_many::<Entity>(unit, rows).await
}

/// Brings charges that are not there yet with an import, unseen until it is complete.
///
/// # Errors
/// [`StoreError::Conflict`] when an id or a key is there already, [`StoreError::Failed`] when client or provider are not.
pub async fn bring(unit: &Unit, arrival: Arrival, charges: &[NewCharge]) -> Result<(), StoreError> {
    let marked = |it| Ok(Model { arrival_id: arrival.mark(), ..row(it)? });
    let rows = charges.iter().map(marked).collect::<Result<_, StoreError>>()?;
    upsert::insert_many::<Entity>(unit, rows).await
}

/// Writes the state of `charge`, whose `version` is the one that was read, and returns the version it now has. A worker's
/// claim on it ends; a worker looks at it again at `due_at`.
///
/// # Errors
/// [`StoreError::Stale`] when that version is no longer the present one; then nothing was written.
pub async fn save(
    unit: &Unit,
    charge: &Charge,
    due_at: Option<DateTime<Utc>>,
) -> Result<Version, StoreError> {
    let update = update(charge, due_at)?
        .col_expr(Column::ClaimedBy, Expr::value(None::<String>))
        .col_expr(Column::ClaimedUntil, Expr::value(None::<i64>));
    written(unit, charge, update).await
}

/// As [`save`], by the worker that holds the charge and goes on with it: its claim stays. With a `due_at` that has come, another
/// worker goes on as soon as the claim runs out.
///
/// # Errors
/// As with [`save`].
pub async fn save_and_hold(
    unit: &Unit,
    charge: &Charge,
    due_at: Option<DateTime<Utc>>,
) -> Result<Version, StoreError> {
    written(unit, charge, update(charge, due_at)?).await
}

fn update(charge: &Charge, due_at: Option<DateTime<Utc>>) -> Result<UpdateMany<Entity>, StoreError> {
    let extract = Extract::of(&charge.state, due_at)?;
    Ok(Entity::update_many()
        .col_expr(Column::Version, Expr::value(charge.version + 1))
        .col_expr(Column::State, Expr::value(extract.state.as_str()))
        .col_expr(Column::Facts, Expr::value(extract.facts))
        .col_expr(Column::AmountCents, Expr::value(extract.amount_cents))
        .col_expr(Column::TakenCents, Expr::value(extract.taken_cents))
        .col_expr(Column::ElsewhereCents, Expr::value(extract.elsewhere_cents))
        .col_expr(Column::Currency, Expr::value(extract.currency))
        .col_expr(Column::Day, Expr::value(extract.day))
        .col_expr(Column::DueAt, Expr::value(extract.due_at))
        .filter(Column::ClientId.eq(charge.client.uuid()))
        .filter(Column::Id.eq(charge.id.uuid()))
        .filter(Column::Version.eq(charge.version)))
}

async fn written(unit: &Unit, charge: &Charge, update: UpdateMany<Entity>) -> Result<Version, StoreError> {
    let written = update.exec(unit.connection()).await?.rows_affected;
    if written == 1 { Ok(charge.version + 1) } else { Err(StoreError::Stale) }
}

/// Sets the payment intent of a charge that has none. It is set once, so that there is one capture per charge.
///
/// # Errors
/// [`StoreError::Stale`] when it has one already.
pub async fn set_intent(unit: &Unit, id: ChargeId, intent: &str) -> Result<(), StoreError> {
    let update = Entity::update_many()
        .col_expr(Column::IntentId, Expr::value(intent))
        .filter(Column::Id.eq(id.uuid()))
        .filter(Column::IntentId.is_null());
    let written = update.exec(unit.connection()).await?.rows_affected;
    if written == 1 { Ok(()) } else { Err(StoreError::Stale) }
}

/// Replaces the payment intent of a charge, after the one it had was called off for good.
///
/// # Errors
/// [`StoreError::Stale`] when the charge no longer has that one.
pub async fn replace_intent(unit: &Unit, id: ChargeId, old: &str, new: &str) -> Result<(), StoreError> {
    let update = Entity::update_many()
        .col_expr(Column::IntentId, Expr::value(new))
        .filter(Column::Id.eq(id.uuid()))
        .filter(Column::IntentId.eq(old));
    let written = update.exec(unit.connection()).await?.rows_affected;
    if written == 1 { Ok(()) } else { Err(StoreError::Stale) }
}
