//! A file is about one thing, and fits in a reader's head.

use std::io::Write;

use crate::files::{all, none};

const THINK: usize = 250;
const MAX: usize = 400;

fn is_too_long(lines: usize) -> bool {
    lines > MAX
}

#[test]
fn no_source_file_is_longer_than_400_lines() {
    let sources = all().into_iter().filter(|it| it.ends_in(&["rs", "ts", "css"]));
    let mut lengths: Vec<(usize, String)> = sources.map(|it| (it.text.lines().count(), it.path)).collect();
    lengths.sort();
    for (lines, path) in lengths.iter().filter(|(lines, _)| *lines > THINK) {
        // Not println!: a test that passes would keep it for itself.
        let _unseen =
            writeln!(std::io::stderr(), "note: {path} has {lines} lines; is there a second noun in it?");
    }
    let long: Vec<String> = lengths
        .iter()
        .filter(|it| is_too_long(it.0))
        .map(|(lines, path)| format!("{path}: {lines} lines"))
        .collect();
    none(&long, "split these");
}

#[test]
fn the_last_line_allowed_is_the_400th() {
    assert!(!is_too_long(400));
    assert!(is_too_long(401));
}
