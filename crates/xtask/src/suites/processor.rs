//! The simulated payment processor, as Stripe's own client meets it.

use anyhow::Result;

use super::run::Run;

/// Playwright's runner runs the tests, without a browser. Its configuration finds the simulator's binary in the environment, as
/// `SIMULATOR`.
pub fn client(run: &mut Run<'_>) -> Result<()> {
    // The packages of suite `rust`, so that nothing is built again, and the test beside whose binary cargo builds the simulator's.
    let packages = ["--workspace", "--exclude", "xtask", "--test", "simulator"];
    run.cargo(&[&["test", "--no-run"][..], &packages].concat())?;
    let built = format!("debug/processor-simulator{}", std::env::consts::EXE_SUFFIX);
    let mut playwright = run.project.command("playwright");
    playwright
        .args(["test", "--config", "processor.config.ts"])
        .current_dir(run.project.path("end2end"))
        .env("SIMULATOR", run.project.target(&built));
    run.step(&mut playwright)
}
