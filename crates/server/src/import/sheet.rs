//! One CSV file: its name, its columns, and going through its rows.

use csv::{ByteRecord, Position};
use domain::fault::Fault;

use super::files::{Files, RecordReader};
use super::filler::Fillers;
use super::header::Places;
use super::kept::KeptRows;
use super::problem::{Problems, RowProblem};
use super::row::CsvRow;
use super::rows::{RowNotes, Rows};
use super::sums;

/// What a file is called and which columns it has.
#[derive(Debug)]
pub(super) struct Sheet {
    pub(super) file: &'static str,
    pub(super) columns: &'static [Column],
}

/// A column.
#[derive(Clone, Copy, Debug)]
pub(super) struct Column {
    pub(super) name: &'static str,
    pub(super) must: bool,
    pub(super) private: bool,
    pub(super) fillers: Fillers,
}

impl Column {
    /// A column that every file of its sort has.
    pub(super) const fn must(name: &'static str) -> Self {
        Self { name, must: true, private: false, fillers: Fillers::Usual }
    }

    /// A column that may be left out.
    pub(super) const fn may(name: &'static str) -> Self {
        Self { name, must: false, private: false, fillers: Fillers::Usual }
    }

    /// What stands in it is somebody's own, so problems do not repeat it.
    pub(super) const fn private(self) -> Self {
        Self { private: true, ..self }
    }

    /// What may stand in it instead of nothing.
    pub(super) const fn filled_by(self, fillers: Fillers) -> Self {
        Self { fillers, ..self }
    }
}

impl Sheet {
    /// Reads the rows, the empty ones left out: what `each` makes of one is added to `rows`, or else it is refused there.
    pub(super) fn read<T>(
        &'static self,
        files: &Files,
        mut rows: Rows<T>,
        problems: &mut Problems,
        mut each: impl FnMut(&mut CsvRow<'_>, &mut Rows<T>) -> Option<T>,
    ) -> Rows<T> {
        rows = rows.keeping(files.keeps_rows.then(KeptRows::new));
        let read = files.open(self.file).and_then(|reader| {
            let Some(mut reader) = reader else { return Ok(None) };
            let names = self.names(&mut reader, rows.kept_mut())?;
            Ok(Some((reader, names)))
        });
        let (mut reader, names) = match read {
            Ok(Some(read)) => read,
            Ok(None) => return rows,
            Err(fault) => {
                problems.push(self.whole(fault));
                rows.note_not_whole();
                return rows;
            }
        };
        // Without a good header every row would be wrong in the same way.
        let Some(places) = self.places(names, problems) else {
            rows.note_not_whole();
            return rows;
        };
        let mut record = ByteRecord::new();
        loop {
            match reader.read(&mut record) {
                Ok(true) if record.iter().all(|cell| cell.trim_ascii().is_empty()) => {}
                Ok(true) => {
                    let line = record.position().map_or(0, Position::line);
                    if let Some(kept) = rows.kept_mut() {
                        kept.row(line, &record);
                    }
                    let is_open = reader.is_open();
                    self.row(&record, &places, is_open, &mut rows, problems, &mut each);
                }
                Ok(false) => return rows,
                Err(fault) => {
                    problems.push(self.whole(fault));
                    rows.note_not_whole();
                    return rows;
                }
            }
        }
    }

    fn row<T>(
        &'static self,
        record: &ByteRecord,
        places: &Places,
        is_open: bool,
        rows: &mut Rows<T>,
        problems: &mut Problems,
        each: &mut impl FnMut(&mut CsvRow<'_>, &mut Rows<T>) -> Option<T>,
    ) {
        let line = record.position().map_or(0, Position::line);
        if sums::is_line_of_sums(record) {
            problems.push(RowProblem { line: Some(line), ..self.whole(Fault::LineOfSums) });
            return rows.refuse_read(line, RowNotes { is_nobodys: true, ..RowNotes::default() });
        }
        if let Some(fault) = places.swallowed(record, is_open) {
            problems.push(RowProblem { line: Some(line), ..self.whole(fault) });
            rows.note_not_whole();
            return rows.refuse_read(line, RowNotes::default());
        }
        let mut row = CsvRow::new(self, places, record, problems);
        let made = each(&mut row, rows);
        match (made, row.into_notes()) {
            (Some(made), None) => rows.push(line, made),
            (_, notes) => rows.refuse_read(line, notes.unwrap_or_default()),
        }
    }

    fn names(
        &self,
        reader: &mut RecordReader<'_>,
        kept: Option<&mut KeptRows>,
    ) -> Result<Vec<String>, Fault> {
        let mut header = ByteRecord::new();
        match reader.read(&mut header)? {
            // A note to a spreadsheet, which says nothing that is not known.
            true if header.get(0).is_some_and(|it| it.to_ascii_lowercase().starts_with(b"sep=")) => {
                self.names(reader, kept)
            }
            true => {
                if let Some(kept) = kept {
                    kept.header(&header);
                }
                Ok(header.iter().map(|name| String::from_utf8_lossy(name).trim().to_owned()).collect())
            }
            false => Err(Fault::FileEmpty),
        }
    }

    pub(super) const fn whole(&self, fault: Fault) -> RowProblem {
        RowProblem::of_file(self.file, fault)
    }
}
