//! The demo, from nothing to its address.

use anyhow::Result;
use std::process::Command;

use crate::project::Project;
use crate::{app, command, server, setup};

/// Sets up, builds, and becomes the server with its demo practice. `flags` are more flags for `almoner serve`.
pub fn demo(project: &Project, flags: &[String]) -> Result<()> {
    setup::ensure(project, setup::APP)?;
    app::build(project)?;
    server::build_demo(project)?;
    let mut almoner = project.command(server::demo(project));
    almoner.args(["serve", "--demo"]).args(flags);
    become_it(&mut almoner)
}

/// With nobody in between, Ctrl-C and signals reach the server itself.
#[cfg(unix)]
fn become_it(almoner: &mut Command) -> Result<()> {
    use anyhow::Context;
    use std::os::unix::process::CommandExt;

    let failure = almoner.exec();
    Err(failure).with_context(|| format!("cannot start {}", command::shown(almoner)))
}

#[cfg(not(unix))]
fn become_it(almoner: &mut Command) -> Result<()> {
    command::run(almoner)
}
