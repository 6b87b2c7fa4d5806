//! A browser for the journeys.

use std::path::PathBuf;

use anyhow::{Context, Result};

use super::{Thing, distribution};
use crate::command::{answer, run};
use crate::project::Project;

/// Any Chromium will do.
pub const BROWSER: Thing = Thing { name: "Chromium", why: "walks the journeys", found, bring };

const NAMES: [&str; 4] = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable"];

/// The machine's own browser, else the one that Playwright brought.
pub fn executable(project: &Project) -> Option<PathBuf> {
    NAMES.iter().find_map(|it| project.find(it)).or_else(|| playwrights(project))
}

fn playwrights(project: &Project) -> Option<PathBuf> {
    let script = "process.stdout.write(require('playwright-core').chromium.executablePath())";
    let mut node = project.command("node");
    node.args(["--eval", script]).current_dir(project.path("end2end"));
    answer(&mut node).map(PathBuf::from).filter(|it| it.is_file())
}

// Asking for the version also shows whether the libraries it needs are there.
fn found(project: &Project) -> Option<String> {
    answer(project.command(executable(project)?).arg("--version"))
}

fn bring(project: &Project) -> Result<()> {
    let mut playwright = project.command("playwright");
    playwright.args(["install", "chromium"]);
    let downloaded = run(&mut playwright);
    if downloaded.is_ok() && found(project).is_some() {
        return Ok(());
    }
    println!("        Playwright's own browser cannot be had here, trying the distribution's");
    let advice = "install Chromium or Chrome so that `chromium --version` answers";
    distribution::install(project, &["chromium"], advice).with_context(|| {
        downloaded.err().map_or_else(|| "the download did not start".to_owned(), |it| it.to_string())
    })
}
