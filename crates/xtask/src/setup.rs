//! What the chores need on a machine, and how each of it gets there.
//!
//! Everything that can be is kept inside the checkout, below `target` and `node_modules`; the next time it is found there.

mod browser;
mod distribution;
mod firefox;
mod node;
mod packages;
mod postgres;
mod rust;
mod tools;
mod webkit;

use anyhow::{Context, Result, bail};

use crate::project::Project;
use crate::stopwatch::Stopwatch;

pub use browser::{BROWSER, executable as browser};
pub use firefox::{FIREFOX, executable as firefox};
pub use node::NODE;
pub use packages::{PACKAGES, WASM_OPT};
pub use postgres::POSTGRES;
pub use rust::{LINTS, WASM_TARGET};
pub use tools::{DENY, TRUNK, WASM_BINDGEN};
pub use webkit::{WEBKIT, XVFB, mini_browser};

/// Something that has to be there.
pub struct Thing {
    pub name: &'static str,
    /// What for.
    pub why: &'static str,
    /// What of it is there, if it will do.
    pub found: fn(&Project) -> Option<String>,
    /// Gets it; what that prints is shown.
    pub bring: fn(&Project) -> Result<()>,
}

/// What building and serving the app takes.
pub const APP: &[&Thing] = &[&WASM_TARGET, &NODE, &TRUNK, &WASM_BINDGEN, &WASM_OPT];

/// What the journeys take.
pub const JOURNEYS: &[&Thing] = &[&WASM_TARGET, &NODE, &TRUNK, &WASM_BINDGEN, &WASM_OPT, &PACKAGES, &BROWSER];

/// What the journeys take in the browsers of other makers.
pub const BROWSERS: &[&Thing] =
    &[&WASM_TARGET, &NODE, &TRUNK, &WASM_BINDGEN, &WASM_OPT, &PACKAGES, &XVFB, &WEBKIT, &FIREFOX];

/// What all suites take.
pub const EVERYTHING: &[&Thing] = &[
    &LINTS,
    &DENY,
    &WASM_TARGET,
    &NODE,
    &TRUNK,
    &WASM_BINDGEN,
    &WASM_OPT,
    &PACKAGES,
    &BROWSER,
    &XVFB,
    &WEBKIT,
    &FIREFOX,
    &POSTGRES,
];

/// Makes sure of `things`, one line each.
pub fn ensure(project: &Project, things: &[&Thing]) -> Result<()> {
    things.iter().try_for_each(|thing| {
        ensure_one(project, thing).with_context(|| format!("{} is missing, which {}", thing.name, thing.why))
    })
}

fn ensure_one(project: &Project, thing: &Thing) -> Result<()> {
    let Thing { name, why, found, bring } = thing;
    if let Some(what) = found(project) {
        println!("set-up: {name:<22} {why}: {what}");
        return Ok(());
    }
    println!("set-up: {name:<22} {why}: not here yet, getting it");
    let watch = Stopwatch::start();
    bring(project)?;
    match found(project) {
        Some(what) => println!("set-up: {name:<22} there after {}: {what}", watch.shown()),
        None => bail!("it was installed and still does not answer as it should"),
    }
    Ok(())
}
