//! What a worker looks at, and when.

use std::collections::HashSet;

use chrono::{DateTime, NaiveDate, Utc};
use domain::charge::{Charge, StateName, Version};
use domain::{ChargeId, PracticeId};
use sea_orm::sea_query::Expr;
use sea_orm::{ColumnTrait, Condition, EntityTrait, QueryFilter, QueryOrder, QuerySelect};
use uuid::Uuid;

use super::here;
use super::row::record;
use crate::arrivals;
use crate::claim::{Claimed, free, readable};
use crate::columns::{day, instant_of, micros, micros_of, read};
use crate::rows::charges::{Column, Entity};
use crate::{Access, Claim, Hold, StoreError, Unit};

const CLAIMED: Claimed<Entity> =
    Claimed { id: Column::Id, claimed_by: Column::ClaimedBy, claimed_until: Column::ClaimedUntil };

/// The charges due up to `now`, claimed or not, the longest due first.
///
/// # Errors
/// When the database cannot be read.
pub async fn due(access: &impl Access, now: DateTime<Utc>, limit: u64) -> Result<Vec<ChargeId>, StoreError> {
    let ids: Vec<Uuid> = here()
        .select_only()
        .column(Column::Id)
        .filter(Column::DueAt.lte(micros(now)))
        .order_by_asc(Column::DueAt)
        .limit(limit)
        .into_tuple()
        .all(access.connection())
        .await?;
    Ok(ids.into_iter().map(ChargeId::new).collect())
}

/// When a worker looks at this charge next, on the business clock; none while nothing happens by itself.
///
/// # Errors
/// When the database cannot be read.
pub async fn due_at(access: &impl Access, id: ChargeId) -> Result<Option<DateTime<Utc>>, StoreError> {
    first(access, Condition::all().add(Column::Id.eq(id.uuid()))).await
}

/// Takes due charges that nobody else holds, the longest due first. They are this worker's until the claim runs out or they
/// are saved or deferred; commit before working on them, and ask whether they are still [`held`] before writing about them.
///
/// A claim keeps two workers from doing the same work. That only one of them succeeds is what the version is for. A row that
/// does not read back is left out, and told to the log.
///
/// # Errors
/// When the database cannot be written to.
pub async fn claim_due(unit: &Unit, claim: &Claim<'_>) -> Result<Vec<Charge>, StoreError> {
    taken(unit, claim, Condition::all()).await
}

/// As [`claim_due`], of the charges whose clients have to be told only.
///
/// # Errors
/// As with [`claim_due`].
pub async fn claim_to_announce(unit: &Unit, claim: &Claim<'_>) -> Result<Vec<Charge>, StoreError> {
    let scheduled = Column::State.eq(StateName::Scheduled.as_str());
    taken(unit, claim, Condition::all().add(scheduled)).await
}

async fn taken(unit: &Unit, claim: &Claim<'_>, wanted: Condition) -> Result<Vec<Charge>, StoreError> {
    let rows = claim
        .rows::<Entity>(Column::DueAt, Column::ClaimedUntil)
        .filter(arrivals::here(Column::ArrivalId))
        .filter(wanted);
    let rows = rows.all(unit.connection()).await?;
    if !rows.is_empty() {
        Entity::update_many()
            .col_expr(Column::ClaimedBy, Expr::value(claim.holder))
            .col_expr(Column::ClaimedUntil, Expr::value(micros(claim.until)))
            .filter(Column::Id.is_in(rows.iter().map(|row| row.id)))
            .exec(unit.connection())
            .await?;
    }
    Ok(readable("charges", rows, |row| row.id, record))
}

/// Those of these charges that this worker still holds, and does until the unit ends. Of the others it must not write anything:
/// another worker may have taken them over.
///
/// # Errors
/// When the database cannot be read.
pub async fn held(unit: &Unit, hold: &Hold<'_>, ids: &[ChargeId]) -> Result<HashSet<ChargeId>, StoreError> {
    let held = CLAIMED.held(unit, hold, ids.iter().map(|id| id.uuid())).await?;
    Ok(held.into_iter().map(ChargeId::new).collect())
}

/// Lets the claims of these holders run until `until`, but for those that ran out by `now`, and says how many charges that is.
///
/// # Errors
/// When the database cannot be written to.
pub async fn renew(
    unit: &Unit,
    holders: &[&str],
    now: DateTime<Utc>,
    until: DateTime<Utc>,
) -> Result<u64, StoreError> {
    CLAIMED.renew(unit, holders, now, until).await
}

/// Changes nothing but when a worker looks at a charge again, and ends the claim on it.
///
/// # Errors
/// [`StoreError::Stale`] when `version` is no longer the present one.
pub async fn defer(
    unit: &Unit,
    id: ChargeId,
    version: Version,
    due_at: Option<DateTime<Utc>>,
) -> Result<(), StoreError> {
    let update = Entity::update_many()
        .col_expr(Column::DueAt, Expr::value(micros_of(due_at)))
        .col_expr(Column::ClaimedBy, Expr::value(None::<String>))
        .col_expr(Column::ClaimedUntil, Expr::value(None::<i64>))
        .filter(Column::Id.eq(id.uuid()))
        .filter(Column::Version.eq(version));
    let written = update.exec(unit.connection()).await?.rows_affected;
    if written == 1 { Ok(()) } else { Err(StoreError::Stale) }
}

/// The days for which charges of a practice are wished whose clients are to be told.
///
/// # Errors
/// When the database cannot be read.
pub async fn days_to_announce(
    access: &impl Access,
    practice: PracticeId,
) -> Result<Vec<NaiveDate>, StoreError> {
    let days: Vec<Option<String>> = here()
        .select_only()
        .column(Column::Day)
        .filter(to_announce(practice))
        .distinct()
        .into_tuple()
        .all(access.connection())
        .await?;
    days.into_iter().flatten().map(|it| read("charges.day", &it)).collect()
}

/// The clients of those of them that are wished for `on` this day are to be told at `due_at`.
///
/// # Errors
/// When the database cannot be written to.
pub async fn announce_at(
    unit: &Unit,
    practice: PracticeId,
    on: NaiveDate,
    due_at: DateTime<Utc>,
) -> Result<(), StoreError> {
    Entity::update_many()
        .col_expr(Column::DueAt, Expr::value(micros(due_at)))
        .filter(to_announce(practice).add(Column::Day.eq(day(on))))
        .filter(arrivals::here(Column::ArrivalId))
        .exec(unit.connection())
        .await?;
    Ok(())
}

fn to_announce(practice: PracticeId) -> Condition {
    Condition::all()
        .add(Column::PracticeId.eq(practice.uuid()))
        .add(Column::State.eq(StateName::Scheduled.as_str()))
        .add(Column::DueAt.is_not_null())
}

/// Nobody looks at a charge by itself any more, and whoever read it before has to read it anew: something was said of it that waits.
///
/// # Errors
/// [`StoreError::Stale`] when `version` is no longer the present one.
pub async fn halt(unit: &Unit, id: ChargeId, version: Version) -> Result<(), StoreError> {
    defer(unit, id, version, None).await?;
    let update = Entity::update_many()
        .col_expr(Column::Version, Expr::value(version + 1))
        .filter(Column::Id.eq(id.uuid()));
    update.exec(unit.connection()).await?;
    Ok(())
}

/// When the next charge is due, on the business clock; may lie in the past.
///
/// # Errors
/// When the database cannot be read.
pub async fn next_due(access: &impl Access) -> Result<Option<DateTime<Utc>>, StoreError> {
    first(access, Condition::all()).await
}

/// As [`next_due`], without the charges that somebody holds at `now` on the real clock.
///
/// # Errors
/// When the database cannot be read.
pub async fn next_free(
    access: &impl Access,
    now: DateTime<Utc>,
) -> Result<Option<DateTime<Utc>>, StoreError> {
    first(access, free(Column::ClaimedUntil, now)).await
}

/// As [`next_due`], without what was due by `after` on the business clock.
///
/// # Errors
/// When the database cannot be read.
pub async fn next_due_after(
    access: &impl Access,
    after: DateTime<Utc>,
) -> Result<Option<DateTime<Utc>>, StoreError> {
    first(access, Condition::all().add(Column::DueAt.gt(micros(after)))).await
}

async fn first(access: &impl Access, wanted: Condition) -> Result<Option<DateTime<Utc>>, StoreError> {
    let next: Option<Option<i64>> = here()
        .select_only()
        .column(Column::DueAt)
        .filter(Column::DueAt.is_not_null())
        .filter(wanted)
        .order_by_asc(Column::DueAt)
        .into_tuple()
        .one(access.connection())
        .await?;
    instant_of("charges.due_at", next.flatten())
}
