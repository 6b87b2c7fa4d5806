//! Sending: taking messages, and what became of them.

use std::collections::HashSet;

use chrono::{DateTime, Utc};
use domain::MessageId;
use domain::promise::Promise;
use sea_orm::sea_query::{Expr, ExprTrait};
use sea_orm::{ColumnTrait, Condition, EntityTrait, QueryFilter, QueryOrder, QuerySelect, UpdateMany};

use super::delay::Delay;
use super::message::{Envelope, MessageState, OutboxMessage, record};
use crate::claim::{self, Claimed, readable};
use crate::columns::{instant_of, json, micros};
use crate::rows::outbox::{Column, Entity};
use crate::{Access, Claim, Hold, StoreError, Unit};

const CLAIMED: Claimed<Entity> =
    Claimed { id: Column::Id, claimed_by: Column::ClaimedBy, claimed_until: Column::ClaimedUntil };

/// Takes due messages that nobody else holds, the longest due first, each for a new attempt without a promise. They are this
/// worker's until the claim runs out; commit before sending them, and ask whether they are still [`held`] before writing. A
/// row that does not read back is left out, and told to the log.
///
/// # Errors
/// When the database cannot be written to.
pub async fn claim(unit: &Unit, claim: &Claim<'_>) -> Result<Vec<OutboxMessage>, StoreError> {
    let mut rows = claim.rows::<Entity>(Column::DueAt, Column::ClaimedUntil).all(unit.connection()).await?;
    if rows.is_empty() {
        return Ok(Vec::new());
    }
    Entity::update_many()
        .col_expr(Column::State, Expr::value(MessageState::Sending.as_str()))
        .col_expr(Column::Attempts, Expr::col(Column::Attempts).add(1))
        .col_expr(Column::ClaimedBy, Expr::value(claim.holder))
        .col_expr(Column::ClaimedUntil, Expr::value(micros(claim.until)))
        .col_expr(Column::Promise, Expr::value(None::<String>))
        .filter(Column::Id.is_in(rows.iter().map(|row| row.id)))
        .exec(unit.connection())
        .await?;
    for row in &mut rows {
        MessageState::Sending.as_str().clone_into(&mut row.state);
        row.attempts += 1;
        row.promise = None;
    }
    Ok(readable("outbox", rows, |row| row.id, record))
}

/// Those of these messages that this worker still holds, and does until the unit ends. Of the others it must not write anything:
/// another worker may have taken them over.
///
/// # Errors
/// When the database cannot be read.
pub async fn held(unit: &Unit, hold: &Hold<'_>, ids: &[MessageId]) -> Result<HashSet<MessageId>, StoreError> {
    let held = CLAIMED.held(unit, hold, ids.iter().map(|id| id.uuid())).await?;
    Ok(held.into_iter().map(MessageId::new).collect())
}

/// Lets the claims of these holders run until `until`, but for those that ran out by `now`, and says how many messages that is.
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

/// Stores where this attempt goes and the promise that its text states, if it states one; before the text leaves for the mail
/// server.
///
/// # Errors
/// [`StoreError::Stale`] when the attempt is no longer the present one.
pub async fn set_envelope(
    unit: &Unit,
    held: &OutboxMessage,
    envelope: &Envelope,
    promise: Option<&Promise>,
) -> Result<(), StoreError> {
    let promise = promise.map(|promise| json("outbox.promise", promise)).transpose()?;
    let update = of_try(held)
        .col_expr(Column::Promise, Expr::value(promise))
        .col_expr(Column::SentTo, Expr::value(envelope.to.as_str()))
        .col_expr(Column::ReturnToken, Expr::value(envelope.return_token.as_str()));
    write(unit, update).await
}

/// The mail server accepted the message.
///
/// # Errors
/// [`StoreError::Stale`] when the attempt is no longer the present one.
pub async fn sent(unit: &Unit, held: &OutboxMessage, at: DateTime<Utc>) -> Result<(), StoreError> {
    write(unit, ended(of_try(held), MessageState::Sent, at)).await
}

/// The message is no longer wanted.
///
/// # Errors
/// [`StoreError::Stale`] when the attempt is no longer the present one.
pub async fn dropped(unit: &Unit, held: &OutboxMessage, at: DateTime<Utc>) -> Result<(), StoreError> {
    write(unit, ended(of_try(held), MessageState::Dropped, at)).await
}

/// The mail server refused the address for good, or there is none.
///
/// # Errors
/// [`StoreError::Stale`] when the attempt is no longer the present one.
pub async fn refused(unit: &Unit, held: &OutboxMessage, at: DateTime<Utc>) -> Result<(), StoreError> {
    write(unit, ended(of_try(held), MessageState::Refused, at)).await
}

/// The message could not be sent now and waits.
///
/// # Errors
/// [`StoreError::Stale`] when the attempt is no longer the present one.
pub async fn retry_at(unit: &Unit, held: &OutboxMessage, delay: &Delay) -> Result<(), StoreError> {
    let since = held.waiting_since.unwrap_or(delay.now);
    let update = free(of_try(held))
        .col_expr(Column::State, Expr::value(MessageState::Waiting.as_str()))
        .col_expr(Column::WaitingSince, Expr::value(micros(since)))
        .col_expr(Column::WaitsForUs, Expr::value(delay.is_for_us))
        .col_expr(Column::DueAt, Expr::value(micros(delay.due_at)));
    write(unit, update).await
}

/// The messages due up to `now`, claimed or not, the longest due first.
///
/// # Errors
/// When the database cannot be read.
pub async fn due(
    access: &impl Access,
    now: DateTime<Utc>,
    limit: u64,
) -> Result<Vec<OutboxMessage>, StoreError> {
    let due = Entity::find().filter(Column::DueAt.lte(micros(now))).order_by_asc(Column::DueAt);
    due.limit(limit).all(access.connection()).await?.into_iter().map(record).collect()
}

/// When the next message is due, on the business clock; may lie in the past.
///
/// # Errors
/// When the database cannot be read.
pub async fn next_due(access: &impl Access) -> Result<Option<DateTime<Utc>>, StoreError> {
    first(access, Condition::all()).await
}

/// As [`next_due`], without the messages that somebody holds at `now` on the real clock.
///
/// # Errors
/// When the database cannot be read.
pub async fn next_free(
    access: &impl Access,
    now: DateTime<Utc>,
) -> Result<Option<DateTime<Utc>>, StoreError> {
    first(access, claim::free(Column::ClaimedUntil, now)).await
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
    let next: Option<Option<i64>> = Entity::find()
        .select_only()
        .column(Column::DueAt)
        .filter(Column::DueAt.is_not_null())
        .filter(wanted)
        .order_by_asc(Column::DueAt)
        .into_tuple()
        .one(access.connection())
        .await?;
    instant_of("outbox.due_at", next.flatten())
}

fn of_try(held: &OutboxMessage) -> UpdateMany<Entity> {
    Entity::update_many()
        .filter(Column::PracticeId.eq(held.practice.uuid()))
        .filter(Column::Id.eq(held.id.uuid()))
        .filter(Column::State.eq(MessageState::Sending.as_str()))
        .filter(Expr::col(Column::Attempts).eq(held.attempts))
}

fn free(update: UpdateMany<Entity>) -> UpdateMany<Entity> {
    update
        .col_expr(Column::ClaimedBy, Expr::value(None::<String>))
        .col_expr(Column::ClaimedUntil, Expr::value(None::<i64>))
}

fn ended(update: UpdateMany<Entity>, state: MessageState, at: DateTime<Utc>) -> UpdateMany<Entity> {
    free(update)
        .col_expr(Column::State, Expr::value(state.as_str()))
        .col_expr(Column::DueAt, Expr::value(None::<i64>))
        .col_expr(Column::WaitingSince, Expr::value(None::<i64>))
        .col_expr(Column::EndedAt, Expr::value(micros(at)))
}

async fn write(unit: &Unit, update: UpdateMany<Entity>) -> Result<(), StoreError> {
    let written = update.exec(unit.connection()).await?.rows_affected;
    if written == 1 { Ok(()) } else { Err(StoreError::Stale) }
}
