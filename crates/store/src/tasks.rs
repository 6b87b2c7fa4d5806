//! What a support team has to do.

use chrono::{DateTime, Utc};
use domain::subject::Subject;
use domain::task::{Resolution, ResolvedBy, Task, TaskReason, TaskTopic, Team};
use domain::{ChargeId, ClientId, PracticeId, TaskId};
use sea_orm::sea_query::Expr;
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, QueryOrder, QueryTrait};

use crate::columns::{from_json, instant, instant_of, json, micros, micros_of, subject, word};
use crate::rows::tasks::{Column, Entity, Model};
use crate::upsert::{KEYS_MAX, insert_if_new};
use crate::{Access, StoreError, Unit};

const OPEN: &str = "open";
const RESOLVED: &str = "resolved";

/// Opens a task; `false`, and nothing written, when one of the same topic is open about the same subject.
///
/// # Errors
/// When the database cannot be written to.
pub async fn open(unit: &Unit, task: &Task) -> Result<bool, StoreError> {
    insert_if_new::<Entity>(unit, row(task)?).await
}

/// Has an open task say something else of the same topic.
///
/// # Errors
/// When the database cannot be written to.
pub async fn say_anew(unit: &Unit, id: TaskId, reason: &TaskReason) -> Result<(), StoreError> {
    let update = Entity::update_many()
        .col_expr(Column::Reason, Expr::value(json("tasks.reason", reason)?))
        .filter(Column::Id.eq(id.uuid()))
        .filter(Column::Topic.eq(reason.topic().as_str()))
        .filter(Column::State.eq(OPEN));
    update.exec(unit.connection()).await?;
    Ok(())
}

/// The latest task of this topic about something of the practice's, open or not.
///
/// # Errors
/// When the database cannot be read.
pub async fn latest_about(
    access: &impl Access,
    practice: PracticeId,
    subject: Subject,
    topic: TaskTopic,
) -> Result<Option<Task>, StoreError> {
    let row = Entity::find()
        .filter(Column::PracticeId.eq(practice.uuid()))
        .filter(Column::SubjectId.eq(subject.uuid()))
        .filter(Column::Subject.eq(subject.name()))
        .filter(Column::Topic.eq(topic.as_str()))
        .order_by_desc(Column::Id)
        .one(access.connection())
        .await?;
    row.map(record).transpose()
}

/// The task of this id.
///
/// # Errors
/// When the database cannot be read.
pub async fn find(access: &impl Access, id: TaskId) -> Result<Option<Task>, StoreError> {
    let row = Entity::find().filter(Column::Id.eq(id.uuid())).one(access.connection()).await?;
    row.map(record).transpose()
}

/// The tasks about something of the practice's, the oldest first, done or not.
///
/// # Errors
/// When the database cannot be read.
pub async fn about(
    access: &impl Access,
    practice: PracticeId,
    subject: Subject,
) -> Result<Vec<Task>, StoreError> {
    let rows = Entity::find()
        .filter(Column::PracticeId.eq(practice.uuid()))
        .filter(Column::SubjectId.eq(subject.uuid()))
        .filter(Column::Subject.eq(subject.name()))
        .order_by_asc(Column::Id)
        .all(access.connection())
        .await?;
    rows.into_iter().map(record).collect()
}

/// Which tasks are asked for.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct TaskFilter {
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
pub async fn list(access: &impl Access, filter: &TaskFilter) -> Result<Vec<Task>, StoreError> {
    let TaskFilter { practice, team, resolved_too } = *filter;
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

/// Resolves a task by hand.
///
/// # Errors
/// [`StoreError::Stale`] when it is not open, or not there; then nothing was written.
pub async fn resolve(
    unit: &Unit,
    id: TaskId,
    at: DateTime<Utc>,
    said: &ResolvedBy,
) -> Result<(), StoreError> {
    let update = Entity::update_many()
        .col_expr(Column::State, Expr::value(RESOLVED))
        .col_expr(Column::ResolvedAt, Expr::value(micros(at)))
        .col_expr(Column::ResolvedBy, Expr::value(json("tasks.resolved_by", &said.by)?))
        .col_expr(Column::ResolvedWhy, Expr::value(said.reason.as_str()))
        .filter(Column::Id.eq(id.uuid()))
        .filter(Column::State.eq(OPEN));
    let written = update.exec(unit.connection()).await?.rows_affected;
    if written == 1 { Ok(()) } else { Err(StoreError::Stale) }
}

/// Resolves the open task of this topic about something of the practice's, if there is one.
///
/// # Errors
/// When the database cannot be written to.
pub async fn resolve_about(
    unit: &Unit,
    practice: PracticeId,
    subject: Subject,
    topic: TaskTopic,
    at: DateTime<Utc>,
) -> Result<(), StoreError> {
    let update = Entity::update_many()
        .col_expr(Column::State, Expr::value(RESOLVED))
        .col_expr(Column::ResolvedAt, Expr::value(micros(at)))
        .filter(Column::PracticeId.eq(practice.uuid()))
        .filter(Column::SubjectId.eq(subject.uuid()))
        .filter(Column::Subject.eq(subject.name()))
        .filter(Column::Topic.eq(topic.as_str()))
        .filter(Column::State.eq(OPEN));
    update.exec(unit.connection()).await?;
    Ok(())
}

/// Resolves what is open about taking these charges, on which day, and telling of them: they ask for nothing any more. What is open about
/// money that was taken stays.
///
/// # Errors
/// When the database cannot be written to.
pub async fn resolve_of_charges(
    unit: &Unit,
    charges: &[ChargeId],
    at: DateTime<Utc>,
) -> Result<(), StoreError> {
    for some in charges.chunks(KEYS_MAX) {
        let subjects = some.iter().map(|id| id.uuid());
        Entity::update_many()
            .col_expr(Column::State, Expr::value(RESOLVED))
            .col_expr(Column::ResolvedAt, Expr::value(micros(at)))
            .filter(Column::SubjectId.is_in(subjects))
            .filter(Column::Topic.is_in(OF_PLANNED.map(TaskTopic::as_str)))
            .filter(Column::State.eq(OPEN))
            .exec(unit.connection())
            .await?;
    }
    Ok(())
}

/// What is asked about a charge only while something is to be taken for it.
const OF_PLANNED: [TaskTopic; 3] = [TaskTopic::Payment, TaskTopic::Notice, TaskTopic::Detail];

fn row(it: &Task) -> Result<Model, StoreError> {
    let state = if it.resolved.is_none() { OPEN } else { RESOLVED };
    let said = it.resolved.as_ref().and_then(|it| it.said.as_ref());
    Ok(Model {
        client_id: it.client.map(ClientId::uuid),
        id: it.id.uuid(),
        practice_id: it.practice.uuid(),
        subject: it.subject.name().to_owned(),
        subject_id: it.subject.uuid(),
        team: it.team.as_str().to_owned(),
        topic: it.reason.topic().as_str().to_owned(),
        state: state.to_owned(),
        reason: json("tasks.reason", &it.reason)?,
        created_at: micros(it.created_at),
        resolved_at: micros_of(it.resolved.as_ref().map(|it| it.at)),
        resolved_by: said.map(|it| json("tasks.resolved_by", &it.by)).transpose()?,
        resolved_why: said.map(|it| it.reason.clone()),
    })
}

fn record(row: Model) -> Result<Task, StoreError> {
    let resolved_at = instant_of("tasks.resolved_at", row.resolved_at)?;
    let said = match (row.resolved_by, row.resolved_why) {
        (Some(by), Some(reason)) => Some(ResolvedBy { by: from_json("tasks.resolved_by", &by)?, reason }),
        (Some(_), None) | (None, Some(_) | None) => None,
    };
    Ok(Task {
        id: TaskId::new(row.id),
        practice: PracticeId::new(row.practice_id),
        client: row.client_id.map(ClientId::new),
        subject: subject("tasks.subject", &row.subject, row.subject_id)?,
        team: word("tasks.team", &row.team)?,
        reason: from_json("tasks.reason", &row.reason)?,
        created_at: instant("tasks.created_at", row.created_at)?,
        resolved: resolved_at.map(|at| Resolution { at, said }),
    })
}
