//! What a support team has to do.

use chrono::{DateTime, Utc};
use domain::task::{Task, Team};
use domain::{ChargeId, ClientId, PracticeId, TaskId};
use sea_orm::sea_query::Expr;
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, QueryOrder, QueryTrait};

use crate::columns::{instant, instant_of, micros, micros_of, word};
use crate::put::insert_if_new;
use crate::rows::tasks::{Column, Entity, Model};
use crate::{Access, StoreError, Unit};

const OPEN: &str = "open";
const RESOLVED: &str = "resolved";

/// Opens a task; `false`, and nothing written, when one of the same topic is open about the same charge, or about the same
/// practice as a whole.
///
/// # Errors
/// When the database cannot be written to.
pub async fn open(unit: &Unit, task: &Task) -> Result<bool, StoreError> {
    insert_if_new::<Entity>(unit, row(task)).await
}

/// The task of this id.
///
/// # Errors
/// When the database cannot be read.
pub async fn find(access: &impl Access, id: TaskId) -> Result<Option<Task>, StoreError> {
    let row = Entity::find().filter(Column::Id.eq(id.uuid())).one(access.connection()).await?;
    row.map(record).transpose()
}

/// The latest task of this topic about the practice as a whole, open or not.
///
/// # Errors
/// When the database cannot be read.
pub async fn latest_of_practice(
    access: &impl Access,
    practice: PracticeId,
    topic: &str,
) -> Result<Option<Task>, StoreError> {
    let row = Entity::find()
        .filter(Column::PracticeId.eq(practice.uuid()))
        .filter(Column::ClientId.is_null())
        .filter(Column::Topic.eq(topic))
        .order_by_desc(Column::Id)
        .one(access.connection())
        .await?;
    row.map(record).transpose()
}

/// Which tasks are asked for.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Filter {
    /// Those of this practice; those of all if not given.
    pub practice: Option<PracticeId>,
    /// Those of this team; those of both if not given.
    pub team: Option<Team>,
    /// Those that are done as well.
    pub resolved_too: bool,
}

/// The tasks asked for, the oldest first.
///
/// # Errors
/// When the database cannot be read.
pub async fn list(access: &impl Access, filter: &Filter) -> Result<Vec<Task>, StoreError> {
    let Filter { practice, team, resolved_too } = *filter;
    let rows = Entity::find()
        .apply_if(practice, |it, practice| it.filter(Column::PracticeId.eq(practice.uuid())))
        .apply_if(team, |it, team| it.filter(Column::Team.eq(team.as_str())))
        .apply_if((!resolved_too).then_some(OPEN), |it, open| it.filter(Column::State.eq(open)))
        .order_by_asc(Column::CreatedAt)
        .order_by_asc(Column::Id)
        .all(access.connection())
        .await?;
    rows.into_iter().map(record).collect()
}

/// The open tasks about a client, the oldest first.
///
/// # Errors
/// When the database cannot be read.
pub async fn open_of_client(access: &impl Access, client: ClientId) -> Result<Vec<Task>, StoreError> {
    let rows = Entity::find()
        .filter(Column::ClientId.eq(client.uuid()))
        .filter(Column::State.eq(OPEN))
        .order_by_asc(Column::CreatedAt)
        .order_by_asc(Column::Id)
        .all(access.connection())
        .await?;
    rows.into_iter().map(record).collect()
}

/// Resolves a task.
///
/// # Errors
/// [`StoreError::Stale`] when it is not open.
pub async fn resolve(unit: &Unit, id: TaskId, at: DateTime<Utc>) -> Result<(), StoreError> {
    let update = Entity::update_many()
        .col_expr(Column::State, Expr::value(RESOLVED))
        .col_expr(Column::ResolvedAt, Expr::value(micros(at)))
        .filter(Column::Id.eq(id.uuid()))
        .filter(Column::State.eq(OPEN));
    let written = update.exec(unit.connection()).await?.rows_affected;
    if written == 1 { Ok(()) } else { Err(StoreError::Stale) }
}

/// Resolves the open task of this topic about a charge of this client, if there is one.
///
/// # Errors
/// When the database cannot be written to.
pub async fn resolve_of_charge(
    unit: &Unit,
    client: ClientId,
    charge: ChargeId,
    topic: &str,
    at: DateTime<Utc>,
) -> Result<(), StoreError> {
    let update = Entity::update_many()
        .col_expr(Column::State, Expr::value(RESOLVED))
        .col_expr(Column::ResolvedAt, Expr::value(micros(at)))
        .filter(Column::ClientId.eq(client.uuid()))
        .filter(Column::ChargeId.eq(charge.uuid()))
        .filter(Column::Topic.eq(topic))
        .filter(Column::State.eq(OPEN));
    update.exec(unit.connection()).await?;
    Ok(())
}

/// Resolves the open task of this topic about the practice as a whole, if there is one.
///
/// # Errors
/// When the database cannot be written to.
pub async fn resolve_of_practice(
    unit: &Unit,
    practice: PracticeId,
    topic: &str,
    at: DateTime<Utc>,
) -> Result<(), StoreError> {
    let update = Entity::update_many()
        .col_expr(Column::State, Expr::value(RESOLVED))
        .col_expr(Column::ResolvedAt, Expr::value(micros(at)))
        .filter(Column::PracticeId.eq(practice.uuid()))
        .filter(Column::ClientId.is_null())
        .filter(Column::Topic.eq(topic))
        .filter(Column::State.eq(OPEN));
    update.exec(unit.connection()).await?;
    Ok(())
}

fn row(it: &Task) -> Model {
    let state = if it.resolved_at.is_none() { OPEN } else { RESOLVED };
    Model {
        client_id: it.client.map(ClientId::uuid),
        id: it.id.uuid(),
        practice_id: it.practice.uuid(),
        charge_id: it.charge.map(ChargeId::uuid),
        team: it.team.as_str().to_owned(),
        topic: it.topic.clone(),
        state: state.to_owned(),
        note: it.note.clone(),
        created_at: micros(it.created_at),
        resolved_at: micros_of(it.resolved_at),
    }
}

fn record(row: Model) -> Result<Task, StoreError> {
    Ok(Task {
        id: TaskId::new(row.id),
        practice: PracticeId::new(row.practice_id),
        client: row.client_id.map(ClientId::new),
        charge: row.charge_id.map(ChargeId::new),
        team: word("tasks.team", &row.team)?,
        topic: row.topic,
        note: row.note,
        created_at: instant("tasks.created_at", row.created_at)?,
        resolved_at: instant_of("tasks.resolved_at", row.resolved_at)?,
    })
}
