//! What support is asked to do.

use std::collections::HashMap;

use chrono::NaiveDate;
use domain::practice::Practice;
use domain::task::{Task, Team};
use domain::{PracticeId, TaskId};
use store::tasks::{self, TaskFilter};
use store::{Store, StoreError, charges, clients, practices};

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

    let mut people: Vec<_> = tasks.iter().filter_map(|task| task.client).collect();
    people.sort_unstable();
    people.dedup();
    let clients = clients::find_many(&reader, &people).await?;
    let about: Vec<_> = tasks.iter().filter_map(|task| task.subject.charge()).collect();
    let charges = charges::external_keys(&reader, &about).await?;
    let listed = tasks.into_iter().map(|task| {
        // Neither is ever deleted, and the database refuses a task about one that is not there.
        let practice = practices.get(&task.practice).ok_or(TasksError::Gone(task.id))?;
        let client = task.client.and_then(|id| clients.get(&id));
        Ok(ListedTask {
            practice: practice.clone(),
            client: client.map(|it| Whom { key: it.external_key.clone(), name: it.name.full() }),
            charge_key: task.subject.charge().and_then(|id| charges.get(&id).cloned()),
            task,
        })
    });
    listed.collect()
}
