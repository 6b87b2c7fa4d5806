//! Taking work so that no two workers take the same.
//!
//! A claim is a lease on the real clock. Whoever lives renews it; one that ran out may be taken over by anybody, and whoever had
//! it then holds nothing any more, whether it was taken over or not.

use std::collections::HashSet;
use std::error::Error;

use chrono::{DateTime, Utc};
use sea_orm::sea_query::Expr;
use sea_orm::{ColumnTrait, Condition, EntityTrait, QueryFilter, QueryOrder, QuerySelect, Select};
use uuid::Uuid;

use crate::columns::micros;
use crate::holding::{held, held_if_free};
use crate::{StoreError, Unit};

/// What a worker asks for when it takes work.
///
/// Work is due by the business clock, which a demo may move by days; a claim runs out by the real one, so that moving the
/// business clock lets no second worker in.
#[derive(Clone, Copy, Debug)]
pub struct Claim<'a> {
    /// The business clock now: what is due up to then is taken.
    pub due_by: DateTime<Utc>,
    /// The real clock now: claims that ran out are taken over.
    pub now: DateTime<Utc>,
    /// When this claim runs out, on the real clock.
    pub until: DateTime<Utc>,
    /// Whose the claim is: a name that no other claim has or had, so that a claim that was lost is told from a later one.
    pub holder: &'a str,
    /// Most rows to take.
    pub limit: u64,
}

/// What a worker shows before it writes about rows that it claimed.
#[derive(Clone, Copy, Debug)]
pub struct Hold<'a> {
    /// The name under which they were claimed.
    pub holder: &'a str,
    /// The real clock now: a claim that ran out by then is no longer held, even if nobody took it over.
    pub now: DateTime<Utc>,
}

/// The columns of a table whose rows are claimed.
pub(crate) struct Claimed<E: EntityTrait> {
    pub(crate) id: E::Column,
    pub(crate) claimed_by: E::Column,
    pub(crate) claimed_until: E::Column,
}

impl<E: EntityTrait> Claimed<E> {
    /// Those of the rows that are still held. Until the unit ends nobody takes them over.
    pub(crate) async fn held(
        &self,
        unit: &Unit,
        hold: &Hold<'_>,
        ids: impl IntoIterator<Item = Uuid>,
    ) -> Result<HashSet<Uuid>, StoreError> {
        let query = E::find()
            .select_only()
            .column(self.id)
            .filter(self.id.is_in(ids))
            .filter(self.claimed_by.eq(hold.holder))
            .filter(self.claimed_until.gt(micros(hold.now)))
            // Always in the same order, so that no two units wait for each other's rows.
            .order_by_asc(self.id);
        Ok(held(query).into_tuple().all(unit.connection()).await?.into_iter().collect())
    }

    /// Lets the claims of these holders run until `until`, except those that ran out by `now`: they may be another's already.
    pub(crate) async fn renew(
        &self,
        unit: &Unit,
        holders: &[&str],
        now: DateTime<Utc>,
        until: DateTime<Utc>,
    ) -> Result<u64, StoreError> {
        let query = E::find()
            .select_only()
            .column(self.id)
            .filter(self.claimed_by.is_in(holders.iter().copied()))
            .filter(self.claimed_until.gt(micros(now)));
        // On PostgreSQL this steps over what its holder is writing about at this moment: it would wait for that, and the other way
        // round.
        let ids: Vec<Uuid> = held_if_free(query).into_tuple().all(unit.connection()).await?;
        if ids.is_empty() {
            return Ok(0);
        }
        let update = E::update_many()
            .col_expr(self.claimed_until, Expr::value(micros(until)))
            .filter(self.id.is_in(ids));
        Ok(update.exec(unit.connection()).await?.rows_affected)
    }
}

/// Held by nobody at `now`, on the real clock.
pub(crate) fn free<C: ColumnTrait>(claimed_until: C, now: DateTime<Utc>) -> Condition {
    Condition::any().add(claimed_until.is_null()).add(claimed_until.lte(micros(now)))
}

impl Claim<'_> {
    /// The rows to take: due, held by nobody else, the longest due first.
    pub(crate) fn rows<E: EntityTrait>(&self, due_at: E::Column, claimed_until: E::Column) -> Select<E> {
        let query = E::find()
            .filter(due_at.lte(micros(self.due_by)))
            .filter(free(claimed_until, self.now))
            .order_by_asc(due_at)
            .limit(self.limit);
        // On PostgreSQL this steps over what another worker is taking at this moment; on SQLite units come one at a time.
        held_if_free(query)
    }
}

/// The records of rows that were taken. One that does not read back is told to the log and stays taken until the claim runs
/// out, so that it does not keep the others from being worked on.
pub(crate) fn readable<R, T>(
    table: &'static str,
    rows: Vec<R>,
    id: impl Fn(&R) -> Uuid,
    record: impl Fn(R) -> Result<T, StoreError>,
) -> Vec<T> {
    let read = |row: R| {
        let id = id(&row);
        let told = |problem: &StoreError| {
            tracing::error!(%id, table, error = problem as &dyn Error, "a row that is due cannot be read");
        };
        record(row).inspect_err(told).ok()
    };
    rows.into_iter().filter_map(read).collect()
}
