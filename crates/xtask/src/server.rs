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

fn cargo(project: &Project, features: &[&str]) -> Result<()> {
    let mut cargo = project.cargo(["build", "--release", "--package", "server"]);
    cargo.args(features);
    println!("server: {}", command::shown(&cargo));
    command::run(&mut cargo)
}

fn named(project: &Project, name: &str) -> PathBuf {
    project.target("release").join(format!("{name}{}", std::env::consts::EXE_SUFFIX))
}
