//! The suites of `cargo xtask test`, each with a header, its time and a line in the closing table.

mod browsers;
mod end2end;
mod processor;
mod run;
mod rust;
mod summary;
mod tally;

use std::process::ExitCode;

use anyhow::{Result, bail};

use crate::project::Project;
use crate::setup::{self, Thing};
use run::Run;
use summary::Line;

/// Tests that belong together.
struct Suite {
    name: &'static str,
    /// What it finds out.
    about: &'static str,
    needs: &'static [&'static Thing],
    /// Its steps; the first that fails ends it.
    steps: fn(&mut Run<'_>) -> Result<()>,
}

/// Cheap ones first: most mistakes show in the first minute.
const ALL: &[Suite] = &[
    Suite {
        name: "fmt",
        about: "the sources are formatted",
        needs: &[&setup::LINTS],
        steps: |run| run.cargo(&["fmt", "--all", "--check"]),
    },
    Suite {
        name: "tidy",
        about: "walls between modules, length of files, dependencies that nobody uses, nothing left unfinished",
        needs: &[],
        steps: |run| run.cargo(&["test", "--package", "xtask", "--no-fail-fast"]),
    },
    Suite {
        name: "deny",
        about: "licences and sources of dependencies, and none that we decided against",
        needs: &[&setup::DENY],
        steps: |run| rust::deny(run, &["licenses", "bans", "sources"]),
    },
    Suite {
        name: "clippy",
        about: "lints, on this machine and for browsers",
        needs: &[&setup::LINTS, &setup::WASM_TARGET],
        steps: rust::clippy,
    },
    Suite {
        name: "wasm",
        about: "what browser and server share builds alone for browsers, and its rules hold there",
        needs: &[&setup::WASM_TARGET, &setup::NODE, &setup::WASM_BINDGEN],
        steps: rust::wasm,
    },
    Suite {
        name: "rust",
        about: "rules, store, processor, server and app",
        needs: &[&setup::POSTGRES],
        steps: rust::workspace,
    },
    Suite {
        name: "docs",
        about: "examples in doc comments",
        needs: &[],
        steps: |run| run.cargo(&["test", "--workspace", "--doc", "--no-fail-fast"]),
    },
    Suite {
        name: "processor",
        about: "the simulated payment processor, through Stripe's own client",
        needs: &[&setup::NODE, &setup::PACKAGES],
        steps: processor::client,
    },
    Suite {
        name: "end2end",
        about: "journeys in a browser, through the app's release build",
        needs: setup::JOURNEYS,
        steps: end2end::journeys,
    },
    Suite {
        name: "browsers",
        about: "the ways of money, copying and paper in WebKit and Firefox, through the same build",
        needs: setup::BROWSERS,
        steps: browsers::journeys,
    },
];

/// Take long, and run only when they are named; the suites above have a short form of each.
const LONG: &[Suite] = &[
    Suite {
        name: "faults",
        about: "a thousand moves against the charge run, fifty workers killed in the midst of a thousand charges, a thousand connections held open, disks that fill up, mail servers that refuse",
        needs: &[&setup::POSTGRES],
        steps: rust::faults,
    },
    Suite {
        name: "advisories",
        about: "no dependency has a known weakness; the list of them is on GitHub",
        needs: &[&setup::DENY],
        steps: |run| rust::deny(run, &["advisories"]),
    },
    Suite {
        name: "whole",
        about: "the journeys, through the app in one piece, as Trunk builds it by itself",
        needs: setup::JOURNEYS,
        steps: end2end::whole,
    },
    Suite {
        name: "fuzz",
        about: "twenty thousand good and bad requests to all routes by everybody, none of which may fail",
        needs: &[&setup::POSTGRES],
        steps: rust::fuzz,
    },
];

/// Runs the suites that are named, or all but the long ones; the later ones also when an earlier one fails. What follows `--` chooses
/// among the journeys of a suite.
pub fn run(project: &Project, arguments: &[String]) -> Result<ExitCode> {
    let mut parts = arguments.splitn(2, |it| it == "--");
    let (names, chosen) = (parts.next().unwrap_or_default(), parts.next().unwrap_or_default());
    let known = || ALL.iter().chain(LONG);
    if let Some(unknown) = names.iter().find(|name| known().all(|suite| suite.name != name.as_str())) {
        bail!("there is no suite {unknown:?}; there are\n\n{}", list());
    }
    let suites: Vec<&Suite> = if names.is_empty() {
        ALL.iter().collect()
    } else {
        known().filter(|suite| names.iter().any(|it| it == suite.name)).collect()
    };

    setup::ensure(project, &needs(&suites))?;
    let lines: Vec<Line> = suites.iter().map(|suite| run_one(project, suite, chosen)).collect();
    println!("\n{}", summary::table(&lines));
    Ok(if lines.iter().all(Line::is_good) { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}

/// Names and subjects of all suites.
pub fn list() -> String {
    let shown = |suites: &[Suite]| -> String {
        suites.iter().map(|it| format!("  {:<10} {}\n", it.name, it.about)).collect()
    };
    format!("{}\nonly by name\n\n{}", shown(ALL), shown(LONG))
}

fn needs(suites: &[&Suite]) -> Vec<&'static Thing> {
    let needed =
        |thing: &&&Thing| suites.iter().any(|suite| suite.needs.iter().any(|it| it.name == thing.name));
    setup::EVERYTHING.iter().filter(needed).copied().collect()
}

fn run_one(project: &Project, suite: &Suite, chosen: &[String]) -> Line {
    println!("\n==== {}: {}", suite.name, suite.about);
    let mut run = Run::start(project, chosen);
    let failure = (suite.steps)(&mut run).err();
    if let Some(failure) = &failure {
        println!("{}: {failure:#}", suite.name);
    }
    run.finish(suite.name, failure.is_none())
}
