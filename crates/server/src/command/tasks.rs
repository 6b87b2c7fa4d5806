mod json;
mod one;
mod table;

use std::process::ExitCode;

use anyhow::Result;

use super::opening::open;
use super::printing::print;
use crate::config::{TasksCommand, TasksSettings};
use crate::service::tasks::{self, TaskQuery};

/// Prints what support is asked to do, the oldest first, or does what was asked with one of the tasks.
pub async fn run(settings: &TasksSettings) -> Result<ExitCode> {
    match &settings.command {
        None => {}
        Some(TasksCommand::Show(settings)) => return one::show(settings).await,
        Some(TasksCommand::Resolve(settings)) => return one::resolve(settings).await,
    }
    let store = open(&settings.stored).await?;
    let asked = TaskQuery {
        practice: settings.practice.clone(),
        team: settings.team.map(Into::into),
        resolved_too: settings.resolved,
    };
    let listed = tasks::list(&store, &asked).await?;
    let text = if settings.json {
        json::written(&listed)?
    } else {
        table::drawn(&listed, settings.clock.clock().now())
    };
    print(&text)?;
    Ok(ExitCode::SUCCESS)
}
