//! Journeys in a browser.

use std::path::Path;

use anyhow::Result;

use super::run::Run;
use crate::{app, server, setup};

/// Walks them through the app as a practice would install it, and the server that suite `rust` tested.
pub fn journeys(run: &mut Run<'_>) -> Result<()> {
    app::build(run.project)?;
    walk(run, None)
}

/// Walks them through the app in one piece.
pub fn whole(run: &mut Run<'_>) -> Result<()> {
    let dist = app::build_whole(run.project)?;
    walk(run, Some(&dist))
}

/// Playwright's configuration finds in the environment: `ALMONER`, the server's binary; `WHOLE`, the folder of the app in one piece,
/// if it is that; `CHROMIUM`, the browser.
fn walk(run: &mut Run<'_>, whole: Option<&Path>) -> Result<()> {
    server::build_tested(run.project)?;
    let folder = run.project.path("end2end");
    run.step(run.project.command("tsc").args(["--noEmit"]).current_dir(&folder))?;
    let mut playwright = run.project.command("playwright");
    playwright.arg("test").args(run.chosen).current_dir(folder).env("ALMONER", server::tested(run.project));
    if let Some(whole) = whole {
        playwright.env("WHOLE", whole);
    }
    if let Some(browser) = setup::browser(run.project) {
        playwright.env("CHROMIUM", browser);
    }
    run.step(&mut playwright)
}
