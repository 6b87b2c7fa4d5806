//! What cargo knows of our crates.

use std::collections::BTreeMap;
use std::process::Command;

use serde_json::Value;

use crate::files::root;

/// The answer of `cargo metadata`.
pub struct Metadata(Value);

pub fn metadata() -> Metadata {
    let mut cargo = Command::new(env!("CARGO"));
    cargo.args(["metadata", "--format-version", "1", "--locked", "--no-deps"]).current_dir(root());
    let output = cargo.output().expect("cargo answers");
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    Metadata(serde_json::from_slice(&output.stdout).expect("the answer is JSON"))
}

impl Metadata {
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
