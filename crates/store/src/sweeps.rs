//! How far lists of the processor's are known to be in these books.
//!
//! Books that are set back to an older copy have the mark of that copy, and so know from where on something may be missing.

use chrono::{DateTime, Utc};
use sea_orm::sea_query::OnConflict;
use sea_orm::{ColumnTrait, EntityTrait, IntoActiveModel, QueryFilter};

use crate::columns::{instant, micros};
use crate::rows::sweeps::{Column, Entity, Model};
use crate::{Access, StoreError, Unit};

/// A list of the processor's.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SweptList {
    /// The payment intents.
    PaymentIntents,
    /// What happened: refunds, disputes, cards, payments made by hand.
    Events,
    /// The cards of each customer, where they were not heard of by events.
    Cards,
}

impl SweptList {
    const fn as_str(self) -> &'static str {
        match self {
            Self::PaymentIntents => "payment_intents",
            Self::Events => "events",
            Self::Cards => "cards",
        }
    }
}

/// The instant up to which everything that the list has is in these books, on the processor's clock; none in books that
/// were never compared.
///
/// # Errors
/// When the database cannot be read.
pub async fn swept_until(access: &impl Access, list: SweptList) -> Result<Option<DateTime<Utc>>, StoreError> {
    let row = Entity::find_by_id(list.as_str()).one(access.connection()).await?;
    row.map(|row| instant("sweeps.swept_until", row.swept_until)).transpose()
}

/// Moves the mark of a list on to `until`; never back.
///
/// # Errors
/// When the database cannot be written to.
pub async fn sweep(unit: &Unit, list: SweptList, until: DateTime<Utc>) -> Result<(), StoreError> {
    let row = Model { list: list.as_str().to_owned(), swept_until: micros(until) };
    let there = OnConflict::new().do_nothing().to_owned();
    let insert = Entity::insert(row.into_active_model()).on_conflict(there);
    if insert.exec_without_returning(unit.connection()).await? == 1 {
        return Ok(());
    }
    Entity::update_many()
        .col_expr(Column::SweptUntil, sea_orm::sea_query::Expr::value(micros(until)))
        .filter(Column::List.eq(list.as_str()))
        .filter(Column::SweptUntil.lt(micros(until)))
        .exec(unit.connection())
        .await?;
    Ok(())
}
