//! `almoner tasks show` and `almoner tasks resolve`.

use std::process::ExitCode;

use anyhow::{Result, anyhow};
use domain::TaskId;
use domain::reason::Reason;

use super::{json, table};
use crate::clock::Clock;
use crate::command::opening::open;
use crate::command::printing::print;
use crate::config::{ResolveSettings, ShowTaskSettings};
use crate::ids::Ids;
use crate::service::agents::Agent;
use crate::service::tasks;

/// Prints a task.
pub async fn show(settings: &ShowTaskSettings) -> Result<ExitCode> {
    let id = parsed(&settings.id)?;
    let store = open(&settings.stored).await?;
    let task = tasks::find(&store, id).await?;
    print(&if settings.json { json::one(&task)? } else { table::one(&task) })?;
    Ok(ExitCode::SUCCESS)
}

/// Says that a task is done.
pub async fn resolve(settings: &ResolveSettings) -> Result<ExitCode> {
    let (id, reason) = (parsed(&settings.id)?, Reason::parse(&settings.reason)?);
    let store = open(&settings.stored).await?;
    let task = tasks::find(&store, id).await?;
    let agent = match &settings.agent.by {
        None => Agent::operator(),
        Some(who) => Agent::named(&store.reader(), task.practice.id, who).await?,
    };
    let ids = Ids::new(Clock::system());
    let resolved = tasks::resolve(&store, &ids, &agent, id, &reason, settings.clock.clock().now()).await?;
    print(&table::one(&resolved))?;
    Ok(ExitCode::SUCCESS)
}

fn parsed(id: &str) -> Result<TaskId> {
    id.parse().map_err(|_| anyhow!("there is no task with the id {id}"))
}
