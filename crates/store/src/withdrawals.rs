//! What was said of charges that the payment processor may still take.

use std::collections::{HashMap, HashSet};

use chrono::{DateTime, Utc};
use domain::charge::StateName;
use domain::withdrawal::Withdrawal;
use domain::{ChargeId, ClientId};
use sea_orm::sea_query::{Expr, ExprTrait, OnConflict};
use sea_orm::{ColumnTrait, EntityTrait, IntoActiveModel, QueryFilter, QueryOrder, QuerySelect, QueryTrait};

use crate::columns::{from_json, instant, json, micros};
use crate::rows::withdrawals::{Column, Entity, Model};
use crate::upsert::KEYS_MAX;
use crate::{Access, StoreError, Unit, charges, rows};

/// Keeps what was said; of one charge what was said last.
///
/// # Errors
/// When the database cannot be written to.
pub async fn put(unit: &Unit, it: &Withdrawal) -> Result<(), StoreError> {
    let row = Model {
        client_id: it.client.uuid(),
        charge_id: it.charge.uuid(),
        said_at: micros(it.at),
        said_by: json("withdrawals.said_by", &it.by)?,
        facts: json("withdrawals.facts", &it.to)?,
        due_at: micros(it.at),
    };
    let newer = OnConflict::columns([Column::ClientId, Column::ChargeId])
        .update_columns([Column::SaidAt, Column::SaidBy, Column::Facts, Column::DueAt])
        .to_owned();
    Entity::insert(row.into_active_model())
        .on_conflict(newer)
        .exec_without_returning(unit.connection())
        .await?;
    Ok(())
}

/// Some of those that can be carried out by `now`: no attempt at their charge is under way.
///
/// # Errors
/// When the database cannot be read.
pub async fn due(
    access: &impl Access,
    now: DateTime<Utc>,
    limit: u64,
) -> Result<Vec<Withdrawal>, StoreError> {
    let under_way =
        charges::ids_here().filter(rows::charges::Column::State.eq(StateName::Processing.as_str())).filter(
            Expr::col((rows::charges::Entity, rows::charges::Column::Id)).equals((Entity, Column::ChargeId)),
        );
    let found = Entity::find()
        .filter(Column::DueAt.lte(micros(now)))
        .filter(Expr::exists(under_way.into_query()).not())
        .order_by_asc(Column::ChargeId)
        .limit(limit)
        .all(access.connection())
        .await?;
    found.into_iter().map(record).collect()
}

/// What was said last of this charge, if it waits.
///
/// # Errors
/// When the database cannot be read.
pub async fn of_charge(access: &impl Access, charge: ChargeId) -> Result<Option<Withdrawal>, StoreError> {
    Ok(of_charges(access, &[charge]).await?.remove(&charge))
}

/// The same of several charges; those of which nothing waits are left out.
///
/// # Errors
/// When the database cannot be read.
pub async fn of_charges(
    access: &impl Access,
    charges: &[ChargeId],
) -> Result<HashMap<ChargeId, Withdrawal>, StoreError> {
    let mut found = HashMap::new();
    for some in charges.chunks(KEYS_MAX) {
        let ids = some.iter().map(|id| id.uuid());
        for row in Entity::find().filter(Column::ChargeId.is_in(ids)).all(access.connection()).await? {
            let it = record(row)?;
            found.insert(it.charge, it);
        }
    }
    Ok(found)
}

/// Those of these charges of which something was said that waits.
///
/// # Errors
/// When the database cannot be read.
pub async fn among(access: &impl Access, ids: &[ChargeId]) -> Result<HashSet<ChargeId>, StoreError> {
    let found: Vec<uuid::Uuid> = Entity::find()
        .select_only()
        .column(Column::ChargeId)
        .filter(Column::ChargeId.is_in(ids.iter().map(|id| id.uuid())))
        .into_tuple()
        .all(access.connection())
        .await?;
    Ok(found.into_iter().map(ChargeId::new).collect())
}

/// It cannot be carried out yet and is looked at again at `due_at`.
///
/// # Errors
/// When the database cannot be written to.
pub async fn defer(unit: &Unit, charge: ChargeId, due_at: DateTime<Utc>) -> Result<(), StoreError> {
    let update = Entity::update_many()
        .col_expr(Column::DueAt, Expr::value(micros(due_at)))
        .filter(Column::ChargeId.eq(charge.uuid()));
    update.exec(unit.connection()).await?;
    Ok(())
}

/// It is carried out, or does not apply any more; `false`, and nothing written, where something else was said of the charge since.
///
/// # Errors
/// When the database cannot be written to.
pub async fn forget(unit: &Unit, it: &Withdrawal) -> Result<bool, StoreError> {
    let delete = Entity::delete_many()
        .filter(Column::ClientId.eq(it.client.uuid()))
        .filter(Column::ChargeId.eq(it.charge.uuid()))
        .filter(Column::SaidAt.eq(micros(it.at)));
    Ok(delete.exec(unit.connection()).await?.rows_affected == 1)
}

fn record(row: Model) -> Result<Withdrawal, StoreError> {
    Ok(Withdrawal {
        charge: ChargeId::new(row.charge_id),
        client: ClientId::new(row.client_id),
        at: instant("withdrawals.said_at", row.said_at)?,
        by: from_json("withdrawals.said_by", &row.said_by)?,
        to: from_json("withdrawals.facts", &row.facts)?,
    })
}
