//! What commands print: names and notes come from elsewhere, and whoever reads may have seen enough.

use std::fmt::Write as _;
use std::io::{self, Write};

use chrono::{DateTime, Utc};
use comfy_table::{ContentArrangement, Table, presets};
use domain::zone::PracticeZone;

/// In less nothing can be read that is wrapped.
const NARROWEST: u16 = 40;

/// Writes to the standard output.
pub fn print(text: &str) -> io::Result<()> {
    match io::stdout().lock().write_all(text.as_bytes()) {
        // Whoever reads has seen enough, as `head` does after some lines.
        Err(error) if error.kind() == io::ErrorKind::BrokenPipe => Ok(()),
        written => written,
    }
}

/// A table without lines. In a terminal long cells are wrapped; elsewhere a row is a line.
pub fn table(rows: impl IntoIterator<Item = Vec<String>>) -> String {
    let mut table = Table::new();
    table.load_style(presets::NOTHING);
    // Some terminals do not know how wide they are.
    if table.width().is_some_and(|width| width >= NARROWEST) {
        table.set_content_arrangement(ContentArrangement::Dynamic);
    }
    table.add_rows(rows.into_iter().map(|row| row.iter().map(|cell| one_line(cell)).collect::<Vec<_>>()));
    for column in table.column_iter_mut() {
        column.set_padding((0, 2));
    }
    table.lines().map(|line| line.trim_end().to_owned() + "\n").collect()
}

/// The same under a heading, set in; nothing where there are no rows.
pub fn section(heading: &str, rows: Vec<Vec<String>>) -> String {
    if rows.is_empty() {
        return String::new();
    }
    let mut text = format!("\n{heading}\n");
    for line in table(rows).lines() {
        // Writing to a string does not fail.
        let _ = writeln!(text, "  {line}");
    }
    text
}

/// Without what would break the line or steer the terminal.
pub fn one_line(text: &str) -> String {
    text.chars().map(|c| if c.is_control() { ' ' } else { c }).collect()
}

/// An instant on the practice's clock.
pub fn instant(at: DateTime<Utc>, zone: PracticeZone) -> String {
    zone.local(at).format("%Y-%m-%d %H:%M:%S").to_string()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_comes_from_elsewhere_neither_breaks_a_line_nor_steers_the_terminal() {
        let rows = vec![vec!["a".to_owned(), "one\ntwo\u{1b}[2J".to_owned()]];
        assert_eq!(section("Heading", rows), "\nHeading\n  a  one two [2J\n");
        assert_eq!(section("Heading", Vec::new()), "");
    }
}
