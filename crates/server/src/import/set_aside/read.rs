//! Reading it back.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use csv::{ByteRecord, Position};

use super::{PRACTICES, PROBLEMS, SetAsideProblem, is_ours};
use crate::import::files::{next, separated_by};
use crate::import::records::FILES;

/// What is in the file: for each file of an export the records, from the titles on, without the column that is not read.
#[derive(Debug, Default)]
pub struct SetAsideRows {
    practices: Option<Vec<String>>,
    sections: BTreeMap<&'static str, Section>,
}

#[derive(Debug, Default)]
struct Section {
    /// Where in each record the column stands that is not read.
    problems: Option<usize>,
    records: Vec<ByteRecord>,
}

impl SetAsideRows {
    /// Reads it.
    ///
    /// # Errors
    /// When it is none that an import wrote, or is not what it was in another way than its rows.
    pub(in crate::import) fn read(path: &Path) -> Result<Self, SetAsideProblem> {
        let file = || path.to_owned();
        let bytes = fs::read(path).map_err(|error| SetAsideProblem::Unreadable(file(), error))?;
        if !is_ours(&bytes) {
            return Err(SetAsideProblem::Unknown(file()));
        }
        let mut reader = separated_by(separator(&bytes), &bytes[..]);
        let (mut it, mut section, mut record) = (Self::default(), None, ByteRecord::new());
        // Reading from memory does not fail, nor does a record of any length.
        while next(&mut reader, &mut record).unwrap_or(false) {
            let line = record.position().map_or(0, Position::line);
            if record.iter().all(|cell| cell.trim_ascii().is_empty()) {
                continue;
            }
            match headline(&record) {
                Some(Headline::Practices(keys)) => it.practices = Some(keys),
                Some(Headline::Note) => {}
                Some(Headline::File(file)) => section = Some(file),
                Some(Headline::Unknown(name)) => {
                    return Err(wrong(file(), line, format!("an export has no file {name}")));
                }
                None => match section {
                    Some(section) => it.sections.entry(section).or_default().add(&record),
                    None => {
                        return Err(wrong(file(), line, "above this row stands no file's name".to_owned()));
                    }
                },
            }
        }
        Ok(it)
    }

    /// The keys of the practices whose rows were set aside; none where somebody took that line away.
    pub(in crate::import) const fn practices(&self) -> Option<&Vec<String>> {
        self.practices.as_ref()
    }

    /// The records of a file of the export; none where it has none.
    pub(in crate::import) fn of(&self, file: &str) -> Option<&[ByteRecord]> {
        self.sections.get(file).map(|it| it.records.as_slice())
    }
}

impl Section {
    fn add(&mut self, record: &ByteRecord) {
        match self.records.first() {
            None => {
                let is_it = |title: &[u8]| title.trim_ascii().eq_ignore_ascii_case(PROBLEMS.as_bytes());
                self.problems = record.iter().position(is_it);
            }
            // Two such files, one put behind the other, have the titles twice.
            Some(titles) if *titles == self.without_problems(record) => return,
            Some(_) => {}
        }
        self.records.push(self.without_problems(record));
    }

    fn without_problems(&self, record: &ByteRecord) -> ByteRecord {
        let cells = record.iter().enumerate().filter(|(nth, _)| Some(*nth) != self.problems);
        let mut rest: ByteRecord = cells.map(|(_, cell)| cell).collect();
        rest.set_position(record.position().cloned());
        rest
    }
}

/// What stands between the cells: spreadsheets of other countries write semicolons, and some programs tabs. The titles tell.
fn separator(bytes: &[u8]) -> u8 {
    let behind_title = |line: &[u8]| {
        let title = line.strip_prefix(b"\"").unwrap_or(line);
        let rest = title.get(PROBLEMS.len()..)?;
        let is_title = title[..PROBLEMS.len()].eq_ignore_ascii_case(PROBLEMS.as_bytes());
        let rest = rest.strip_prefix(b"\"").unwrap_or(rest);
        rest.first().copied().filter(|it| is_title && b",;\t".contains(it))
    };
    bytes.split(|byte| matches!(byte, b'\n' | b'\r')).find_map(behind_title).unwrap_or(b',')
}

/// A line between the rows.
enum Headline {
    Note,
    Practices(Vec<String>),
    File(&'static str),
    Unknown(String),
}

fn headline(record: &ByteRecord) -> Option<Headline> {
    let mut cells = record.iter().map(|cell| String::from_utf8_lossy(cell).trim().to_owned());
    let first = cells.next()?;
    // A spreadsheet makes all lines equally long.
    let rest: Vec<String> = cells.filter(|cell| !cell.is_empty()).collect();
    if first == PRACTICES {
        return Some(Headline::Practices(rest));
    }
    if !rest.is_empty() {
        return None;
    }
    if first.starts_with('#') {
        return Some(Headline::Note);
    }
    let name = first.strip_prefix('[')?.strip_suffix(']')?;
    let file = FILES.into_iter().find(|file| *file == name);
    Some(file.map_or_else(|| Headline::Unknown(name.to_owned()), Headline::File))
}

fn wrong(file: PathBuf, line: u64, text: String) -> SetAsideProblem {
    SetAsideProblem::Section { file, line, text }
}
