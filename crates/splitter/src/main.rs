//! Cuts the app into pieces when Trunk builds it.
//!
//! Trunk can neither cut an app apart nor have a step between cargo and wasm-bindgen. So `cargo xtask` has it find this program
//! under the name of wasm-bindgen: what is linked with relocations is cut, the main part goes on to wasm-bindgen, without what nobody
//! calls and with short names, and the others are laid into a folder from where `cargo xtask` copies them. Everything else is passed
//! on as it is.

mod call;
mod loader;
mod names;
mod pieces;
mod unused;

use std::fs;
use std::process::{Command, ExitCode};

use anyhow::{Context, Result};

use call::Call;

fn main() -> ExitCode {
    match run() {
        Ok(code) => code,
        Err(error) => {
            eprintln!("splitter: {error:#}");
            ExitCode::FAILURE
        }
    }
}

fn run() -> Result<ExitCode> {
    let call = Call::read(std::env::args_os().skip(1));
    let cut = match &call.input {
        Some(input) => pieces::cut(input)?,
        None => None,
    };
    if let Some(cut) = &cut {
        fs::write(&cut.main, unused::removed(&fs::read(&cut.main)?)?)?;
    }
    let main = cut.as_ref().map(|it| it.main.as_os_str());
    let mut bindgen = Command::new(setting("SPLITTER_WASM_BINDGEN")?);
    bindgen.args(call.with_input(main));
    if main.is_some() {
        // The other parts call the main one by these.
        bindgen.args(["--keep-lld-exports", "--no-demangle"]);
    }
    let status = bindgen.status().context("wasm-bindgen cannot be started")?;
    if !status.success() {
        return Ok(ExitCode::FAILURE);
    }
    if main.is_some() {
        let (folder, name) = call.output().context("wasm-bindgen is not told where to lay the app")?;
        names::shorten(folder, name)?;
    }
    Ok(ExitCode::SUCCESS)
}

/// What `cargo xtask` says in the environment.
fn setting(name: &str) -> Result<std::ffi::OsString> {
    std::env::var_os(name).with_context(|| format!("{name} is not set; `cargo xtask` starts me"))
}
