use std::process::ExitCode;

use anyhow::{Context, Result};

use super::opening::connect_to_known;
use crate::config::StoredSettings;

/// Brings the database to the shape this version needs.
pub async fn run(settings: &StoredSettings) -> Result<ExitCode> {
    let store = connect_to_known(settings).await?;
    let pending = store.steps_pending().await.context("the shape of the database could not be read")?;
    store.migrate().await.context("the database could not be brought up to date")?;
    match pending {
        0 => println!("The database is up to date."),
        1 => println!("The database took 1 step and is up to date."),
        _ => println!("The database took {pending} steps and is up to date."),
    }
    Ok(ExitCode::SUCCESS)
}
