//! The binary `almoner`, as a person or a service starts it.

use std::path::Path;
use std::process::Stdio;
use std::time::Duration;

use tokio::io::{AsyncBufReadExt, AsyncRead, AsyncWriteExt, BufReader};
use tokio::process::{Child, Command};
use tokio::sync::mpsc::{UnboundedReceiver, unbounded_channel};
use tokio::time::timeout;

/// Longer than anything takes.
const PATIENCE: Duration = Duration::from_secs(120);

/// How a command ended.
#[derive(Debug)]
pub struct Ended {
    pub success: bool,
    pub code: Option<i32>,
    pub out: String,
    pub err: String,
}

/// The binary that was built with the test program, which cargo and nextest tell where it is.
pub fn almoner() -> Command {
    Command::new(std::env::var_os("CARGO_BIN_EXE_almoner").expect("the tests of the crate `server` run"))
}

/// The binary as a practice installs it, where somebody has built that one.
pub fn installed() -> Option<Command> {
    std::env::var_os("TEST_INSTALLED").map(Command::new)
}

/// The binary that was built with the test program, able to outlive a refused write, as it does on a real disk.
pub fn sturdy() -> Command {
    let mut command = Command::new("sh");
    command.args(["-c", r#"trap '' XFSZ; exec "$0" "$@""#]).arg(almoner().as_std().get_program());
    command
}

/// Runs a command to its end, with `input` on its standard input.
pub async fn run(arguments: &[&str], folder: &Path, input: &str) -> Ended {
    run_by(almoner(), arguments, folder, input).await
}

/// The same, by another binary.
pub async fn run_by(mut command: Command, arguments: &[&str], folder: &Path, input: &str) -> Ended {
    in_folder(&mut command, arguments, folder);
    let mut child = command.spawn().expect("almoner starts");
    let mut stdin = child.stdin.take().expect("an input");
    // Who does not read its input may be gone before it is written.
    let _ = stdin.write_all(input.as_bytes()).await;
    drop(stdin);
    let output = timeout(PATIENCE, child.wait_with_output()).await.expect("it ends").expect("it ran");
    let text = |bytes| String::from_utf8(bytes).expect("text");
    let (status, out, err) = (output.status, text(output.stdout), text(output.stderr));
    Ended { success: status.success(), code: status.code(), out, err }
}

fn in_folder(command: &mut Command, arguments: &[&str], folder: &Path) {
    command.args(arguments).current_dir(folder).env_clear().kill_on_drop(true);
    command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
}

/// A running `almoner`, killed when this is dropped.
#[derive(Debug)]
pub struct Process {
    child: Child,
    /// What it printed until it was ready.
    pub said: String,
    /// The lines of its log, if they do not go where ours go.
    log: Option<UnboundedReceiver<String>>,
}

impl Process {
    /// Starts a command.
    pub fn spawn(mut command: Command) -> Self {
        let mut child = command.kill_on_drop(true).spawn().expect("almoner starts");
        let log = child.stderr.take().map(lines);
        Self { child, said: String::new(), log }
    }

    /// Starts `almoner` in this folder, and waits until it has printed `ready`.
    pub async fn serve(arguments: &[&str], folder: &Path, ready: &str) -> Self {
        Self::serve_by(almoner(), arguments, folder, ready).await
    }

    /// The same, able to outlive a refused write.
    pub async fn serve_sturdy(arguments: &[&str], folder: &Path, ready: &str) -> Self {
        Self::serve_by(sturdy(), arguments, folder, ready).await
    }

    /// The same, by another binary.
    pub async fn serve_by(mut command: Command, arguments: &[&str], folder: &Path, ready: &str) -> Self {
        in_folder(&mut command, arguments, folder);
        let mut serving = Self::spawn(command);
        let mut out = lines(serving.child.stdout.take().expect("an output"));
        while !serving.said.contains(ready) {
            match timeout(PATIENCE, out.recv()).await.expect("it goes on") {
                Some(line) => serving.said += &(line + "\n"),
                None => panic!("it ended: {}", serving.rest_of_log().await),
            }
        }
        serving
    }

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

    /// Waits for a line of its log that holds these words, and gives the log up to and with it. Without words, any line will do.
    pub async fn log_until(&mut self, words: &str) -> String {
        let mut log = String::new();
        loop {
            let line = timeout(PATIENCE, self.log.as_mut().expect("it is listened to").recv()).await;
            let line = line.unwrap_or_else(|_| panic!("no {words:?} in time in {log}"));
            let line = line.unwrap_or_else(|| panic!("it ended without {words:?}: {log}"));
            let is_it = line.contains(words);
            log += &(line + "\n");
            if is_it {
                return log;
            }
        }
    }

    /// Sends it a signal, such as `STOP`.
    pub async fn signal(&self, name: &str) {
        let sent = Command::new("kill").arg(format!("-{name}")).arg(self.id().to_string()).status().await;
        assert!(sent.expect("kill is there").success());
    }

    /// Ends it by SIGKILL.
    pub async fn end(mut self) {
        self.child.kill().await.expect("it can be killed");
    }

    /// Waits for its death; one that does not come by itself is brought about. Says whether it came by itself.
    pub async fn dies(mut self, at_the_latest: Duration) -> bool {
        let Ok(status) = timeout(at_the_latest, self.child.wait()).await else {
            self.end().await;
            return false;
        };
        assert!(!status.expect("it was started").success(), "it ended in an orderly way");
        true
    }

    /// Tells it to stop, and gives what it logged once it has, which has to be in order.
    pub async fn stop(mut self) -> String {
        self.signal("TERM").await;
        let status = timeout(PATIENCE, self.child.wait()).await.expect("it ends").expect("it ran");
        assert!(status.success(), "told to stop, it ends well");
        self.rest_of_log().await
    }

    async fn rest_of_log(&mut self) -> String {
        let mut rest = String::new();
        while let Some(line) = self.log.as_mut().expect("it is listened to").recv().await {
            rest += &(line + "\n");
        }
        rest
    }
}

/// Its lines, read as they come: who cannot write its log stands still.
fn lines(output: impl AsyncRead + Send + Unpin + 'static) -> UnboundedReceiver<String> {
    let (said, heard) = unbounded_channel();
    let mut lines = BufReader::new(output).lines();
    tokio::spawn(async move {
        while let Ok(Some(line)) = lines.next_line().await {
            // Nobody may listen any more.
            let _ = said.send(line);
        }
    });
    heard
}
