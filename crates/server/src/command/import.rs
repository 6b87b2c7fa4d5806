use std::process::ExitCode;

use anyhow::Result;

use super::opening::open;
use crate::clock::Clock;
use crate::config::ImportSettings;
use crate::ids::Ids;
use crate::import::{self, ImportError};

/// Brings in the files of a folder, or says what is wrong with each bad row.
pub async fn run(settings: &ImportSettings) -> Result<ExitCode> {
    let store = open(&settings.stored).await?;
    let records = match import::read_passing(&settings.folder, settings.unknown_columns()) {
        Ok(records) => records.taking(settings.missing()).reopening(settings.reopen),
        Err(problems) => return Ok(refused(&problems)),
    };
    if !records.warnings.is_empty() {
        eprintln!("{}", records.warnings);
    }
    let (ids, now) = (Ids::new(Clock::system()), settings.clock.clock().now());
    let bar = import::progress_bar();
    let applied = import::apply(&store, &records, now, &mut || ids.uuid(), &bar).await;
    bar.finish_and_clear();
    match applied {
        Ok(summary) => {
            println!("{summary}");
            Ok(ExitCode::SUCCESS)
        }
        Err(ImportError::Refused(problems)) => Ok(refused(&problems)),
        Err(error) => Err(error.into()),
    }
}

fn refused(problems: &import::Problems) -> ExitCode {
    eprintln!("{problems}");
    ExitCode::FAILURE
}
