//! The app as files: Trunk builds them into `dist`, and each is compressed once rather than for every visitor.

use std::fs;
use std::path::Path;

use anyhow::{Context, Result};

use crate::project::Project;
use crate::{command, fingerprint};

const PRECOMPRESS: &str = include_str!("app/precompress.mjs");

/// All that the files in `dist` depend on.
const INPUTS: [&str; 12] = [
    "Cargo.lock",
    "Cargo.toml",
    "Trunk.toml",
    "crates/domain",
    "crates/texts",
    "crates/wire",
    "crates/xtask/src/app",
    "index.html",
    "public",
    "rust-toolchain.toml",
    "src",
    "style",
];

/// Builds the app in release, unless the files in `dist` are those of the same sources.
pub fn build(project: &Project) -> Result<()> {
    let stamp = project.target("app.fingerprint");
    if fs::read_to_string(&stamp).is_ok_and(|it| state(project).is_ok_and(|now| it == now)) {
        println!("app: dist is up to date");
        return Ok(());
    }
    println!("app: trunk build --release");
    let mut trunk = project.command("trunk");
    trunk.args(["build", "--release"]).env("TRUNK_SKIP_VERSION_CHECK", "true");
    // Trunk knows no value of it but true and false, and stops at the usual 1.
    if std::env::var_os("NO_COLOR").is_some() {
        trunk.env("NO_COLOR", "true");
    }
    command::run(&mut trunk)?;
    command::run(project.command("node").args(["--input-type=module", "--eval", PRECOMPRESS, "dist"]))?;
    fs::write(stamp, state(project)?).context("cannot remember what was built")
}

/// Sources and result, so that a `dist` which somebody else built is not taken for ours.
fn state(project: &Project) -> Result<String> {
    fingerprint::of(Path::new(&project.path("")), INPUTS.into_iter().chain(["dist"]))
}
