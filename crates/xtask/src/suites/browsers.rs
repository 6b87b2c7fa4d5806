//! The browsers that are no Chromium.

use anyhow::{Context, Result};

use super::run::Run;
use crate::{app, server, setup};

/// Sends them through what the journeys went through: what is built for one suite is built for both.
///
/// The runner's configuration finds in the environment: `ALMONER`, the server's binary; `MINIBROWSER` and `FIREFOX`, the
/// browsers.
pub fn journeys(run: &mut Run<'_>) -> Result<()> {
    app::build(run.project)?;
    server::build_tested(run.project)?;
    let mini_browser = setup::mini_browser().context("WebKit's MiniBrowser is gone")?;
    let firefox = setup::firefox(run.project).context("Firefox is gone")?;
    let mut playwright = run.project.command("playwright");
    playwright
        .args(["test", "--config", "browsers.config.ts"])
        .current_dir(run.project.path("end2end"))
        .env("ALMONER", server::tested(run.project))
        .env("MINIBROWSER", mini_browser)
        .env("FIREFOX", firefox);
    run.step(&mut playwright)
}
