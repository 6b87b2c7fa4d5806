use std::process::ExitCode;

use anyhow::Result;

use super::opening::open;
use crate::clock::Clock;
use crate::config::ImportSettings;
use crate::ids::Ids;
use crate::import::{self, Background, Files, ImportError, SetAsideFile};

/// What was right was imported, and some rows were set aside. 2 is for a command line that makes no sense.
const SET_ASIDE: u8 = 3;

/// Brings in the files of a folder, or says what is wrong with each bad row.
pub async fn run(settings: &ImportSettings) -> Result<ExitCode> {
    let aside = settings.set_aside.as_deref();
    let aside = aside.map(|path| SetAsideFile::at(path, &settings.folder)).transpose()?;
    let files = Files::at(&settings.folder)?.keeping_rows(aside.is_some());
    let store = open(&settings.stored).await?;
    let background = Background::of(&files, &store.reader()).await?;
    let reading = import::read_files(&files, background, settings.unknown_columns());
    let records = match aside {
        Some(file) => reading.setting_aside(file),
        None => reading.all(),
    };
    let mut records = match records {
        Ok(records) => records.taking(settings.missing()).reopening(settings.reopen),
        Err(problems) => return Ok(refused(&problems)),
    };
    let warned = records.warned()?;
    if !records.warnings.is_empty() {
        eprintln!("{warned}");
    }
    let (ids, now) = (Ids::new(Clock::system()), settings.clock.clock().now());
    let bar = import::progress_bar();
    let applied = import::apply(&store, &mut records, now, &mut || ids.uuid(), &bar).await;
    bar.finish_and_clear();
    match applied {
        Ok(summary) => {
            println!("{summary}");
            let aside = summary.set_aside.filter(|it| it.total() > 0);
            Ok(aside.map_or(ExitCode::SUCCESS, |it| {
                eprintln!("{it}");
                ExitCode::from(SET_ASIDE)
            }))
        }
        Err(ImportError::Refused(problems)) => Ok(refused(&problems)),
        Err(error) => Err(error.into()),
    }
}

fn refused(problems: &import::Problems) -> ExitCode {
    eprintln!("{problems}");
    ExitCode::FAILURE
}
