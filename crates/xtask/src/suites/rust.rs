//! Suites that are cargo's.

use std::fs;
use std::process::Command;

use anyhow::Result;

use super::run::Run;
use crate::command::answer;

const WASM: &str = "wasm32-unknown-unknown";

/// Everything as this machine sees it, the server as it is installed, then the app as browsers do.
pub fn clippy(run: &mut Run<'_>) -> Result<()> {
    run.cargo(&["clippy", "--workspace", "--all-targets", "--", "--deny", "warnings"])?;
    // What a practice installs: the tests turn the server's feature `demo` on for all of the above. All crates are named again so
    // that what they are built from stays the same, and only a few of ours are read anew.
    let installed = ["clippy", "--workspace", "--exclude", "test-support", "--lib", "--bins"];
    run.cargo(&[&installed[..], &["--", "--deny", "warnings"]].concat())?;
    run.cargo(&["clippy", "--package", "almoner-app", "--lib", "--target", WASM, "--", "--deny", "warnings"])
}

/// What `deny.toml` says of dependencies. Only the list of advisories is fetched from elsewhere.
pub fn deny(run: &mut Run<'_>, what: &[&str]) -> Result<()> {
    let mut deny = run.project.command("cargo-deny");
    if what != ["advisories"] {
        deny.arg("--offline");
    }
    run.step(deny.args(["--workspace", "check", "--hide-inclusion-graph"]).args(what))
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
    let mut all = if has_nextest(run) {
        run.project.cargo(["nextest", "run"])
    } else {
        run.project.cargo(["test", "--lib", "--bins", "--tests"])
    };
    let tests = run.step(all.args(["--workspace", "--exclude", "xtask", "--no-fail-fast"]));
    tests.and(installed(run))
}

/// What a practice installs, started once: all other tests have the feature `demo`.
fn installed(run: &mut Run<'_>) -> Result<()> {
    let crates =
        ["--workspace", "--exclude", "test-support", "--exclude", "almoner-app", "--exclude", "xtask"];
    run.cargo(&[&["build"], &crates[..], &["--lib", "--bins"]].concat())?;
    let (built, kept) = (run.project.target("debug/almoner"), run.project.target("installed/almoner"));
    fs::create_dir_all(run.project.target("installed"))?;
    // The tests are built with the other one, to the same place.
    fs::copy(built, &kept)?;
    // Built like the tests, so that most of it is there.
    run.cargo(&["build", "--workspace", "--exclude", "xtask", "--example", "installed"])?;
    let mut started = Command::new(run.project.target("debug/examples/installed"));
    run.step(started.env("TEST_INSTALLED", kept))
}

/// Modules of the server's tests that are fault runs.
const FAULTS: [&str; 7] =
    ["races::", "kills::", "restarts::", "full_disk::", "standing::", "slow::", "refusals::"];

/// The fault runs in their long form.
pub fn faults(run: &mut Run<'_>) -> Result<()> {
    // The same packages as above, so that what is built for one is built for the other.
    let packages =
        ["--workspace", "--exclude", "xtask", "--test", "worker", "--test", "api", "--no-fail-fast"];
    let mut faults = if has_nextest(run) {
        let mut nextest = run.project.cargo(["nextest", "run"]);
        // What they measured is to be read; and one at a time, for the others' load is no fault of the server's.
        nextest.args(packages).args(["--test-threads", "1", "--success-output", "final"]).args(FAULTS);
        nextest
    } else {
        let mut test = run.project.cargo(["test"]);
        test.args(packages).args(["--", "--test-threads", "1", "--show-output"]).args(FAULTS);
        test
    };
    faults
        .env("TEST_RACES", "1000")
        .env("TEST_CHARGES", "1000")
        .env("TEST_KILLS", "50")
        .env("TEST_FULL_DISKS", "10")
        .env("TEST_STANDING", "1000");
    run.step(&mut faults)
}

/// The seeded requests in their long form, with the counts of what came back. `TEST_FUZZ_SEED` in the environment chooses
/// others.
pub fn fuzz(run: &mut Run<'_>) -> Result<()> {
    let packages = ["--workspace", "--exclude", "xtask", "--test", "api"];
    let mut fuzz = if has_nextest(run) {
        let mut nextest = run.project.cargo(["nextest", "run"]);
        nextest.args(packages).args(["--no-capture", "fuzz::"]);
        nextest
    } else {
        let mut test = run.project.cargo(["test"]);
        test.args(packages).args(["--", "--nocapture", "fuzz::"]);
        test
    };
    fuzz.env("TEST_FUZZ_REQUESTS", "20000");
    run.step(&mut fuzz)
}

fn has_nextest(run: &Run<'_>) -> bool {
    answer(&mut run.project.cargo(["nextest", "--version"])).is_some()
}
