//! Errors are logged as errors, so that the log has their causes.

use crate::files::{File, all, none};

// In two halves each, so that this file does not contain what it forbids.
const CUT_OFF: [&str; 4] =
    [concat!("%", "error"), concat!("?", "error"), concat!("%", "problem"), concat!("error = ", "%")];

const MACROS: [&str; 5] = ["trace!(", "debug!(", "info!(", "warn!(", "error!("];

/// Calls that log an error by its first sentence alone, or with whatever `Debug` shows of it. A call may take several lines.
fn findings(file: &File) -> Vec<String> {
    let mut found = Vec::new();
    if !file.ends_in(&["rs"]) {
        return found;
    }
    let begins = |line: &str| MACROS.iter().any(|it| line.contains(&format!("tracing::{it}")));
    let mut within = false;
    for (index, line) in file.text.lines().enumerate() {
        within |= begins(line);
        if within && CUT_OFF.iter().any(|it| line.contains(it)) {
            found.push(format!("{}:{}: {}", file.path, index + 1, line.trim()));
        }
        within &= !line.contains(");");
    }
    found
}

#[test]
fn a_logged_error_keeps_its_causes() {
    none(&all().iter().flat_map(findings).collect::<Vec<_>>(), "pass it as `&error as &dyn Error`");
}

#[test]
fn an_error_cut_off_is_found() {
    for cut in CUT_OFF {
        let text = format!("    tracing::{}(mail, {cut}, \"a mail\");", "warn!");
        assert_eq!(findings(&File { path: "crates/a/src/b.rs".to_owned(), text }).len(), 1, "{cut}");
        let text = format!("    tracing::{}(\n        {cut},\n        \"a mail\"\n    );\n", "warn!");
        assert_eq!(findings(&File { path: "crates/a/src/b.rs".to_owned(), text }).len(), 1, "{cut}, below");
    }
}
