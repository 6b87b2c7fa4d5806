//! Mails that should have left by now.

use chrono::{DateTime, Utc};
use domain::PracticeId;
use sea_orm::sea_query::{Expr, ExprTrait, Func};
use sea_orm::{ColumnTrait, Condition, EntityTrait, QueryFilter, QuerySelect};

use crate::columns::{instant_of, micros};
use crate::rows::outbox::{Column, Entity};
use crate::{Access, StoreError};

/// Why and until when a message waits that could not be sent; both instants are on the business clock.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Delay {
    /// Now. It waits since the first delay that no other end came after.
    pub now: DateTime<Utc>,
    /// When it is tried again.
    pub due_at: DateTime<Utc>,
    /// Whether it waits for something on our side, such as a mail server that takes nothing from us, rather than for its
    /// recipient's mailbox.
    pub is_for_us: bool,
}

/// Messages that should have left by now.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Waiting {
    /// How many.
    pub count: u64,
    /// Since when the one waits that waits the longest.
    pub since: Option<DateTime<Utc>>,
}

/// What waits at `now`, on the business clock: what could not be sent, and what is due and nobody sent.
///
/// # Errors
/// When the database cannot be read.
pub async fn waiting(access: &impl Access, now: DateTime<Utc>) -> Result<Waiting, StoreError> {
    let late = Condition::any().add(Column::WaitingSince.is_not_null()).add(Column::DueAt.lte(micros(now)));
    let since = Func::coalesce([Expr::col(Column::WaitingSince), Expr::col(Column::DueAt)]);
    let found: Option<(i64, Option<i64>)> = Entity::find()
        .select_only()
        .expr(Expr::col(Column::Id).count())
        .expr(Expr::expr(since).min())
        .filter(late)
        .into_tuple()
        .one(access.connection())
        .await?;
    let (count, since) = found.unwrap_or_default();
    Ok(Waiting { count: count.unsigned_abs(), since: instant_of("outbox.waiting_since", since)? })
}

/// Since when the message waits for us that waits the longest of those of a practice that began to after `after`; `None` when
/// there is none.
///
/// # Errors
/// When the database cannot be read.
pub async fn waiting_of_practice(
    access: &impl Access,
    practice: PracticeId,
    after: Option<DateTime<Utc>>,
) -> Result<Option<DateTime<Utc>>, StoreError> {
    let mut query = Entity::find()
        .select_only()
        .expr(Expr::col(Column::WaitingSince).min())
        .filter(Column::PracticeId.eq(practice.uuid()))
        .filter(Column::WaitingSince.is_not_null())
        .filter(Column::WaitsForUs.eq(true));
    if let Some(after) = after {
        query = query.filter(Column::WaitingSince.gt(micros(after)));
    }
    let since: Option<Option<i64>> = query.into_tuple().one(access.connection()).await?;
    instant_of("outbox.waiting_since", since.flatten())
}
