//! What is committed is finished, and every test runs.

use crate::files::{File, all, none};

// In two halves each, so that this file does not contain what it forbids.
const NOTES: [&str; 3] = [concat!("TO", "DO"), concat!("FIX", "ME"), concat!("XX", "X")];
const RUST: [&str; 4] =
    [concat!("to", "do!("), concat!("un", "implemented!("), concat!("db", "g!("), concat!("#[ign", "ore")];
const JOURNEYS: [&str; 7] = [
    concat!(".on", "ly("),
    concat!(".sk", "ip("),
    concat!(".fix", "me("),
    concat!(".fa", "il("),
    // A finding of axe is repaired, not silenced.
    concat!(".disable", "Rules("),
    concat!(".ex", "clude("),
    concat!("waitFor", "Timeout("),
];

fn findings(file: &File) -> Vec<String> {
    let has_note =
        |line: &str| line.split(|it: char| !it.is_alphanumeric()).any(|word| NOTES.contains(&word));
    let is_prose = file.ends_in(&["rs", "ts", "mjs", "css", "html", "toml", "md", "ftl", "yml", "sql"]);
    let mut found = if is_prose { file.lines_where(has_note) } else { Vec::new() };
    if file.ends_in(&["rs"]) {
        found.extend(file.lines_where(|line| RUST.iter().any(|it| line.contains(it))));
    }
    if file.ends_in(&["ts"]) {
        found.extend(file.lines_where(|line| JOURNEYS.iter().any(|it| line.contains(it))));
    }
    found
}

#[test]
fn nothing_is_left_unfinished_and_no_test_is_switched_off() {
    none(&all().iter().flat_map(findings).collect::<Vec<_>>(), "finish these, or take them out");
}

#[test]
fn each_mark_is_found_in_its_kind_of_file() {
    let found = |path: &str, text: String| !findings(&File { path: path.to_owned(), text }).is_empty();
    for note in NOTES {
        assert!(found("src/a.rs", format!("let a = 1; // {note}: more")), "{note}");
        assert!(found("docs/a.md", format!("- {note}")), "{note}");
        assert!(!found("src/a.rs", format!("// a{note}b")), "{note}");
    }
    for mark in RUST {
        assert!(found("src/a.rs", format!("    {mark}")), "{mark}");
    }
    for mark in JOURNEYS {
        assert!(found("end2end/tests/a.spec.ts", format!("test{mark}\"a\"")), "{mark}");
        assert!(!found("src/a.rs", format!("iterator{mark}1)")), "{mark} is another thing in Rust");
    }
}
