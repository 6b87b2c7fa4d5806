//! Firefox.

use std::path::PathBuf;

use anyhow::Result;

use super::{Thing, distribution};
use crate::command::answer;
use crate::project::Project;

/// Any that speaks WebDriver BiDi.
pub const FIREFOX: Thing = Thing {
    name: "Firefox",
    why: "moves and pays charges by another maker's browser, and prints",
    found,
    bring,
};

const NAMES: [&str; 2] = ["firefox-esr", "firefox"];

/// The machine's own.
pub fn executable(project: &Project) -> Option<PathBuf> {
    NAMES.iter().find_map(|it| project.find(it))
}

fn found(project: &Project) -> Option<String> {
    answer(project.command(executable(project)?).arg("--version"))
}

fn bring(project: &Project) -> Result<()> {
    let advice = "install Firefox so that `firefox --version` answers";
    distribution::install(project, &["firefox-esr"], advice)
}
