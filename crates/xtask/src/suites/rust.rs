//! Suites that are cargo's.

use anyhow::Result;

use super::run::Run;
use crate::command::answer;

const WASM: &str = "wasm32-unknown-unknown";

/// Everything as this machine sees it, then the app as browsers do.
pub fn clippy(run: &mut Run<'_>) -> Result<()> {
    run.cargo(&["clippy", "--workspace", "--all-targets", "--", "--deny", "warnings"])?;
    run.cargo(&["clippy", "--package", "almoner-app", "--lib", "--target", WASM, "--", "--deny", "warnings"])
}

/// Each crate by itself: beside the others, it would profit from features that only they ask for.
pub fn wasm(run: &mut Run<'_>) -> Result<()> {
    for package in ["domain", "texts", "wire"] {
        run.cargo(&["check", "--package", package, "--target", WASM])?;
    }
    let mut tests = run.project.cargo(["test", "--package", "domain", "--lib", "--target", WASM]);
    tests.env("CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_RUNNER", "wasm-bindgen-test-runner");
    run.step(&mut tests)
}

/// All but xtask, whose tests are the suite `tidy`.
pub fn workspace(run: &mut Run<'_>) -> Result<()> {
    let all = ["--workspace", "--exclude", "xtask", "--no-fail-fast"];
    if answer(&mut run.project.cargo(["nextest", "--version"])).is_some() {
        run.cargo(&[&["nextest", "run"], &all[..]].concat())
    } else {
        run.cargo(&[&["test", "--lib", "--bins", "--tests"], &all[..]].concat())
    }
}
