//! A sign of life: one row that counts up each time somebody wants to know whether what is written is kept.

use sea_orm::sea_query::{Expr, ExprTrait};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter};

use crate::rows::heartbeats::{Column, Entity, Model};
use crate::upsert::insert_if_new;
use crate::{Access, StoreError, Unit};

/// There is one row.
const ONE: i32 = 1;

/// Counts up, and says to what. Whoever reads at least this through another connection once the unit is committed knows that
/// it was kept; it may be more, since others count as well.
///
/// # Errors
/// When the database cannot be written to.
pub async fn beat(unit: &Unit) -> Result<i64, StoreError> {
    insert_if_new::<Entity>(unit, Model { id: ONE, beats: 0 }).await?;
    let count = Entity::update_many()
        .col_expr(Column::Beats, Expr::col(Column::Beats).add(1))
        .filter(Column::Id.eq(ONE));
    count.exec(unit.connection()).await?;
    last(unit).await
}

/// To what was counted; 0 before anybody did.
///
/// # Errors
/// When the database cannot be read.
pub async fn last(access: &impl Access) -> Result<i64, StoreError> {
    let row = Entity::find_by_id(ONE).one(access.connection()).await?;
    Ok(row.map_or(0, |row| row.beats))
}
