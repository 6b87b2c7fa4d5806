//! What comes from npm, by the lock file in `end2end`. Building the app takes one of its packages; the journeys take all.

use std::fs;

use anyhow::{Context, Result};

use super::Thing;
use crate::command::{answer, run};
use crate::fingerprint;
use crate::project::Project;

/// Distributions have one too, but too old for what today's rustc writes.
pub const WASM_OPT: Thing = Thing {
    name: "wasm-opt",
    why: "makes the app smaller",
    found: wasm_opt,
    bring: |project| install(project, Extent::App),
};

/// Playwright and what it works with.
pub const PACKAGES: Thing = Thing {
    name: "npm packages",
    why: "drive a browser and read mail in tests",
    found: |project| installed(project, Extent::Everything).then(|| "as locked".to_owned()),
    bring: |project| install(project, Extent::Everything),
};

/// How much of the lock file is installed.
#[derive(Clone, Copy)]
enum Extent {
    App,
    Everything,
}

impl Extent {
    const fn word(self) -> &'static str {
        match self {
            Self::App => "app",
            Self::Everything => "everything",
        }
    }
}

const STAMP: &str = "end2end/node_modules/.installed";

fn wasm_opt(project: &Project) -> Option<String> {
    if !installed(project, Extent::App) && !installed(project, Extent::Everything) {
        return None;
    }
    answer(project.command("wasm-opt").arg("--version"))
}

fn installed(project: &Project, extent: Extent) -> bool {
    let kept = fs::read_to_string(project.path(STAMP)).ok();
    kept.is_some() && kept == stamp(project, extent).ok()
}

/// The stamp lies among the packages: whoever removes them removes it.
fn install(project: &Project, extent: Extent) -> Result<()> {
    let mut npm = project.command("npm");
    npm.args(["ci", "--no-audit", "--no-fund"]).current_dir(project.path("end2end"));
    if matches!(extent, Extent::App) {
        npm.arg("--omit=dev");
    }
    run(&mut npm)?;
    fs::write(project.path(STAMP), stamp(project, extent)?).context("cannot remember what was installed")
}

fn stamp(project: &Project, extent: Extent) -> Result<String> {
    let lock = fingerprint::of(&project.path("end2end"), ["package.json", "package-lock.json"])?;
    Ok(format!("{} {lock}\n", extent.word()))
}
