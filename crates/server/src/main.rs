//! The command `almoner`.

use std::process::ExitCode;

use clap::{CommandFactory, Parser};
use server::command;
use server::config::{self, CommandLine};

fn main() -> ExitCode {
    match run() {
        Ok(code) => code,
        Err(error) => {
            eprintln!("almoner: {error:#}");
            ExitCode::FAILURE
        }
    }
}

fn run() -> anyhow::Result<ExitCode> {
    let command = CommandLine::command();
    // A name that is not text is nobody's.
    config::checked(&command, std::env::vars_os().filter_map(|(name, _)| name.into_string().ok()))?;
    let given = config::arguments(&command, std::env::args_os().collect())?;
    let asked = CommandLine::parse_from(given);
    // The ring provider for TLS; there is none by default, and the clients of processor and mail server want one.
    let _ = rustls::crypto::ring::default_provider().install_default();
    let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build()?;
    runtime.block_on(command::run(asked.command))
}
