//! Node.js, with its package manager.

use anyhow::Result;

use super::{Thing, distribution};
use crate::command::answer;
use crate::project::Project;

const MAJOR_MIN: u32 = 20;

/// Runs wasm-opt, the tests of WebAssembly and the journeys.
pub const NODE: Thing = Thing { name: "Node.js", why: "runs wasm-opt and tests", found, bring };

fn found(project: &Project) -> Option<String> {
    let node = answer(project.command("node").arg("--version"))?;
    let npm = answer(project.command("npm").arg("--version"))?;
    (major(&node)? >= MAJOR_MIN).then(|| format!("{node} with npm {npm}"))
}

fn bring(project: &Project) -> Result<()> {
    distribution::install(
        project,
        &["nodejs", "npm"],
        &format!("install Node.js {MAJOR_MIN} or newer, with npm"),
    )
}

fn major(version: &str) -> Option<u32> {
    version.strip_prefix('v')?.split('.').next()?.parse().ok()
}

#[cfg(test)]
mod tests {
    #[test]
    fn the_major_version_is_the_first_number() {
        assert_eq!(super::major("v20.19.2"), Some(20));
        assert_eq!(super::major("v8"), Some(8));
        assert_eq!(super::major("unknown"), None);
    }
}
