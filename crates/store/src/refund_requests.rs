//! Money that the processor is asked to give back.

use chrono::{DateTime, Utc};
use domain::refund_request::{RefundRequest, RefundRequestState};
use domain::{ChargeId, ClientId, PracticeId, RefundRequestId};
use sea_orm::sea_query::Expr;
use sea_orm::{ColumnTrait, EntityTrait, IntoActiveModel, QueryFilter, QueryOrder, QuerySelect};

use crate::columns::{from_json, instant, json, micros, money, word};
use crate::rows::refund_requests::{Column, Entity, Model};
use crate::{Access, StoreError, Unit};

/// Keeps a request before it leaves; it is sent again from `due_at` on, should nobody say by then what came of it.
///
/// # Errors
/// When the database cannot be written to.
pub async fn insert(unit: &Unit, it: &RefundRequest, due_at: DateTime<Utc>) -> Result<(), StoreError> {
    let due_at = (it.state == RefundRequestState::Sent).then_some(micros(due_at));
    let row = Model {
        client_id: it.client.uuid(),
        id: it.id.uuid(),
        practice_id: it.practice.uuid(),
        charge_id: it.charge.uuid(),
        intent_id: it.intent.clone(),
        amount_cents: it.amount.cents(),
        currency: it.amount.currency().code().to_owned(),
        reason: it.reason.clone(),
        asked_by: json("refund_requests.asked_by", &it.asked_by)?,
        asked_at: micros(it.asked_at),
        state: it.state.as_str().to_owned(),
        refund_id: it.refund.clone(),
        due_at,
    };
    Entity::insert(row.into_active_model()).exec_without_returning(unit.connection()).await?;
    Ok(())
}

/// The requests to give back money of a charge, in the order in which they were made.
///
/// # Errors
/// When the database cannot be read.
pub async fn of_charge(
    access: &impl Access,
    client: ClientId,
    charge: ChargeId,
) -> Result<Vec<RefundRequest>, StoreError> {
    let rows = Entity::find()
        .filter(Column::ClientId.eq(client.uuid()))
        .filter(Column::ChargeId.eq(charge.uuid()))
        .order_by_asc(Column::Id)
        .all(access.connection())
        .await?;
    rows.into_iter().map(record).collect()
}

/// Some of those that may not have reached the processor, by `now`.
///
/// # Errors
/// When the database cannot be read.
pub async fn due(
    access: &impl Access,
    now: DateTime<Utc>,
    limit: u64,
) -> Result<Vec<RefundRequest>, StoreError> {
    let rows = Entity::find()
        .filter(Column::DueAt.lte(micros(now)))
        .order_by_asc(Column::DueAt)
        .limit(limit)
        .all(access.connection())
        .await?;
    rows.into_iter().map(record).collect()
}

/// It is not known yet what came of it, and it is sent again from `due_at` on.
///
/// # Errors
/// When the database cannot be written to.
pub async fn defer(unit: &Unit, id: RefundRequestId, due_at: DateTime<Utc>) -> Result<(), StoreError> {
    let update = Entity::update_many()
        .col_expr(Column::DueAt, Expr::value(micros(due_at)))
        .filter(Column::Id.eq(id.uuid()))
        .filter(Column::State.eq(RefundRequestState::Sent.as_str()));
    update.exec(unit.connection()).await?;
    Ok(())
}

/// What came of a request that was in the state `before`; `false`, and nothing written, when it is in another one by now.
///
/// # Errors
/// When the database cannot be written to.
pub async fn become_of(
    unit: &Unit,
    before: &RefundRequest,
    now: RefundRequestState,
    refund: Option<&str>,
) -> Result<bool, StoreError> {
    let update = Entity::update_many()
        .col_expr(Column::State, Expr::value(now.as_str()))
        .col_expr(Column::RefundId, Expr::value(refund.or(before.refund.as_deref()).map(str::to_owned)))
        .col_expr(Column::DueAt, Expr::value(None::<i64>))
        .filter(Column::ClientId.eq(before.client.uuid()))
        .filter(Column::Id.eq(before.id.uuid()))
        .filter(Column::State.eq(before.state.as_str()));
    Ok(update.exec(unit.connection()).await?.rows_affected == 1)
}

fn record(row: Model) -> Result<RefundRequest, StoreError> {
    Ok(RefundRequest {
        amount: money("refund_requests.amount_cents", row.amount_cents, &row.currency)?,
        id: RefundRequestId::new(row.id),
        practice: PracticeId::new(row.practice_id),
        client: ClientId::new(row.client_id),
        charge: ChargeId::new(row.charge_id),
        intent: row.intent_id,
        reason: row.reason,
        asked_by: from_json("refund_requests.asked_by", &row.asked_by)?,
        asked_at: instant("refund_requests.asked_at", row.asked_at)?,
        state: word("refund_requests.state", &row.state)?,
        refund: row.refund_id,
    })
}
