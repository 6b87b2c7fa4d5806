//! What a crate depends on, it uses.

use std::collections::BTreeSet;

use proc_macro2::{TokenStream, TokenTree};
use toml::{Table, Value};

use crate::files::{File, all, none};

/// Asked for so that one of its features is on; no source names it.
const FOR_A_FEATURE: [&str; 1] = ["libsqlite3-sys"];

/// Sections of a manifest, each with where its dependencies are of use, from the crate's folder.
const SECTIONS: [(&str, &[&str]); 3] = [
    ("dependencies", &["src/"]),
    ("build-dependencies", &["build.rs", "build/"]),
    ("dev-dependencies", &["src/", "tests/", "examples/"]),
];

fn names(tokens: TokenStream, found: &mut BTreeSet<String>) {
    for tree in tokens {
        match tree {
            TokenTree::Ident(name) => {
                found.insert(name.to_string());
            }
            TokenTree::Group(group) => names(group.stream(), found),
            TokenTree::Punct(_) | TokenTree::Literal(_) => {}
        }
    }
}

/// All names in the crate's sources below one of `places`.
fn used(folder: &str, places: &[&str], files: &[File]) -> BTreeSet<String> {
    let is_there =
        |path: &str| path.strip_prefix(folder).is_some_and(|it| places.iter().any(|at| it.starts_with(at)));
    let mut found = BTreeSet::new();
    for file in files.iter().filter(|it| it.path.ends_with(".rs") && is_there(&it.path)) {
        let tokens = file.text.parse().unwrap_or_else(|error| panic!("{}: {error}", file.path));
        names(tokens, &mut found);
    }
    found
}

fn keys(table: Option<&Value>) -> impl Iterator<Item = &str> {
    table.and_then(Value::as_table).into_iter().flat_map(|it| it.keys().map(String::as_str))
}

/// What the manifest in `folder` asks for and its crate does not use.
fn unused(folder: &str, manifest: &Table, files: &[File]) -> Vec<String> {
    let mut found = Vec::new();
    for (section, places) in SECTIONS {
        let platforms = manifest.get("target").and_then(Value::as_table);
        let platforms = platforms.into_iter().flat_map(|it| it.values());
        let tables = std::iter::once(manifest.get(section)).chain(platforms.map(|it| it.get(section)));
        let used = used(folder, places, files);
        let idle = tables.flat_map(keys).filter(|it| !used.contains(&it.replace('-', "_")));
        let idle = idle.filter(|it| !FOR_A_FEATURE.contains(it));
        found.extend(idle.map(|it| format!("{folder}Cargo.toml: {section}: {it}")));
    }
    found
}

fn manifests(files: &[File]) -> impl Iterator<Item = (&str, Table)> {
    let manifests = files.iter().filter_map(|it| Some((it.path.strip_suffix("Cargo.toml")?, &it.text)));
    manifests.map(|(folder, text)| (folder, text.parse().expect("a manifest is TOML")))
}

#[test]
fn every_dependency_is_used() {
    let files = all();
    assert!(manifests(&files).count() > 5, "there are manifests");
    let found: Vec<String> =
        manifests(&files).flat_map(|(folder, manifest)| unused(folder, &manifest, &files)).collect();
    none(&found, "a dependency that no source of its crate names");
}

#[test]
fn every_dependency_of_the_workspace_is_taken_by_a_crate() {
    let files = all();
    let mut taken = BTreeSet::new();
    for (_, manifest) in manifests(&files) {
        let platforms = manifest.get("target").and_then(Value::as_table);
        let tables = std::iter::once(&manifest)
            .chain(platforms.into_iter().flat_map(|it| it.values()).filter_map(Value::as_table));
        for table in tables {
            taken.extend(
                SECTIONS.iter().flat_map(|(section, _)| keys(table.get(*section))).map(ToOwned::to_owned),
            );
        }
    }
    let root: Table =
        files.iter().find(|it| it.path == "Cargo.toml").expect("the root's").text.parse().expect("TOML");
    let offered = keys(root["workspace"].get("dependencies")).filter(|it| !taken.contains(*it));
    let found: Vec<String> = offered.map(ToOwned::to_owned).collect();
    none(&found, "a dependency of the workspace that no crate takes");
}

#[test]
fn a_dependency_that_only_a_comment_or_a_test_names_is_found() {
    let manifest =
        "[dependencies]\nsome-one = \"1\"\nhalf = \"1\"\nused = \"1\"\n[dev-dependencies]\nhalf = \"1\"";
    let file = |path: &str, text: &str| File { path: path.to_owned(), text: text.to_owned() };
    let files = [
        file("crates/a/src/lib.rs", "// some_one\nuse used::it; const NAME: &str = \"some_one\";"),
        file("crates/a/tests/a.rs", "half::call!(used);"),
        file("crates/b/src/lib.rs", "use some_one::it;"),
    ];
    let found = unused("crates/a/", &manifest.parse().expect("TOML"), &files);
    assert_eq!(
        found,
        ["crates/a/Cargo.toml: dependencies: half", "crates/a/Cargo.toml: dependencies: some-one"]
    );
}
