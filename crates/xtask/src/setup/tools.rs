//! Tools that cargo installs.

use std::fs;

use anyhow::{Context, Result};

use super::Thing;
use crate::command::{answer, run};
use crate::project::Project;

const TRUNK_VERSION: &str = "0.21.14";

/// Bundles the app.
pub const TRUNK: Thing = Thing { name: "Trunk", why: "bundles the app", found: trunk, bring: install_trunk };

/// Also brings the runner for tests in WebAssembly.
pub const WASM_BINDGEN: Thing = Thing {
    name: "wasm-bindgen",
    why: "joins WebAssembly and JavaScript",
    found: wasm_bindgen,
    bring: install_wasm_bindgen,
};

/// Holds dependencies to `deny.toml`.
pub const DENY: Thing =
    Thing { name: "cargo-deny", why: "looks after dependencies", found: deny, bring: install_deny };

const DENY_VERSION: &str = "0.20.2";

fn deny(project: &Project) -> Option<String> {
    answer(project.command("cargo-deny").arg("--version"))
        .filter(|it| *it == format!("cargo-deny {DENY_VERSION}"))
}

fn install_deny(project: &Project) -> Result<()> {
    install(project, "cargo-deny", DENY_VERSION, &["--locked"])
}

fn trunk(project: &Project) -> Option<String> {
    answer(project.command("trunk").arg("--version")).filter(|it| *it == format!("trunk {TRUNK_VERSION}"))
}

fn install_trunk(project: &Project) -> Result<()> {
    install(project, "trunk", TRUNK_VERSION, &["--locked"])
}

fn wasm_bindgen(project: &Project) -> Option<String> {
    let wanted = wasm_bindgen_version(project).ok()?;
    project.find("wasm-bindgen-test-runner")?;
    answer(project.command("wasm-bindgen").arg("--version"))
        .filter(|it| *it == format!("wasm-bindgen {wanted}"))
}

fn install_wasm_bindgen(project: &Project) -> Result<()> {
    // Not --locked: its own lock file names a version of a crate that was withdrawn.
    install(project, "wasm-bindgen-cli", &wasm_bindgen_version(project)?, &[])
}

/// The tool and the library have to be of one version, and the lock file has the library's.
fn wasm_bindgen_version(project: &Project) -> Result<String> {
    let lock = fs::read_to_string(project.path("Cargo.lock"))?;
    version_in(&lock, "wasm-bindgen").context("Cargo.lock has no wasm-bindgen")
}

fn version_in(lock: &str, package: &str) -> Option<String> {
    let name = format!("name = \"{package}\"");
    let mut lines = lock.lines().skip_while(|line| *line != name).skip(1);
    Some(lines.next()?.strip_prefix("version = \"")?.strip_suffix('"')?.to_owned())
}

/// Without optimization and debug information: that halves the time it takes, and these tools are fast enough without.
fn install(project: &Project, package: &str, version: &str, more: &[&str]) -> Result<()> {
    println!("        compiles {package} {version} once; this takes some minutes");
    let mut cargo = project.cargo(["install", package, "--version", version, "--debug", "--force"]);
    cargo
        .args(more)
        .arg("--root")
        .arg(project.tools())
        .arg("--target-dir")
        .arg(project.target("tools-build"));
    cargo.env("CARGO_PROFILE_DEV_DEBUG", "0").env("CARGO_INCREMENTAL", "0");
    run(&mut cargo)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_version_of_exactly_that_package_is_read() {
        let lock = "[[package]]\nname = \"wasm-bindgen-futures\"\nversion = \"0.4.1\"\n\n\
                    [[package]]\nname = \"wasm-bindgen\"\nversion = \"0.2.130\"\n";
        assert_eq!(version_in(lock, "wasm-bindgen").as_deref(), Some("0.2.130"));
        assert_eq!(version_in(lock, "wasm"), None);
    }
}
