//! The app as files: Trunk builds them into `dist`, and each is compressed once rather than for every visitor.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, Result};

use crate::project::Project;
use crate::{command, fingerprint};

mod pieces;

const PRECOMPRESS: &str = include_str!("app/precompress.mjs");

/// All that the files in `dist` depend on.
const INPUTS: [&str; 14] = [
    "Cargo.lock",
    "Cargo.toml",
    "Trunk.toml",
    "build.rs",
    "crates/domain",
    "crates/splitter",
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
    println!("app: trunk build --release --features split");
    let mut trunk = trunk_build(project);
    trunk.args(["--features", "split"]);
    pieces::prepare(project, &mut trunk)?;
    command::run(&mut trunk)?;
    pieces::lay(project)?;
    minify(project)?;
    command::run(project.command("node").args(["--input-type=module", "--eval", PRECOMPRESS, "dist"]))?;
    fs::write(stamp, state(project)?).context("cannot remember what was built")
}

/// Builds the app in one piece, as Trunk does by itself, and says where.
pub fn build_whole(project: &Project) -> Result<PathBuf> {
    let dist = project.target("whole");
    println!("app: trunk build --release --dist {}", dist.display());
    command::run(trunk_build(project).arg("--dist").arg(&dist))?;
    Ok(dist)
}

fn trunk_build(project: &Project) -> Command {
    let mut trunk = project.command("trunk");
    trunk.args(["build", "--release"]).env("TRUNK_SKIP_VERSION_CHECK", "true");
    // Trunk knows no value of it but true and false, and stops at the usual 1.
    if std::env::var_os("NO_COLOR").is_some() {
        trunk.env("NO_COLOR", "true");
    }
    trunk
}

/// Trunk's own tool does not read what wasm-bindgen writes.
fn minify(project: &Project) -> Result<()> {
    for file in fs::read_dir(project.path("dist"))? {
        let file = file?.path();
        if file.extension().is_some_and(|it| it == "js") {
            let mut terser = project.command("terser");
            terser.args(["--module", "--compress", "--mangle", "--output"]).arg(&file).arg("--").arg(&file);
            command::run(&mut terser)?;
        }
    }
    Ok(())
}

/// Sources and result, so that a `dist` which somebody else built is not taken for ours.
fn state(project: &Project) -> Result<String> {
    fingerprint::of(Path::new(&project.path("")), INPUTS.into_iter().chain(["dist"]))
}
