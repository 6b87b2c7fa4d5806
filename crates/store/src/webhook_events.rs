//! The payment processor's events that were dealt with. It sends each at least once, so each is remembered.

use chrono::{DateTime, Utc};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect, QueryTrait};

use crate::columns::micros;
use crate::rows::webhook_events::{Column, Entity, Model};
use crate::upsert::insert_if_new;
use crate::{Access, StoreError, Unit};

/// Remembers the event with the processor's id `id`; `false` when it is known already. In one unit with what the event
/// leads to, this makes it lead there once.
///
/// # Errors
/// When the database cannot be written to.
pub async fn remember(unit: &Unit, id: &str, seen_at: DateTime<Utc>) -> Result<bool, StoreError> {
    let row = Model { id: id.to_owned(), seen_at: micros(seen_at) };
    insert_if_new::<Entity>(unit, row).await
}

/// Whether the event with the processor's id `id` was dealt with.
///
/// # Errors
/// When the database cannot be read.
pub async fn is_known(access: &impl Access, id: &str) -> Result<bool, StoreError> {
    Ok(Entity::find_by_id(id).one(access.connection()).await?.is_some())
}

/// Forgets at most `limit` of the events seen before `before`, the oldest first, and says how many.
///
/// # Errors
/// When the database cannot be written to.
pub async fn prune(unit: &Unit, before: DateTime<Utc>, limit: u64) -> Result<u64, StoreError> {
    let oldest = Entity::find()
        .select_only()
        .column(Column::Id)
        .filter(Column::SeenAt.lt(micros(before)))
        .order_by_asc(Column::SeenAt)
        .limit(limit);
    let deleted = Entity::delete_many().filter(Column::Id.in_subquery(oldest.into_query()));
    Ok(deleted.exec(unit.connection()).await?.rows_affected)
}
