//! Attempts at taking a charge. Each is stored before anything leaves for the processor, and never deleted.

use std::collections::HashMap;

use chrono::{DateTime, Utc};
use domain::attempt::{Attempt, AttemptState};
use domain::{AttemptId, ChargeId, ClientId, PaymentMethodId};
use sea_orm::sea_query::Expr;
use sea_orm::{ColumnTrait, EntityTrait, IntoActiveModel, QueryFilter, QueryOrder, QuerySelect};
use uuid::Uuid;

use crate::columns::{instant, instant_of, micros, micros_of, word};
use crate::rows::attempts::{Column, Entity, Model};
use crate::upsert::KEYS_MAX;
use crate::{Access, StoreError, Unit};

/// Stores an attempt.
///
/// # Errors
/// [`StoreError::Conflict`] when the charge already has an attempt of this number.
pub async fn insert(unit: &Unit, attempt: &Attempt) -> Result<(), StoreError> {
    let row = row(attempt)?;
    Entity::insert(row.into_active_model()).exec_without_returning(unit.connection()).await?;
    Ok(())
}

/// The attempt of this id.
///
/// # Errors
/// When the database cannot be read.
pub async fn find(access: &impl Access, id: AttemptId) -> Result<Option<Attempt>, StoreError> {
    let row = Entity::find().filter(Column::Id.eq(id.uuid())).one(access.connection()).await?;
    row.map(record).transpose()
}

/// When the first attempt of all began; none in books that never tried to take anything. For workers.
///
/// # Errors
/// When the database cannot be read.
pub async fn first_begun(access: &impl Access) -> Result<Option<DateTime<Utc>>, StoreError> {
    let row = Entity::find().order_by_asc(Column::BegunAt).one(access.connection()).await?;
    row.map(|row| instant("attempts.begun_at", row.begun_at)).transpose()
}

/// All attempts at a charge of this client, the first one first.
///
/// # Errors
/// When the database cannot be read.
pub async fn of_charge(
    access: &impl Access,
    client: ClientId,
    charge: ChargeId,
) -> Result<Vec<Attempt>, StoreError> {
    let rows = Entity::find()
        .filter(Column::ClientId.eq(client.uuid()))
        .filter(Column::ChargeId.eq(charge.uuid()))
        .order_by_asc(Column::Number)
        .all(access.connection())
        .await?;
    rows.into_iter().map(record).collect()
}

/// The number of the latest attempt at each of these charges; those never tried are left out.
///
/// # Errors
/// When the database cannot be read.
pub async fn last_numbers(
    access: &impl Access,
    charges: &[(ClientId, ChargeId)],
) -> Result<HashMap<ChargeId, u32>, StoreError> {
    let mut found = HashMap::new();
    for some in charges.chunks(KEYS_MAX) {
        let rows: Vec<(Uuid, i32)> = Entity::find()
            .select_only()
            .columns([Column::ChargeId, Column::Number])
            .filter(Column::ClientId.is_in(some.iter().map(|(client, _)| client.uuid())))
            .filter(Column::ChargeId.is_in(some.iter().map(|(_, charge)| charge.uuid())))
            .into_tuple()
            .all(access.connection())
            .await?;
        for (charge, number) in rows {
            let last: &mut u32 = found.entry(ChargeId::new(charge)).or_default();
            *last = number.unsigned_abs().max(*last);
        }
    }
    Ok(found)
}

/// Notes that the attempt is about to be sent, and which payment intent it confirms.
///
/// # Errors
/// [`StoreError::Stale`] when it ended in the meantime; then it must not be sent.
pub async fn sending(unit: &Unit, id: AttemptId, intent: &str) -> Result<(), StoreError> {
    let update = Entity::update_many()
        .col_expr(Column::IntentId, Expr::value(intent))
        .col_expr(Column::State, Expr::value(AttemptState::Sent.as_str()))
        .filter(Column::Id.eq(id.uuid()))
        .filter(Column::EndedAt.is_null());
    one(update.exec(unit.connection()).await?.rows_affected)
}

/// Ends an attempt of which nothing was sent.
///
/// # Errors
/// [`StoreError::Stale`] when it was sent or ended in the meantime.
pub async fn call_off(unit: &Unit, id: AttemptId, at: DateTime<Utc>) -> Result<(), StoreError> {
    let update = Entity::update_many()
        .col_expr(Column::State, Expr::value(AttemptState::Settled.as_str()))
        .col_expr(Column::EndedAt, Expr::value(micros(at)))
        .filter(Column::Id.eq(id.uuid()))
        .filter(Column::State.eq(AttemptState::Begun.as_str()))
        .filter(Column::EndedAt.is_null());
    one(update.exec(unit.connection()).await?.rows_affected)
}

/// How an attempt ended.
#[derive(Clone, Copy, Debug)]
pub struct Ended<'a> {
    /// As which.
    pub state: AttemptState,
    /// When that was known.
    pub at: DateTime<Utc>,
    /// What the processor said, in its own words.
    pub said: &'a str,
    /// What the processor calls its own attempt that this is the outcome of, where there was one.
    pub processor_attempt: Option<&'a str>,
}

/// Notes how the attempt ended. An attempt ends once.
///
/// # Errors
/// [`StoreError::Stale`] when it ended already.
pub async fn end(unit: &Unit, id: AttemptId, ended: &Ended<'_>) -> Result<(), StoreError> {
    let update = Entity::update_many()
        .col_expr(Column::State, Expr::value(ended.state.as_str()))
        .col_expr(Column::EndedAt, Expr::value(micros(ended.at)))
        .col_expr(Column::Outcome, Expr::value(ended.said))
        .col_expr(Column::ProcessorAttempt, Expr::value(ended.processor_attempt.map(str::to_owned)))
        .filter(Column::Id.eq(id.uuid()))
        .filter(Column::EndedAt.is_null());
    one(update.exec(unit.connection()).await?.rows_affected)
}

const fn one(written: u64) -> Result<(), StoreError> {
    if written == 1 { Ok(()) } else { Err(StoreError::Stale) }
}

fn row(it: &Attempt) -> Result<Model, StoreError> {
    Ok(Model {
        client_id: it.client.uuid(),
        id: it.id.uuid(),
        charge_id: it.charge.uuid(),
        number: i32::try_from(it.number)
            .map_err(|problem| StoreError::corrupt("attempts.number", problem))?,
        method_id: it.method.uuid(),
        intent_id: it.intent.clone(),
        confirm_key: it.confirm_key.clone(),
        state: it.state.as_str().to_owned(),
        begun_at: micros(it.begun_at),
        ended_at: micros_of(it.ended_at),
        outcome: it.outcome.clone(),
        processor_attempt: it.processor_attempt.clone(),
    })
}

fn record(row: Model) -> Result<Attempt, StoreError> {
    Ok(Attempt {
        id: AttemptId::new(row.id),
        charge: ChargeId::new(row.charge_id),
        client: ClientId::new(row.client_id),
        number: row.number.unsigned_abs(),
        method: PaymentMethodId::new(row.method_id),
        intent: row.intent_id,
        confirm_key: row.confirm_key,
        state: word("attempts.state", &row.state)?,
        begun_at: instant("attempts.begun_at", row.begun_at)?,
        ended_at: instant_of("attempts.ended_at", row.ended_at)?,
        outcome: row.outcome,
        processor_attempt: row.processor_attempt,
    })
}
