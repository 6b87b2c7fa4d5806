//! Imports on their way in: rows that are written a few at a time and appear all at once.
//!
//! Whoever writes a hundred thousand rows in one transaction keeps everybody else from writing for seconds. So new rows
//! come in small units, each marked with its arrival, and no reading function sees them while that is there. One short
//! last unit changes what has to change and takes the arrival away; with it all rows appear at once. The marks stay and
//! mean nothing any more. An import that died on the way leaves an arrival, and the next one begins by discarding its rows.
//!
//! There is one import at a time: one that begins ends the one under way, whose next step finds its arrival gone, and one that
//! was compared with what is there before another was completed does not begin.

mod discard;

use chrono::{DateTime, Utc};
use sea_orm::sea_query::{Expr, ExprTrait};
use sea_orm::{ColumnTrait, Condition, EntityTrait, QueryFilter, QuerySelect, QueryTrait};
use uuid::Uuid;

pub use discard::{clear, discard};

use crate::columns::micros;
use crate::rows::arrivals::{Column, Entity, Model};
use crate::rows::imports;
use crate::{Access, StoreError, Unit, upsert};

/// An import whose rows nobody sees yet.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Arrival(Uuid);

impl Arrival {
    /// What its rows are marked with.
    pub(crate) const fn mark(self) -> Option<Uuid> {
        Some(self.0)
    }

    pub(crate) const fn id(self) -> Uuid {
        self.0
    }
}

/// How many imports have been completed. Whoever compares an export with what is there looks at it before.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Completed(i64);

/// There is one row.
const ONE: i32 = 1;

/// How many imports have been completed.
///
/// # Errors
/// When the database cannot be read.
pub async fn completed(access: &impl Access) -> Result<Completed, StoreError> {
    let row = imports::Entity::find_by_id(ONE).one(access.connection()).await?;
    Ok(Completed(row.map_or(0, |row| row.completed)))
}

/// Begins an import that was compared when `since` had been completed, and ends those under way.
///
/// # Errors
/// [`StoreError::Stale`] when another was completed since: what it brought was not compared with.
pub async fn begin(
    unit: &Unit,
    id: Uuid,
    at: DateTime<Utc>,
    since: Completed,
) -> Result<Arrival, StoreError> {
    // Before the count, as whoever completes an import does: two that wait for each other would both fail.
    end_all(unit).await?;
    upsert::insert_if_new::<imports::Entity>(unit, imports::Model { id: ONE, completed: 0 }).await?;
    let count = imports::Entity::update_many()
        .col_expr(imports::Column::Completed, Expr::col(imports::Column::Completed))
        .filter(imports::Column::Id.eq(ONE))
        .filter(imports::Column::Completed.eq(since.0));
    if count.exec(unit.connection()).await?.rows_affected != 1 {
        return Err(StoreError::Stale);
    }
    // One that began at the same moment is here by now.
    end_all(unit).await?;
    upsert::insert_many::<Entity>(unit, vec![Model { id, begun_at: micros(at), ended: false }]).await?;
    Ok(Arrival(id))
}

async fn end_all(unit: &Unit) -> Result<(), StoreError> {
    let end =
        Entity::update_many().col_expr(Column::Ended, Expr::value(true)).filter(Column::Ended.eq(false));
    end.exec(unit.connection()).await?;
    Ok(())
}

/// What each unit of an import that writes marked rows begins with. Until the unit ends no other import ends this one.
///
/// # Errors
/// [`StoreError::Stale`] when another import began and ended this one.
pub async fn go_on(unit: &Unit, arrival: Arrival) -> Result<(), StoreError> {
    let update = Entity::update_many()
        .col_expr(Column::Ended, Expr::value(false))
        .filter(Column::Id.eq(arrival.0))
        .filter(Column::Ended.eq(false));
    let written = update.exec(unit.connection()).await?.rows_affected;
    if written == 1 { Ok(()) } else { Err(StoreError::Stale) }
}

/// Lets all rows of the import appear, with the commit.
///
/// # Errors
/// [`StoreError::Stale`] when another import began and ended this one.
pub async fn complete(unit: &Unit, arrival: Arrival) -> Result<(), StoreError> {
    let delete = Entity::delete_many().filter(Column::Id.eq(arrival.0)).filter(Column::Ended.eq(false));
    if delete.exec(unit.connection()).await?.rows_affected != 1 {
        return Err(StoreError::Stale);
    }
    let count = imports::Entity::update_many()
        .col_expr(imports::Column::Completed, Expr::col(imports::Column::Completed).add(1))
        .filter(imports::Column::Id.eq(ONE));
    count.exec(unit.connection()).await?;
    Ok(())
}

/// The imports that are under way or died on it.
///
/// # Errors
/// When the database cannot be read.
pub async fn left(access: &impl Access) -> Result<Vec<Arrival>, StoreError> {
    let rows = Entity::find().all(access.connection()).await?;
    Ok(rows.into_iter().map(|row| Arrival(row.id)).collect())
}

/// That a row has arrived. Every query outside of imports has this condition.
pub(crate) fn here(arrival_id: impl ColumnTrait) -> Condition {
    let under_way = Entity::find().select_only().column(Column::Id).into_query();
    Condition::any().add(arrival_id.is_null()).add(arrival_id.not_in_subquery(under_way))
}
