//! Workers of the bench as processes of their own: the product as it is run, and killed.

use std::process::Stdio;
use std::time::Duration;

use chrono::{DateTime, Utc};
use server::crash_points::CrashPoint;
use tokio::process::Command;

use super::{Bench, FROM};
use crate::almoner::{Process, almoner, sturdy};

/// How a worker dies.
#[derive(Clone, Copy, Debug)]
pub enum Death {
    /// By its own hand, when it has passed this point so often.
    At(CrashPoint, u32),
    /// By SIGKILL after so long.
    After(Duration),
}

impl Bench {
    /// How `almoner`, or what stands for it, works on the bench's database by a business clock that runs from `now`.
    pub fn command(&self, mut almoner: Command, now: DateTime<Utc>) -> Command {
        let (database, processor) = (self.store.database.url(), self.simulator.base_url());
        almoner.args(["worker", "--database", database, "--clock-start", &now.to_rfc3339()]);
        almoner.args(["--processor-url", &processor, "--processor-secret", "sk_test_1", "--mail-from", FROM]);
        almoner.stdin(Stdio::null());
        almoner
    }

    /// A worker that files its mails in the bench's folder.
    pub fn start(&self, now: DateTime<Utc>, death: Option<Death>) -> Process {
        let mut command = self.filing(almoner(), now, "error");
        if let Some(Death::At(point, skip)) = death {
            command.env("ALMONER_CRASH_POINT", point.as_str()).env("ALMONER_CRASH_SKIP", skip.to_string());
        }
        Process::spawn(command)
    }

    /// The same, whose warnings are read.
    pub fn start_listened_to(&self, now: DateTime<Utc>) -> Process {
        let mut command = self.filing(almoner(), now, "warn");
        command.stderr(Stdio::piped());
        Process::spawn(command)
    }

    /// The same, able to outlive a refused write.
    pub fn start_sturdy(&self, now: DateTime<Utc>) -> Process {
        let mut command = self.filing(sturdy(), now, "warn");
        command.stderr(Stdio::piped());
        Process::spawn(command)
    }

    fn filing(&self, almoner: Command, now: DateTime<Utc>, log: &str) -> Command {
        let mut command = self.command(almoner, now);
        command.args(["--log", log, "--mail-directory"]).arg(self.mail_folder());
        command
    }

    /// Stops a worker, not while it writes: it would keep everybody else from writing for as long as it stands still.
    pub async fn stop_between_writes(&self, worker: &Process) {
        // Who has the database's one place for writers knows that nobody else writes.
        let unit = self.desk.store.begin().await.expect("a turn to write");
        worker.signal("STOP").await;
        drop(unit);
    }
}
