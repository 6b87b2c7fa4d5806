//! Workers as processes of their own: the product as it is run, and killed.

use std::process::Stdio;
use std::time::Duration;

use chrono::{DateTime, Utc};
use server::crash_points::CrashPoint;
use tokio::io::{AsyncBufReadExt, AsyncWriteExt, BufReader, Lines};
use tokio::process::{Child, ChildStderr, Command};
use tokio::time::timeout;

use crate::support::Bench;

/// A worker in its own process, killed when this is dropped.
pub struct Process(Child);

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
        Self(command.spawn().expect("almoner starts"))
    }

    /// The same, able to outlive a refused write. Its complaints can be waited for.
    #[cfg(target_os = "linux")]
    pub fn sturdy(bench: &Bench, now: DateTime<Utc>) -> Self {
        let mut command = filing(crate::disk::sturdy(), bench, now);
        command.args(["--log", "warn"]).stderr(Stdio::piped());
        Self(command.spawn().expect("almoner starts"))
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

    /// Ends it by SIGKILL.
    #[cfg(target_os = "linux")]
    pub async fn end(mut self) {
        self.0.kill().await.expect("it can be killed");
    }

    /// A worker whose warnings are read.
    pub fn listened_to(bench: &Bench, now: DateTime<Utc>) -> Self {
        let mut command = filing(Command::new(env!("CARGO_BIN_EXE_almoner")), bench, now);
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

/// A worker that sends mails through a server, and whose log is read.
pub struct Logging {
    child: Child,
    log: Lines<BufReader<ChildStderr>>,
}

impl Logging {
    pub fn start(bench: &Bench, now: DateTime<Utc>, talking: Talking<'_>) -> Self {
        let mut child = worker(Command::new(env!("CARGO_BIN_EXE_almoner")), bench, now)
            .args(["--smtp-url", talking.smtp_url, "--local-links", "--log-format", talking.log_format])
            .stderr(Stdio::piped())
            .spawn()
            .expect("almoner starts");
        let log = BufReader::new(child.stderr.take().expect("its log")).lines();
        Self { child, log }
    }

    /// The log up to and with the line that holds these words.
    pub async fn log_until(&mut self, words: &str) -> String {
        let mut log = String::new();
        while !log.contains(words) {
            let line = timeout(PATIENCE, self.log.next_line()).await;
            let line = line.unwrap_or_else(|_| panic!("no {words} in time in {log}")).expect("text");
            log.push_str(&line.unwrap_or_else(|| panic!("it ended without {words}: {log}")));
            log.push('\n');
        }
        log
    }

    pub async fn stop(mut self) {
        self.child.kill().await.expect("it can be killed");
    }
}
