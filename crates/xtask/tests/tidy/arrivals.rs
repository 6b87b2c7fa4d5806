//! Rows of an import on its way are seen by nobody.

use crate::files::{File, all, none};

/// The nouns whose rows come in before they appear. What hangs on a client is found through the client.
const ARRIVING: [&str; 6] = ["audit", "charges", "clients", "payers", "practices", "staff"];

/// Lines that ask for rows of these tables without leaving out those that have not appeared. An import holds the rows that it
/// has compared, whether or not others see them.
fn findings(file: &File) -> Vec<String> {
    let Some(path) = file.path.strip_prefix("crates/store/src/") else { return Vec::new() };
    let is_of = |noun: &&str| path == format!("{noun}.rs") || path.starts_with(&format!("{noun}/"));
    if !ARRIVING.iter().any(is_of) {
        return Vec::new();
    }
    let mut found = Vec::new();
    let mut function = "";
    for (index, line) in file.text.lines().enumerate() {
        if let Some((_, rest)) = line.split_once("fn ") {
            function = rest.split(['(', '<']).next().unwrap_or_default();
        }
        let asks = line.contains("Entity::find()") || line.contains("Entity::find_by_id(");
        if asks && function != "here" && !function.starts_with("hold_") {
            found.push(format!("{}:{}: {}", file.path, index + 1, line.trim()));
        }
    }
    found
}

#[test]
fn what_has_not_arrived_is_seen_by_no_query() {
    none(&all().iter().flat_map(findings).collect::<Vec<_>>(), "begin the query with `here()`");
}

#[test]
fn a_query_that_sees_what_has_not_arrived_is_found() {
    let sample = |path: &str, function: &str| File {
        path: path.to_owned(),
        text: format!(
            "pub async fn {function}(access: &impl Access) {{\n    let rows = Entity::find();\n}}\n"
        ),
    };
    assert_eq!(findings(&sample("crates/store/src/clients.rs", "all")).len(), 1);
    assert_eq!(findings(&sample("crates/store/src/charges/find.rs", "find")).len(), 1);
    for (path, function) in [
        ("crates/store/src/clients.rs", "here"),
        ("crates/store/src/charges/import.rs", "hold_by_external_keys"),
        ("crates/store/src/outbox.rs", "find"),
    ] {
        assert!(findings(&sample(path, function)).is_empty(), "{path} {function}");
    }
}
