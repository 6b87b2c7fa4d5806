//! What cargo knows of our crates and of those they are built from.

use std::collections::{BTreeMap, BTreeSet};
use std::process::Command;

use serde_json::Value;
use toml::Table;

use crate::files::root;

/// The answer of `cargo metadata`, for the platforms that `deny.toml` names.
pub struct Metadata(Value);

/// `deny.toml`, which says what a dependency may be.
pub fn deny() -> Table {
    let text = std::fs::read_to_string(root().join("deny.toml")).expect("there is a deny.toml");
    text.parse().expect("deny.toml is TOML")
}

pub fn metadata() -> Metadata {
    let mut cargo = Command::new(env!("CARGO"));
    cargo.args(["metadata", "--format-version", "1", "--locked"]).current_dir(root());
    for platform in deny()["graph"]["targets"].as_array().expect("deny.toml lists targets") {
        cargo.args(["--filter-platform", platform.as_str().expect("a target is a string")]);
    }
    let output = cargo.output().expect("cargo answers");
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    Metadata(serde_json::from_slice(&output.stdout).expect("the answer is JSON"))
}

impl Metadata {
    /// Name and licence of everything that is built, and where it comes from; our own come from nowhere.
    pub fn packages(&self) -> impl Iterator<Item = (&str, &str, Option<&str>)> {
        let used: BTreeSet<&str> =
            array(&self.0["resolve"]["nodes"]).filter_map(|it| it["id"].as_str()).collect();
        array(&self.0["packages"])
            .filter(move |it| it["id"].as_str().is_some_and(|id| used.contains(id)))
            .map(|it| {
                (
                    it["name"].as_str().unwrap_or_default(),
                    it["license"].as_str().unwrap_or_default(),
                    it["source"].as_str(),
                )
            })
    }

    /// Our crates, each with the ones of ours that it depends on outside of tests.
    pub fn ours(&self) -> BTreeMap<String, Vec<String>> {
        let own = array(&self.0["packages"]).filter(|it| it["source"].is_null());
        own.map(|it| {
            let known = array(&it["dependencies"]).filter(|it| !it["path"].is_null() && it["kind"] != "dev");
            (name(it), known.map(name).collect())
        })
        .collect()
    }
}

fn array(value: &Value) -> impl Iterator<Item = &Value> {
    value.as_array().map(Vec::as_slice).unwrap_or_default().iter()
}

fn name(value: &Value) -> String {
    value["name"].as_str().unwrap_or_default().to_owned()
}
