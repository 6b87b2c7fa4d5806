//! Workers as processes of their own: the product as it is run, and killed.

use std::process::Stdio;
use std::time::Duration;

use chrono::{DateTime, Utc};
use server::crash_points::CrashPoint;
use tokio::io::{AsyncBufReadExt, AsyncWriteExt, BufReader};
use tokio::process::{Child, ChildStderr, Command};
use tokio::sync::mpsc::{UnboundedReceiver, unbounded_channel};
use tokio::time::timeout;

use crate::support::Bench;

/// A worker in its own process, killed when this is dropped.
pub struct Process {
    child: Child,
    /// The lines of its log, if somebody listens.
    log: Option<UnboundedReceiver<String>>,
}

/// Longer than anything takes.
const PATIENCE: Duration = Duration::from_secs(120);

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
        let mut command = filing(Command::new(env!("CARGO_BIN_EXE_almoner")), bench, now);
        command.args(["--log", "error"]);
        if let Some(Death::At(point, skip)) = death {
            command.env("ALMONER_CRASH_POINT", point.as_str()).env("ALMONER_CRASH_SKIP", skip.to_string());
        }
        Self::spawned(command)
    }

    /// The same, able to outlive a refused write. Its warnings are read.
    #[cfg(target_os = "linux")]
    pub fn sturdy(bench: &Bench, now: DateTime<Utc>) -> Self {
        let mut command = filing(crate::disk::sturdy(), bench, now);
        command.args(["--log", "warn"]).stderr(Stdio::piped());
        Self::spawned(command)
    }

    /// A worker whose warnings are read.
    pub fn listened_to(bench: &Bench, now: DateTime<Utc>) -> Self {
        let mut command = filing(Command::new(env!("CARGO_BIN_EXE_almoner")), bench, now);
        command.args(["--log", "warn"]).stderr(Stdio::piped());
        Self::spawned(command)
    }

    /// A worker that sends mails through a server, and whose log is read.
    pub fn talking(bench: &Bench, now: DateTime<Utc>, talking: Talking<'_>) -> Self {
        let mut command = worker(Command::new(env!("CARGO_BIN_EXE_almoner")), bench, now);
        command.args(["--smtp-url", talking.smtp_url, "--local-links", "--log-format", talking.log_format]);
        command.stderr(Stdio::piped());
        Self::spawned(command)
    }

    fn spawned(mut command: Command) -> Self {
        let mut child = command.spawn().expect("almoner starts");
        let log = child.stderr.take().map(lines);
        Self { child, log }
    }

    /// Its id.
    #[cfg(target_os = "linux")]
    pub fn id(&self) -> u32 {
        self.child.id().expect("it runs")
    }

    /// Ends it by SIGKILL.
    pub async fn end(mut self) {
        self.child.kill().await.expect("it can be killed");
    }

    /// Waits for a line of its log that holds these words, and gives the log up to and with it. Without words, any line will do.
    pub async fn log_until(&mut self, words: &str) -> String {
        let lines = self.log.as_mut().expect("it is listened to");
        let mut log = String::new();
        loop {
            let line = timeout(PATIENCE, lines.recv()).await;
            let line = line.unwrap_or_else(|_| panic!("no {words:?} in time in {log}"));
            let line = line.unwrap_or_else(|| panic!("it ended without {words:?}: {log}"));
            log.push_str(&line);
            log.push('\n');
            if line.contains(words) {
                return log;
            }
        }
    }

    /// Sends it a signal, such as `STOP`.
    pub async fn signal(&self, name: &str) {
        let id = self.child.id().expect("it lives").to_string();
        let sent = Command::new("kill").arg(format!("-{name}")).arg(id).status().await;
        assert!(sent.expect("kill is there").success());
    }

    /// Stops it, not while it writes: it would keep everybody else from writing for as long as it stands still.
    pub async fn stop_between_writes(&self, bench: &Bench) {
        // Who has the database's one place for writers knows that nobody else writes.
        let unit = bench.desk.store.begin().await.expect("a turn to write");
        self.signal("STOP").await;
        drop(unit);
    }

    /// Waits for its death; one that does not come by itself is brought about. Says whether it came by itself.
    pub async fn dies(mut self, at_the_latest: Duration) -> bool {
        match timeout(at_the_latest, self.child.wait()).await {
            Ok(status) => {
                let status = status.expect("it was started");
                assert!(!status.success(), "it ended in an orderly way");
                true
            }
            Err(_) => {
                self.child.kill().await.expect("it can be killed");
                false
            }
        }
    }
}

/// How a command ended.
#[derive(Debug)]
pub struct Ended {
    pub code: Option<i32>,
    /// What it said, on either way out.
    pub said: String,
}

/// Runs a command of `almoner mail` on the bench's database, at the bench's time, with `input` on its standard input.
pub async fn mail(bench: &Bench, arguments: &[&str], input: &str) -> Ended {
    mail_on(bench.database_url(), bench.desk.business.now(), arguments, input).await
}

/// The same on any database.
pub async fn mail_on(database: &str, now: DateTime<Utc>, arguments: &[&str], input: &str) -> Ended {
    let mut child = Command::new(env!("CARGO_BIN_EXE_almoner"))
        .arg("mail")
        .args(arguments)
        .args(["--database", database, "--clock-start", &now.to_rfc3339()])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .kill_on_drop(true)
        .spawn()
        .expect("almoner starts");
    let mut stdin = child.stdin.take().expect("an input");
    // Who does not read its input may be gone before it is written.
    let _ = stdin.write_all(input.as_bytes()).await;
    drop(stdin);
    let output = timeout(PATIENCE, child.wait_with_output()).await.expect("it ends").expect("it ran");
    let said = [output.stdout, output.stderr].concat();
    Ended { code: output.status.code(), said: String::from_utf8(said).expect("text") }
}

/// A worker on the bench's database, whose business clock runs from `now`.
fn worker(mut command: Command, bench: &Bench, now: DateTime<Utc>) -> Command {
    command
        .arg("worker")
        .args(["--database", bench.database_url()])
        .args(["--processor-url", &bench.simulator.base_url(), "--processor-secret", "sk_test_1"])
        .args(["--mail-from", "billing@desk.example", "--clock-start", &now.to_rfc3339()])
        .stdin(Stdio::null())
        .kill_on_drop(true);
    command
}

/// The same, which files its mails in the bench's folder.
fn filing(command: Command, bench: &Bench, now: DateTime<Utc>) -> Command {
    let mut command = worker(command, bench, now);
    command.arg("--mail-directory").arg(bench.mail_folder());
    command
}

/// What a worker does with its mails and its log.
#[derive(Clone, Copy, Debug)]
pub struct Talking<'a> {
    /// The mail server's address.
    pub smtp_url: &'a str,
    /// The form of its log lines: `json` or `text`.
    pub log_format: &'a str,
}

/// Its lines, read as they come: who cannot write its log stands still.
fn lines(log: ChildStderr) -> UnboundedReceiver<String> {
    let (said, heard) = unbounded_channel();
    let mut lines = BufReader::new(log).lines();
    tokio::spawn(async move {
        while let Ok(Some(line)) = lines.next_line().await {
            // Nobody may listen any more.
            let _ = said.send(line);
        }
    });
    heard
}
