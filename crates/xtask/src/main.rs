//! `cargo xtask`: run, test and the chores of the project.

mod app;
mod command;
mod count;
mod fingerprint;
mod project;
mod run;
mod server;
mod setup;
mod stopwatch;
mod suites;

use std::path::PathBuf;
use std::process::ExitCode;

use anyhow::{Result, bail};

use project::Project;

const HELP: &str = "\
cargo xtask CHORE

  run [FLAG…]    sets up what is missing, builds, and serves the demo; the flags go to `almoner serve`
  test [SUITE…]  sets up what is missing and runs all suites, or the ones named; `test end2end -- NAME…` runs single journeys
  build          builds the app into dist and the server, without the demo, into target/release/almoner
  count [DIR]    counts what makes the sources easy or hard to live in
  setup          brings everything that run and test need, and nothing else
";

fn main() -> ExitCode {
    match chore() {
        Ok(code) => code,
        Err(error) => {
            eprintln!("\nerror: {error:#}");
            ExitCode::FAILURE
        }
    }
}

fn chore() -> Result<ExitCode> {
    let project = Project::here()?;
    let mut arguments = std::env::args().skip(1);
    let name = arguments.next();
    let rest: Vec<String> = arguments.collect();
    match name.as_deref() {
        Some("run") => run::demo(&project, &rest)?,
        Some("test") => return suites::run(&project, &rest),
        Some("build") => {
            setup::ensure(&project, setup::APP)?;
            app::build(&project)?;
            server::build(&project)?;
        }
        Some("count") => count::print(&rest.first().map_or_else(|| project.path(""), PathBuf::from))?,
        Some("setup") => setup::ensure(&project, setup::EVERYTHING)?,
        None | Some("help" | "--help" | "-h") => print!("{HELP}\nsuites\n\n{}", suites::list()),
        Some(other) => bail!("there is no chore {other:?}\n\n{HELP}"),
    }
    Ok(ExitCode::SUCCESS)
}
