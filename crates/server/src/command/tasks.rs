mod json;
mod table;

use std::io::{self, Write};
use std::process::ExitCode;

use anyhow::Result;

use super::opening::open;
use crate::config::TasksSettings;
use crate::service::tasks::{self, TaskQuery};

/// Prints what support is asked to do, the oldest first.
pub async fn run(settings: &TasksSettings) -> Result<ExitCode> {
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
    match io::stdout().lock().write_all(text.as_bytes()) {
        // Whoever reads has seen enough, as `head` does after some lines.
        Err(error) if error.kind() == io::ErrorKind::BrokenPipe => Ok(ExitCode::SUCCESS),
        written => Ok(written.map(|()| ExitCode::SUCCESS)?),
    }
}
