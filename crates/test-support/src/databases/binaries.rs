//! The programs of PostgreSQL, and running them as somebody they agree to run as.

use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use super::HarnessError;

/// Where the programs are and who runs them.
#[derive(Debug)]
pub(super) struct Binaries {
    folder: PathBuf,
    /// Set when we are root, whom PostgreSQL refuses.
    user: Option<User>,
}

#[derive(Debug)]
struct User {
    name: &'static str,
    tool: &'static str,
}

impl Binaries {
    pub(super) fn find(we_are_root: bool) -> Result<Self, HarnessError> {
        let folder =
            on_path("initdb").or_else(newest_installed).ok_or(HarnessError::NotInstalled("initdb"))?;
        let user = if we_are_root { Some(User::find()?) } else { None };
        Ok(Self { folder, user })
    }

    /// One of the programs, to be run as an ordinary user.
    pub(super) fn command(&self, program: &str) -> Command {
        let program = self.folder.join(program);
        let mut command = match &self.user {
            None => Command::new(program),
            Some(user) => user.command(&program),
        };
        // Not in a folder that the other user may not enter.
        command.current_dir("/").env("LC_ALL", "C").stdin(Stdio::null());
        command
    }

    /// Who runs the programs, if not we.
    pub(super) fn user(&self) -> Option<&'static str> {
        self.user.as_ref().map(|user| user.name)
    }
}

impl User {
    fn find() -> Result<Self, HarnessError> {
        let name = ["postgres", "nobody"].into_iter().find(|name| succeeds(Command::new("id").arg(name)));
        let tool = ["runuser", "setpriv"].into_iter().find(|tool| on_path(tool).is_some());
        Ok(Self {
            name: name.ok_or(HarnessError::NoTool("id"))?,
            tool: tool.ok_or(HarnessError::NoTool("runuser"))?,
        })
    }

    fn command(&self, program: &Path) -> Command {
        let mut command = Command::new(self.tool);
        match self.tool {
            "runuser" => command.args(["-u", self.name, "--"]),
            _ => command.args([
                format!("--reuid={}", self.name),
                format!("--regid={}", self.name),
                "--init-groups".to_owned(),
                "--".to_owned(),
            ]),
        };
        command.arg(program);
        command
    }
}

/// Runs a step of setting up to its end.
pub(super) fn run(command: &mut Command) -> Result<(), HarnessError> {
    let name = format!("{:?}", command.get_program());
    let output = command.output().map_err(HarnessError::io(format!("run {name}")))?;
    if output.status.success() {
        return Ok(());
    }
    let text = [output.stdout, output.stderr].concat();
    Err(HarnessError::Step {
        command: format!("{command:?}"),
        status: output.status,
        output: String::from_utf8_lossy(&text).trim().to_owned(),
    })
}

fn succeeds(command: &mut Command) -> bool {
    let quiet = command.stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null());
    quiet.status().is_ok_and(|status| status.success())
}

/// The folder on `PATH` that has this program.
pub(super) fn on_path(program: &str) -> Option<PathBuf> {
    let path = std::env::var_os("PATH")?;
    let folder = std::env::split_paths(&path).find(|folder| folder.join(program).is_file())?;
    // A link on PATH stands for a program whose siblings are where it leads to.
    let real = folder.join(program).canonicalize().ok()?;
    Some(real.parent().map_or(folder, Path::to_path_buf))
}

/// Debian keeps the programs off `PATH`, in a folder per version.
fn newest_installed() -> Option<PathBuf> {
    let versions = std::fs::read_dir("/usr/lib/postgresql").ok()?.flatten();
    let folders = versions.map(|version| version.path().join("bin"));
    folders.filter(|bin| bin.join("initdb").is_file()).max_by_key(|bin| version_of(bin))
}

fn version_of(bin: &Path) -> Option<u32> {
    bin.parent()?.file_name()?.to_str()?.parse().ok()
}
