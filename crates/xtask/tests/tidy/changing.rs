//! What changes in a view of the app is made anew or told as words, since a text of before may have been taken out by a translator
//! (`src/ui/anew.rs`). What a function gives is not seen here; the journeys report each text that is written anew.

use crate::files::{File, all, none};

/// A function as a child would be compared with what it gave before, and its texts be written anew.
fn findings(file: &File) -> Vec<String> {
    let is_view = file.path.starts_with("src/") && file.ends_in(&["rs"]);
    let is_child = |line: &str| line.trim_start().starts_with("{move ||") || line.contains(">{move ||");
    if is_view { file.lines_where(is_child) } else { Vec::new() }
}

#[test]
fn nothing_that_changes_is_compared_with_what_stood_there_before() {
    none(
        &all().iter().flat_map(findings).collect::<Vec<_>>(),
        "give it to `anew`, or to `Words` where it is a text alone",
    );
}

#[test]
fn a_function_as_a_child_is_found_and_one_as_an_attribute_is_none() {
    let found = |text: &str| !findings(&File { path: "src/a.rs".into(), text: text.into() }).is_empty();
    assert!(found("    <p>{move || day.get()}</p>"));
    assert!(found("    {move || over.get().then(|| stale())}"));
    assert!(!found("    hidden=move || none.get()"));
    assert!(!found("    {anew(move || shown.get())}"));
}
