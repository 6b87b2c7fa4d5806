//! Journeys in a browser.

use anyhow::Result;

use super::run::Run;
use crate::{app, server, setup};

/// Walks them through the app as a practice would install it, and the server that suite `rust` tested.
///
/// Playwright's configuration finds in the environment: `ALMONER`, the server's binary; `CHROMIUM`, the browser.
pub fn journeys(run: &mut Run<'_>) -> Result<()> {
    app::build(run.project)?;
    server::build_tested(run.project)?;
    let folder = run.project.path("end2end");
    run.step(run.project.command("tsc").args(["--noEmit"]).current_dir(&folder))?;
    let mut playwright = run.project.command("playwright");
    playwright.arg("test").current_dir(folder).env("ALMONER", server::tested(run.project));
    if let Some(browser) = setup::browser(run.project) {
        playwright.env("CHROMIUM", browser);
    }
    run.step(&mut playwright)
}
