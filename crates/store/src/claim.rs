//! Taking work so that no two workers take the same.

use std::error::Error;

use chrono::{DateTime, Utc};
use sea_orm::sea_query::{LockBehavior, LockType};
use sea_orm::{ColumnTrait, Condition, EntityTrait, QueryFilter, QueryOrder, QuerySelect, Select};
use uuid::Uuid;

use crate::StoreError;
use crate::columns::micros;

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
    /// The worker's name, for a person who looks into the table.
    pub worker: &'a str,
    /// Most rows to take.
    pub limit: u64,
}

impl Claim<'_> {
    /// The rows to take: due, held by nobody else, the longest due first.
    pub(crate) fn rows<E: EntityTrait>(&self, due_at: E::Column, claimed_until: E::Column) -> Select<E> {
        let free = Condition::any().add(claimed_until.is_null()).add(claimed_until.lte(micros(self.now)));
        let mut query = E::find()
            .filter(due_at.lte(micros(self.due_by)))
            .filter(free)
            .order_by_asc(due_at)
            .limit(self.limit);
        // On PostgreSQL this steps over what another worker is taking at this moment; on SQLite units come one at a time.
        QuerySelect::query(&mut query).lock_with_behavior(LockType::Update, LockBehavior::SkipLocked);
        query
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
