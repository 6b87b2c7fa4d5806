//! The server's binary.

use std::path::PathBuf;

use anyhow::Result;

use crate::command;
use crate::project::Project;

/// Builds the server in release.
pub fn build(project: &Project) -> Result<()> {
    println!("server: cargo build --release --package server");
    command::run(&mut project.cargo(["build", "--release", "--package", "server"]))
}

/// Where [`build`] leaves it.
pub fn binary(project: &Project) -> PathBuf {
    project.target("release").join(format!("almoner{}", std::env::consts::EXE_SUFFIX))
}
