//! Workers as processes of their own: the product as it is run, and killed.

use std::path::Path;
use std::process::Stdio;
use std::time::Duration;

use chrono::{DateTime, Utc};
use server::crash_points::CrashPoint;
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
        let mut command = Self::command(bench, now, &bench.mail_folder(), death);
        Self(command.args(["--log", "error"]).spawn().expect("almoner starts"))
    }

    fn command(bench: &Bench, now: DateTime<Utc>, mails: &Path, death: Option<Death>) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_almoner"));
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
        command
    }

    /// A worker whose warnings are read.
    pub fn listened_to(bench: &Bench, now: DateTime<Utc>) -> Self {
        let mut command = Self::command(bench, now, &bench.mail_folder(), None);
        command.args(["--log", "warn"]).stderr(Stdio::piped());
        Self(command.spawn().expect("almoner starts"))
    }

    /// Sends it a signal, such as `STOP`.
    pub async fn signal(&self, name: &str) {
        let id = self.0.id().expect("it lives").to_string();
        let sent = Command::new("kill").arg(format!("-{name}")).arg(id).status().await;
        assert!(sent.expect("kill is there").success());
    }

    /// Stops it, not while it writes: it would keep everybody else from writing for as long as it stands still.
    pub async fn stop_between_writes(&self, bench: &Bench) {
        loop {
            self.signal("STOP").await;
            if bench.desk.store.begin().await.is_ok() {
                return;
            }
            self.signal("CONT").await;
        }
    }

    /// Waits until it has logged this; a minute at most.
    pub async fn says(&mut self, what: &str) {
        let mut lines = BufReader::new(self.0.stderr.take().expect("it is listened to")).lines();
        let said = async {
            while let Some(line) = lines.next_line().await.expect("readable") {
                if line.contains(what) {
                    return;
                }
            }
            panic!("it ended without a word");
        };
        timeout(Duration::from_secs(60), said).await.expect("it says so");
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
