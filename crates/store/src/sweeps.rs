//! How far the processor's payment intents are known to be in these books.
//!
//! Books that are set back to an older copy have the mark of that copy, and so know from where on something may be missing.

use chrono::{DateTime, Utc};
use sea_orm::sea_query::OnConflict;
use sea_orm::{ColumnTrait, EntityTrait, IntoActiveModel, QueryFilter};

use crate::columns::{instant, micros};
use crate::rows::sweeps::{Column, Entity, Model};
use crate::{Access, StoreError, Unit};

const PAYMENT_INTENTS: &str = "payment_intents";

/// The instant up to which every payment intent that was made is in these books, on the processor's clock; none in books that
/// were never compared.
///
/// # Errors
/// When the database cannot be read.
pub async fn swept_until(access: &impl Access) -> Result<Option<DateTime<Utc>>, StoreError> {
    let row = Entity::find_by_id(PAYMENT_INTENTS).one(access.connection()).await?;
    row.map(|row| instant("sweeps.swept_until", row.swept_until)).transpose()
}

/// Moves the mark on to `until`; never back.
///
/// # Errors
/// When the database cannot be written to.
pub async fn sweep(unit: &Unit, until: DateTime<Utc>) -> Result<(), StoreError> {
    let row = Model { list: PAYMENT_INTENTS.to_owned(), swept_until: micros(until) };
    let there = OnConflict::new().do_nothing().to_owned();
    let insert = Entity::insert(row.into_active_model()).on_conflict(there);
    if insert.exec_without_returning(unit.connection()).await? == 1 {
        return Ok(());
    }
    Entity::update_many()
        .col_expr(Column::SweptUntil, sea_orm::sea_query::Expr::value(micros(until)))
        .filter(Column::List.eq(PAYMENT_INTENTS))
        .filter(Column::SweptUntil.lt(micros(until)))
        .exec(unit.connection())
        .await?;
    Ok(())
}
