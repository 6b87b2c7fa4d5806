//! What `almoner` does from the command line.

mod changes;
mod charge;
mod desk;
mod import;
mod listeners;
mod logging;
mod mail;
mod migrate;
mod open_files;
mod opening;
mod photos;
mod printing;
mod reconcile;
mod revoke;
mod serve;
mod set_password;
mod stopping;
mod tasks;
#[cfg(feature = "demo")]
mod trial;
mod worker;

use std::process::ExitCode;

use anyhow::Result;

use crate::config::Command;

/// Does what was asked.
///
/// # Errors
/// When it could not be done; the chain of causes is for the person at the keyboard.
pub async fn run(command: Command) -> Result<ExitCode> {
    logging::start(command.stored(), command.is_demo());
    logging::log_panics();
    match command {
        Command::Serve(settings) => serve::run(*settings).await,
        Command::Worker(settings) => worker::run(&settings).await,
        Command::Import(settings) => import::run(&settings).await,
        Command::Migrate(settings) => migrate::run(&settings).await,
        Command::Reconcile(settings) => reconcile::run(&settings).await,
        Command::Mail(command) => mail::run(&command).await,
        Command::SetPassword(settings) => set_password::run(&settings).await,
        Command::Revoke(settings) => revoke::run(&settings).await,
        Command::Tasks(settings) => tasks::run(&settings).await,
        Command::Charge(command) => charge::run(&command).await,
        Command::Changes(settings) => changes::run(&settings).await,
    }
}
