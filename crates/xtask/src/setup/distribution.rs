//! Packages of the operating system.

use std::process::Command;

use anyhow::{Result, bail};

use crate::command::{answer, run};
use crate::project::Project;

/// Installs `packages` where that can be done without asking anybody: as root, by apt. Elsewhere `advice` says what to do.
pub fn install(project: &Project, packages: &[&str], advice: &str) -> Result<()> {
    let root = answer(project.command("id").arg("-u")).as_deref() == Some("0");
    if project.find("apt-get").is_none() {
        bail!("{advice}");
    }
    if !root {
        bail!("{advice}; here: sudo apt-get install {}", packages.join(" "));
    }
    // A fresh machine or container has no lists yet; old ones name versions that are gone.
    run(apt_get(project).arg("update"))?;
    run(apt_get(project).args(["install", "--yes", "--no-install-recommends"]).args(packages))
}

fn apt_get(project: &Project) -> Command {
    let mut command = project.command("apt-get");
    command.arg("--quiet").env("DEBIAN_FRONTEND", "noninteractive");
    command
}
