//! What is written into the file.

use csv::{Terminator, WriterBuilder};

use super::{NOTE, PRACTICES, PROBLEMS};
use crate::import::kept::KeptRows;

/// The refused rows of one file of the export.
pub(in crate::import) struct Titled<'a> {
    pub(in crate::import) file: &'static str,
    pub(in crate::import) kept: &'a KeptRows,
    /// The line of each, and what is wrong with it.
    pub(in crate::import) rows: Vec<(u64, String)>,
}

impl Titled<'_> {
    /// How many rows.
    pub(in crate::import) fn len(&self) -> u64 {
        self.rows.len() as u64
    }
}

/// The whole file.
pub(in crate::import) fn text<'a>(practices: impl Iterator<Item = &'a str>, files: &[Titled<'_>]) -> Vec<u8> {
    let mut text = format!("{NOTE}\n").into_bytes();
    text.extend(cells(std::iter::once(PRACTICES).chain(practices)));
    text.push(b'\n');
    for Titled { file, kept, rows } in files {
        text.extend_from_slice(format!("\n[{file}]\n{PROBLEMS},").as_bytes());
        text.extend_from_slice(kept.titles());
        for (line, why) in rows {
            text.extend(cells([why.as_str()]));
            text.push(b',');
            text.extend_from_slice(kept.on_line(*line).unwrap_or(b"\n"));
        }
    }
    text
}

/// Cells beside each other, without the end of a line.
fn cells<'a>(cells: impl IntoIterator<Item = &'a str>) -> Vec<u8> {
    let mut writer = WriterBuilder::new().terminator(Terminator::Any(b'\n')).from_writer(Vec::new());
    // Writing into memory does not fail.
    let _: Result<(), csv::Error> = writer.write_record(cells);
    let mut written = writer.into_inner().unwrap_or_default();
    written.pop();
    written
}
