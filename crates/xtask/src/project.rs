//! Where the project's files are, and how programs are started in it.

use std::env;
use std::ffi::OsStr;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, Result};

/// The checkout that xtask works on.
pub struct Project {
    root: PathBuf,
    target: PathBuf,
}

impl Project {
    /// The checkout that this xtask belongs to.
    pub fn here() -> Result<Self> {
        let package = env::var_os("CARGO_MANIFEST_DIR").context("start me with cargo: cargo xtask")?;
        let root = Path::new(&package).ancestors().nth(2).context("xtask is not in crates/xtask")?.to_owned();
        let target = env::var_os("CARGO_TARGET_DIR").map_or_else(|| root.join("target"), |it| root.join(it));
        Ok(Self { root, target })
    }

    /// A file or folder of the checkout.
    pub fn path(&self, inside: &str) -> PathBuf {
        self.root.join(inside)
    }

    /// A file or folder among what was built.
    pub fn target(&self, inside: &str) -> PathBuf {
        self.target.join(inside)
    }

    /// Where cargo installs the tools of this project: beside what it builds, so that nothing leaves the checkout.
    pub fn tools(&self) -> PathBuf {
        self.target("tools")
    }

    /// The folders in which programs are looked for, the project's own first.
    pub fn search_path(&self) -> Vec<PathBuf> {
        let own = [self.tools().join("bin"), self.path("end2end/node_modules/.bin")];
        let machine = env::var_os("PATH").unwrap_or_default();
        own.into_iter().chain(env::split_paths(&machine)).collect()
    }

    /// Where `program` is, if it is anywhere.
    pub fn find(&self, program: &str) -> Option<PathBuf> {
        self.search_path().into_iter().map(|folder| folder.join(program)).find(|file| file.is_file())
    }

    /// Starts `program` at the root of the checkout, with the project's own tools first.
    pub fn command(&self, program: impl AsRef<OsStr>) -> Command {
        let program = program.as_ref();
        let mut command =
            Command::new(program.to_str().and_then(|it| self.find(it)).unwrap_or_else(|| program.into()));
        command.current_dir(&self.root);
        if let Ok(path) = env::join_paths(self.search_path()) {
            command.env("PATH", path);
        }
        command
    }

    /// The cargo that started xtask.
    pub fn cargo<'a>(&self, arguments: impl IntoIterator<Item = &'a str>) -> Command {
        let mut command = self.command(env::var_os("CARGO").unwrap_or_else(|| "cargo".into()));
        command.args(arguments);
        // What cargo told us of our own package. A build script that asks for the like, as ring's does, would run again, and the server
        // be compiled anew, whenever somebody calls cargo by hand in between.
        for (name, _) in env::vars_os() {
            let name = name.to_string_lossy();
            if name.starts_with("CARGO_PKG_") || name.starts_with("CARGO_MANIFEST_") {
                command.env_remove(&*name);
            }
        }
        if on_ci() {
            // Nothing is built twice there, so what makes a second build fast only costs.
            command.env("CARGO_INCREMENTAL", "0");
        }
        command
    }
}

/// Whether this is a machine that checks a change.
pub fn on_ci() -> bool {
    env::var_os("CI").is_some_and(|it| !it.is_empty() && it != "false")
}
