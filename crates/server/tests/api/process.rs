//! The binary as a person starts it.

use std::path::Path;
use std::process::Stdio;
use std::time::Duration;

use tokio::io::{AsyncBufReadExt, AsyncReadExt, AsyncWriteExt, BufReader};
use tokio::process::{Child, ChildStdout, Command};
use tokio::time::timeout;

/// Longer than anything takes.
const PATIENCE: Duration = Duration::from_secs(120);

/// How a command ended.
#[derive(Debug)]
pub struct Ended {
    pub success: bool,
    pub out: String,
    pub err: String,
}

fn command(arguments: &[&str], folder: &Path) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_almoner"));
    prepare(&mut command, arguments, folder);
    command
}

fn prepare(command: &mut Command, arguments: &[&str], folder: &Path) {
    command.args(arguments).current_dir(folder).env_clear().kill_on_drop(true);
    command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
}

/// Runs a command to its end, with `input` on its standard input.
pub async fn run(arguments: &[&str], folder: &Path, input: &str) -> Ended {
    let mut child = command(arguments, folder).spawn().expect("started");
    let mut stdin = child.stdin.take().expect("an input");
    // Who does not read its input may be gone before it is written.
    let _ = stdin.write_all(input.as_bytes()).await;
    drop(stdin);
    let output = timeout(PATIENCE, child.wait_with_output()).await.expect("it ends").expect("it ran");
    Ended {
        success: output.status.success(),
        out: String::from_utf8_lossy(&output.stdout).into_owned(),
        err: String::from_utf8_lossy(&output.stderr).into_owned(),
    }
}

/// A server that was started and serves.
#[derive(Debug)]
pub struct Serving {
    child: Child,
    out: BufReader<ChildStdout>,
    /// What it printed so far.
    pub said: String,
}

impl Serving {
    /// Starts `almoner serve` and waits until it has printed `ready`.
    pub async fn start(arguments: &[&str], folder: &Path, ready: &str) -> Self {
        Self::started(command(arguments, folder), ready).await
    }

    async fn started(mut command: Command, ready: &str) -> Self {
        let mut child = command.spawn().expect("started");
        let out = BufReader::new(child.stdout.take().expect("an output"));
        let mut serving = Self { child, out, said: String::new() };
        while !serving.said.contains(ready) {
            let read = timeout(PATIENCE, serving.out.read_line(&mut serving.said)).await.expect("it goes on");
            assert!(read.expect("read") > 0, "it ended: {}", serving.failure().await);
        }
        serving
    }

    /// The same, able to outlive a refused write.
    #[cfg(target_os = "linux")]
    pub async fn start_sturdy(arguments: &[&str], folder: &Path, ready: &str) -> Self {
        let mut command = crate::disk::sturdy();
        prepare(&mut command, arguments, folder);
        Self::started(command, ready).await
    }

    /// Its process id.
    #[cfg(target_os = "linux")]
    pub fn id(&self) -> u32 {
        self.child.id().expect("it runs")
    }

    /// Where it serves, by number.
    pub fn base_url(&self) -> String {
        let (_, after) = self.said.split_once("http://localhost:").expect("its address");
        let port: String = after.chars().take_while(char::is_ascii_digit).collect();
        format!("http://127.0.0.1:{port}")
    }

    /// Where it is asked how it is.
    pub fn operations_url(&self) -> String {
        let (_, after) = self.said.split_once("Health and figures are at ").expect("its address");
        after.lines().next().unwrap_or_default().to_owned()
    }

    /// Tells it to stop and waits until it has; whether it ended well.
    pub async fn stop(mut self) -> bool {
        let id = self.child.id().expect("it runs").to_string();
        let told = Command::new("kill").args(["-TERM", &id]).status().await.expect("told");
        assert!(told.success());
        timeout(PATIENCE, self.child.wait()).await.expect("it ends").expect("it ran").success()
    }

    /// The same, and what it logged.
    pub async fn stop_and_read(mut self) -> String {
        let mut err = self.child.stderr.take().expect("its log");
        // Read while it stops: who cannot write its log does not end.
        let reading = tokio::spawn(async move {
            let mut log = String::new();
            err.read_to_string(&mut log).await.map(|_| log)
        });
        assert!(self.stop().await, "told to stop, it ends well");
        reading.await.expect("read").expect("text")
    }

    async fn failure(&mut self) -> String {
        let mut said = String::new();
        if let Some(mut err) = self.child.stderr.take() {
            let _ = err.read_to_string(&mut said).await;
        }
        said
    }
}
