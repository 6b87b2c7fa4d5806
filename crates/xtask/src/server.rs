//! The server's binary.

use std::fs;
use std::path::PathBuf;

use anyhow::{Context, Result};

use crate::command;
use crate::project::Project;

/// Builds the server in release, as a practice installs it: without the demo and what it takes.
pub fn build(project: &Project) -> Result<()> {
    cargo(project, &[])
}

/// Builds the server in release with what tries it out. cargo would leave it where [`build`] does, and nobody should install
/// it by mistake, so it is moved to [`demo`].
pub fn build_demo(project: &Project) -> Result<()> {
    cargo(project, &["--features", "demo"])?;
    fs::rename(named(project, "almoner"), demo(project)).context("the demo's binary cannot be moved")
}

/// Where [`build_demo`] leaves it.
pub fn demo(project: &Project) -> PathBuf {
    named(project, "almoner-demo")
}

/// Builds the server as the tests have it: what suite `rust` built is not built again, and the journeys need none of the speed
/// that a release is compiled for, which takes longer than all of them.
pub fn build_tested(project: &Project) -> Result<()> {
    let mut cargo = project.cargo(["test", "--no-run"]);
    // The packages of suite `rust`, for other packages would have the same dependencies with other features; and one of its tests,
    // for which cargo builds the binary beside it.
    cargo.args(["--workspace", "--exclude", "xtask", "--test", "import"]);
    println!("server: {}", command::shown(&cargo));
    command::run(&mut cargo)
}

/// Where [`build_tested`] leaves it.
pub fn tested(project: &Project) -> PathBuf {
    in_profile(project, "debug", "almoner")
}

fn cargo(project: &Project, features: &[&str]) -> Result<()> {
    let mut cargo = project.cargo(["build", "--release", "--package", "server"]);
    cargo.args(features);
    println!("server: {}", command::shown(&cargo));
    command::run(&mut cargo)
}

fn named(project: &Project, name: &str) -> PathBuf {
    in_profile(project, "release", name)
}

fn in_profile(project: &Project, profile: &str, name: &str) -> PathBuf {
    project.target(profile).join(format!("{name}{}", std::env::consts::EXE_SUFFIX))
}
