//! Workers as processes of their own: the product as it is run, and killed.

use std::path::Path;
use std::process::Stdio;
use std::time::Duration;

use chrono::{DateTime, Utc};
use server::crash_points::CrashPoint;
#[cfg(target_os = "linux")]
use tokio::io::{AsyncBufReadExt, BufReader};
use tokio::process::{Child, Command};
use tokio::time::timeout;

use crate::support::Bench;

/// A worker in its own process, killed when this is dropped.
pub struct Process(Child);

/// How a worker dies.
#[derive(Clone, Copy, Debug)]
pub enum Death {
    /// By its own hand, when it has passed this point so often.
    At(CrashPoint, u32),
    /// By SIGKILL after so long.
    After(Duration),
}

impl Process {
    /// A worker on the bench's database, whose business clock runs from `now`.
    pub fn start(bench: &Bench, now: DateTime<Utc>, death: Option<Death>) -> Self {
        Self(Self::command(bench, now, &bench.mail_folder(), death).spawn().expect("almoner starts"))
    }

    /// The same, able to outlive a refused write. Its complaints can be waited for.
    #[cfg(target_os = "linux")]
    pub fn sturdy(bench: &Bench, now: DateTime<Utc>) -> Self {
        let mut command = crate::support::disk::sturdy();
        Self::told(&mut command, bench, now, &bench.mail_folder(), None);
        command.args(["--log", "warn"]).stderr(Stdio::piped());
        Self(command.spawn().expect("almoner starts"))
    }

    fn command(bench: &Bench, now: DateTime<Utc>, mails: &Path, death: Option<Death>) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_almoner"));
        Self::told(&mut command, bench, now, mails, death);
        command.args(["--log", "error"]);
        command
    }

    fn told(command: &mut Command, bench: &Bench, now: DateTime<Utc>, mails: &Path, death: Option<Death>) {
        command
            .arg("worker")
            .args(["--database", bench.database_url()])
            .args(["--processor-url", &bench.simulator.base_url(), "--processor-secret", "sk_test_1"])
            .arg("--mail-directory")
            .arg(mails)
            .args(["--mail-from", "billing@desk.example"])
            .args(["--clock-start", &now.to_rfc3339()])
            .stdin(Stdio::null())
            .kill_on_drop(true);
        if let Some(Death::At(point, skip)) = death {
            command.env("ALMONER_CRASH_POINT", point.as_str()).env("ALMONER_CRASH_SKIP", skip.to_string());
        }
    }

    /// Its id.
    #[cfg(target_os = "linux")]
    pub fn id(&self) -> u32 {
        self.0.id().expect("it runs")
    }

    /// Waits until it says in its log that something could not be done.
    #[cfg(target_os = "linux")]
    pub async fn complains(&mut self) {
        let log = self.0.stderr.take().expect("its log");
        let mut lines = BufReader::new(log).lines();
        let line = timeout(Duration::from_secs(60), lines.next_line()).await.expect("it complains");
        assert!(line.expect("readable").is_some(), "it ended without a word");
        // Read on, or it would stand still once nobody takes what it says.
        tokio::spawn(async move { while let Ok(Some(_)) = lines.next_line().await {} });
    }

    /// Kills it.
    #[cfg(target_os = "linux")]
    pub async fn is_killed(mut self) {
        self.0.kill().await.expect("it can be killed");
    }

    /// Waits for its death; one that does not come by itself is brought about. Says whether it came by itself.
    pub async fn dies(mut self, at_the_latest: Duration) -> bool {
        match timeout(at_the_latest, self.0.wait()).await {
            Ok(status) => {
                let status = status.expect("it was started");
                assert!(!status.success(), "it ended in an orderly way");
                true
            }
            Err(_) => {
                self.0.kill().await.expect("it can be killed");
                false
            }
        }
    }
}
