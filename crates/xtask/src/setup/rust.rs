//! Parts of the Rust toolchain.

use std::path::Path;

use anyhow::{Result, bail};

use super::Thing;
use crate::command::{answer, run};
use crate::project::Project;

/// The standard library for browsers.
pub const WASM_TARGET: Thing = Thing {
    name: "Rust for WebAssembly",
    why: "compiles the app for browsers",
    found: wasm_library,
    bring: complete_toolchain,
};

/// Formatter and lints.
pub const LINTS: Thing =
    Thing { name: "rustfmt and clippy", why: "read the sources", found: lints, bring: complete_toolchain };

// Looks at the files rather than asking rustup: a Rust from a distribution has them in the same place.
fn wasm_library(project: &Project) -> Option<String> {
    let sysroot = answer(project.command("rustc").args(["--print", "sysroot"]))?;
    let libraries = Path::new(&sysroot).join("lib/rustlib/wasm32-unknown-unknown/lib");
    let std = libraries
        .read_dir()
        .ok()?
        .flatten()
        .any(|it| it.file_name().to_string_lossy().starts_with("libstd-"));
    std.then(|| answer(project.command("rustc").arg("--version")))?
}

fn lints(project: &Project) -> Option<String> {
    let rustfmt = answer(&mut project.cargo(["fmt", "--version"]))?;
    let clippy = answer(&mut project.cargo(["clippy", "--version"]))?;
    Some(format!("{rustfmt}, {clippy}"))
}

fn complete_toolchain(project: &Project) -> Result<()> {
    if project.find("rustup").is_none() {
        bail!(
            "this Rust was not installed by rustup; install its parts that rust-toolchain.toml names, of the same version"
        );
    }
    // cargo says by this variable which toolchain it is of; rustup would then not read rust-toolchain.toml.
    run(project.command("rustup").args(["toolchain", "install"]).env_remove("RUSTUP_TOOLCHAIN"))
}
