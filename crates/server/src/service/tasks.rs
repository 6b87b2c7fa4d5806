//! What support is asked to do.

use std::collections::HashMap;

use chrono::{DateTime, NaiveDate, Utc};
use domain::actor::Actor;
use domain::practice::Practice;
use domain::reason::Reason;
use domain::task::{ResolvedBy, Task, Team};
use domain::{PracticeId, TaskId};
use store::tasks::{self, TaskFilter};
use store::{Store, StoreError, charges, clients, practices, staff};

use super::Failure;
use super::agents::Agent;
use crate::ids::Ids;
use crate::work::{Saved, Work};

/// Which tasks are asked for.
#[derive(Clone, Debug, Default)]
pub struct TaskQuery {
    /// Those of the practice of this id in its own system; those of all if not given.
    pub practice: Option<String>,
    /// Those of this team; those of both if not given.
    pub team: Option<Team>,
    /// Those that are done as well.
    pub resolved_too: bool,
}

/// A task with what names its client and its charge to the practice.
#[derive(Clone, Debug)]
pub struct ListedTask {
    /// The task.
    pub task: Task,
    /// Its practice.
    pub practice: Practice,
    /// Whom it is about; nobody where it is about the practice as a whole.
    pub client: Option<Whom>,
    /// The charge's id in the practice's system.
    pub charge_key: Option<String>,
    /// Who said that it was done.
    pub resolved_by: Option<String>,
}

/// A client as the practice knows them.
#[derive(Clone, Debug)]
pub struct Whom {
    /// Their id in the practice's system.
    pub key: String,
    /// What they are called.
    pub name: String,
}

/// Why nothing can be listed.
#[derive(Debug, thiserror::Error)]
pub enum TasksError {
    /// There is no such practice.
    #[error("no practice has the id {0}")]
    NoPractice(String),
    /// A task's practice is not there.
    #[error("task {0} is about a practice that is not there")]
    Gone(TaskId),
    /// Something below failed.
    #[error("the tasks could not be read")]
    Store(#[from] StoreError),
}

/// Why a task is not resolved.
#[derive(Debug, thiserror::Error)]
pub enum ResolveError {
    /// There is no such task.
    #[error("there is no task with the id {0}")]
    NotFound(TaskId),
    /// They do not act for the team that has to do it.
    #[error("only the team of the task, or Client Billing Support of its practice, may resolve it")]
    NotAllowed,
    /// It was done before.
    #[error("the task was done before, on {0}; nothing was written")]
    Done(NaiveDate),
    /// It cannot be listed.
    #[error(transparent)]
    Tasks(#[from] TasksError),
    /// Something below failed.
    #[error(transparent)]
    Failed(#[from] Failure),
}

impl ListedTask {
    /// The day on which it came up, in the practice's zone.
    #[must_use]
    pub fn since(&self) -> NaiveDate {
        self.practice.zone.day(self.task.created_at)
    }

    /// The day on which it was done, in the practice's zone.
    #[must_use]
    pub fn done(&self) -> Option<NaiveDate> {
        self.task.resolved.as_ref().map(|it| self.practice.zone.day(it.at))
    }
}

/// The tasks asked for, the oldest first.
///
/// # Errors
/// When there is no such practice, or the store fails.
pub async fn list(store: &Store, asked: &TaskQuery) -> Result<Vec<ListedTask>, TasksError> {
    let reader = store.reader();
    let practices: HashMap<PracticeId, Practice> =
        practices::all(&reader).await?.into_iter().map(|it| (it.id, it)).collect();
    let practice = match &asked.practice {
        None => None,
        Some(key) => {
            let found = practices.values().find(|it| it.external_key == *key).map(|it| it.id);
            Some(found.ok_or_else(|| TasksError::NoPractice(key.clone()))?)
        }
    };
    let filter = TaskFilter { practice, team: asked.team, resolved_too: asked.resolved_too };
    let tasks = tasks::list(&reader, &filter).await?;
    listed(store, &practices, tasks).await
}

/// One task.
///
/// # Errors
/// When it is not there, or the store fails.
pub async fn find(store: &Store, id: TaskId) -> Result<ListedTask, ResolveError> {
    let reader = store.reader();
    let task = tasks::find(&reader, id).await.map_err(TasksError::from)?;
    let task = task.ok_or(ResolveError::NotFound(id))?;
    let practices = practices::all(&reader).await.map_err(TasksError::from)?;
    let practices = practices.into_iter().map(|it| (it.id, it)).collect();
    listed(store, &practices, vec![task]).await?.pop().ok_or(ResolveError::NotFound(id))
}

/// Says at `now` that a task was done, and gives it back as it is then.
///
/// # Errors
/// When the agent may not say so, it was done before or is not there, or the store fails.
pub async fn resolve(
    store: &Store,
    ids: &Ids,
    agent: &Agent,
    id: TaskId,
    reason: &Reason,
    now: DateTime<Utc>,
) -> Result<ListedTask, ResolveError> {
    let found = find(store, id).await?;
    if !agent.may(found.practice.id, found.task.team) {
        return Err(ResolveError::NotAllowed);
    }
    let said = ResolvedBy { by: agent.actor(), reason: reason.into() };
    let work = Work::begin_in(store, ids, agent.actor(), now).await.map_err(Failure::from)?;
    let saved = Saved::of(tasks::resolve(work.unit(), id, now, &said).await).map_err(Failure::from)?;
    if saved == Saved::Stale {
        drop(work);
        // It may have been done while it was read.
        let done = find(store, id).await?.done();
        return Err(done.map_or(ResolveError::NotFound(id), ResolveError::Done));
    }
    work.commit().await?;
    find(store, id).await
}

async fn listed(
    store: &Store,
    practices: &HashMap<PracticeId, Practice>,
    tasks: Vec<Task>,
) -> Result<Vec<ListedTask>, TasksError> {
    let reader = store.reader();
    let mut people: Vec<_> = tasks.iter().filter_map(|task| task.client).collect();
    people.sort_unstable();
    people.dedup();
    let clients = clients::find_many(&reader, &people).await?;
    let about: Vec<_> = tasks.iter().filter_map(|task| task.subject.charge()).collect();
    let charges = charges::external_keys(&reader, &about).await?;
    let by = |task: &Task| task.resolved.as_ref().and_then(|it| it.said.as_ref()).map(|it| it.by);
    let agents = tasks.iter().filter_map(|task| match by(task) {
        Some(Actor::Staff(id)) => Some(id),
        Some(Actor::Client | Actor::Practice | Actor::System | Actor::Operator) | None => None,
    });
    let agents = staff::names(&reader, agents).await?;
    let whole = tasks.into_iter().map(|task| {
        // Neither is ever deleted, and the database refuses a task about one that is not there.
        let practice = practices.get(&task.practice).ok_or(TasksError::Gone(task.id))?;
        let client = task.client.and_then(|id| clients.get(&id));
        Ok(ListedTask {
            practice: practice.clone(),
            client: client.map(|it| Whom { key: it.external_key.clone(), name: it.name.full() }),
            resolved_by: by(&task).map(|by| match by {
                Actor::Staff(id) => agents.get(&id).cloned().unwrap_or_default(),
                Actor::Client | Actor::Practice | Actor::System | Actor::Operator => {
                    "whoever runs the desk".to_owned()
                }
            }),
            charge_key: task.subject.charge().and_then(|id| charges.get(&id).cloned()),
            task,
        })
    });
    whole.collect()
}
