//! The desk to try out: a throw-away database filled from an export, people with known passwords, and a week that has passed.

mod export;
mod people;

use anyhow::{Context, Result, ensure};
use base64::Engine;
use base64::prelude::BASE64_STANDARD;
use chrono::{DateTime, Utc};
use domain::zone::PracticeZone;
use indicatif::ProgressBar;
use secrecy::SecretString;
use store::Store;
use tempfile::TempDir;

pub use people::{DemoPerson, PEOPLE};

use crate::config::ServeSettings;
use crate::desk::Desk;
use crate::ids::random;
use crate::import;
use crate::service::logins::{self, Whose};
use crate::service::passwords::Passwords;
use crate::worker::Worker;

/// What the demo has of its own.
#[derive(Debug)]
pub struct Demo {
    /// Where it keeps everything. Deleted with this.
    folder: TempDir,
    /// What its clock shows once it can be used.
    begins: DateTime<Utc>,
}

/// Sets everything that the demo has of its own. Its clock starts when the practice exported, and once that is imported the time
/// passes until what was asked for.
///
/// # Errors
/// When it is to begin before there is anything in it, or there is no room for its files.
pub fn preset(settings: &mut ServeSettings) -> Result<Demo> {
    let begins = settings.clock.clock_start.unwrap_or_else(begins_at);
    let exported = exported_at();
    ensure!(
        begins >= exported,
        "the demo's practice exported its data at {}; give a --clock-start from then on",
        exported.to_rfc3339()
    );
    let folder = tempfile::Builder::new().prefix("almoner-demo-").tempdir();
    let folder = folder.context("there is no place for the demo's files")?;
    settings.stored.database = format!("sqlite://{}", folder.path().join("desk.db").display());
    settings.mail.mail_directory = Some(folder.path().join("mail"));
    // A key of its own, which is gone with the folder: nothing of the demo is kept.
    let key = BASE64_STANDARD.encode(random::<32>());
    settings.photos.photo_keys = Some(SecretString::from(format!("demo:{key}")));
    settings.photos.photo_directory = folder.path().join("photos");
    settings.photos.photo_bucket = None;
    settings.trial.simulator = true;
    settings.trial.dev = true;
    settings.clock.clock_start = Some(exported);
    Ok(Demo { folder, begins })
}

/// When the practice exported: Monday, November 24, 2025, at 8 in the morning.
fn exported_at() -> DateTime<Utc> {
    instant(2025, 11, 24, 8)
}

/// When somebody sits down to try it, unless they say otherwise: a week later at 9, so that there are notices, payments and failures
/// to look at.
fn begins_at() -> DateTime<Utc> {
    instant(2025, 12, 1, 9)
}

fn instant(year: i32, month: u32, day: u32, hour: u32) -> DateTime<Utc> {
    let day = chrono::NaiveDate::from_ymd_opt(year, month, day).unwrap_or_default();
    PracticeZone::NEW_YORK.instant(day, chrono::NaiveTime::from_hms_opt(hour, 0, 0).unwrap_or_default())
}

/// Makes the tables of the demo's new database.
///
/// # Errors
/// When that fails.
pub async fn make(store: &Store) -> Result<()> {
    store.migrate().await.context("the demo's database could not be made")
}

/// Fills the empty database of `desk` and lets the time pass. The same as an import, setting passwords, and waiting.
///
/// # Errors
/// When a step fails.
pub async fn prepare(desk: &Desk, passwords: &Passwords, worker: &Worker, demo: &Demo) -> Result<()> {
    let export = export::written(demo.folder.path()).context("the demo's export could not be written")?;
    let mut records = import::read(&export)?;
    let (now, bar) = (desk.business.now(), ProgressBar::hidden());
    import::apply(&desk.store, &mut records, now, &mut || desk.ids.uuid(), &bar).await?;
    for person in PEOPLE {
        let hash = passwords.hash(SecretString::from(person.password)).await?;
        let (clocks, whose) = ((&desk.business, &desk.real), Whose::at(person.email()));
        logins::set_password(&desk.store, &desk.ids, clocks, &whose, hash).await?;
    }
    worker.play_until(demo.begins.max(now)).await.context("the demo's time could not pass")?;
    Ok(())
}

/// Says where the desk is, whom to sign in as and where health is asked for.
pub fn print(public_url: &str, operations_url: &str) {
    println!("\nAlmoner is at {public_url}\n\nSign in as");
    let width = PEOPLE.iter().map(|person| person.address.len()).max().unwrap_or_default();
    for DemoPerson { name, who, address, password } in PEOPLE {
        println!("  {address:width$}  {password:24}  {name}. {who}");
    }
    println!("\nThe bar above its pages signs in as each of them, and has its mails and its clock:");
    println!("{public_url}/dev/mailbox and {public_url}/dev/clock");
    println!("Health is at {operations_url}/healthz and figures are at {operations_url}/metrics");
    println!("Nothing of it is real, and nothing is kept. Ctrl+C ends it.");
}

#[cfg(test)]
mod tests {
    use clap::Parser;

    use super::*;
    use crate::config::{Command, CommandLine};

    fn preset_of(args: &[&str]) -> Result<(Demo, ServeSettings)> {
        let line = CommandLine::try_parse_from([&["almoner", "serve", "--demo"], args].concat())?;
        let Command::Serve(mut settings) = line.command else { panic!("not asked to serve") };
        Ok((preset(&mut settings)?, *settings))
    }

    #[test]
    fn the_demo_begins_when_it_is_asked_to_if_its_practice_had_exported_by_then() {
        let at = |text: &str| text.parse::<DateTime<Utc>>().expect("an instant");
        for (args, begins) in [
            (&[][..], "2025-12-01T14:00:00Z"),
            (&["--clock-start=2025-12-17T09:00:00-05:00"], "2025-12-17T14:00:00Z"),
            (&["--clock-start=2025-11-24T08:00:00-05:00"], "2025-11-24T13:00:00Z"),
        ] {
            let (demo, settings) = preset_of(args).expect("settings");
            assert_eq!(
                (demo.begins, settings.clock.clock_start),
                (at(begins), Some(exported_at())),
                "{args:?}"
            );
        }
        let refused = preset_of(&["--clock-start=2025-11-24T07:59:59-05:00"]).expect_err("too early");
        assert!(refused.to_string().contains("2025-11-24T13:00:00"), "{refused}");
    }
}
