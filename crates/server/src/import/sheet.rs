//! One CSV file: its name, its columns, and going through its rows.

use csv::{ByteRecord, Position};
use domain::fault::Fault;

use super::files::{Files, RecordReader};
use super::filler::Fillers;
use super::header::{Places, Titles};
use super::invisible::{is_blank, trimmed};
use super::kept::KeptRows;
use super::problem::{Problems, RowProblem};
use super::row::CsvRow;
use super::rows::{RowNotes, Rows};
use super::sums;

/// Lines that a report may have above its table.
const HEADLINES: usize = 20;

fn titles(record: &ByteRecord) -> Vec<String> {
    record.iter().map(|name| trimmed(&String::from_utf8_lossy(name)).to_owned()).collect()
}

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
    /// Whether a person writes what stands in it, and an apostrophe at its beginning may be a part of that.
    pub(super) prose: bool,
    pub(super) fillers: Fillers,
}

impl Column {
    /// A column that every file of its sort has.
    pub(super) const fn must(name: &'static str) -> Self {
        Self { name, must: true, private: false, prose: false, fillers: Fillers::Signs }
    }

    /// A column that may be left out.
    pub(super) const fn may(name: &'static str) -> Self {
        Self { must: false, ..Self::must(name) }
    }

    /// What stands in it is somebody's own, so problems do not repeat it.
    pub(super) const fn private(self) -> Self {
        Self { private: true, ..self }
    }

    /// A person writes what stands in it.
    pub(super) const fn prose(self) -> Self {
        Self { prose: true, ..self }
    }

    /// A name stands in it.
    pub(super) const fn of_names(self) -> Self {
        self.prose().filled_by(Fillers::OfNames)
    }

    /// A whole name stands in it.
    pub(super) const fn of_whole_names(self) -> Self {
        self.prose().filled_by(Fillers::OfWholeNames)
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
            let below = if self.known_among(&names) == 0 { self.titles_below(&mut reader)? } else { None };
            let titles = Titles { names, line: reader.titles_line(), below };
            Ok(Some((reader, titles)))
        });
        let (mut reader, titles) = match read {
            Ok(Some(read)) => read,
            Ok(None) => return rows,
            Err(fault) => {
                problems.push(self.whole(fault));
                rows.note_not_whole();
                return rows;
            }
        };
        // Without a good header every row would be wrong in the same way.
        let Some(places) = self.places(titles, problems) else {
            rows.note_not_whole();
            return rows;
        };
        let mut record = ByteRecord::new();
        loop {
            match reader.read(&mut record) {
                Ok(true) if record.iter().all(is_blank) => {}
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
        if self.is_titles(record, places) {
            problems.push(RowProblem { line: Some(line), ..self.whole(Fault::TitlesAgain) });
            return rows.refuse_read(line, RowNotes { is_nobodys: true, ..RowNotes::default() });
        }
        if let Some(fault) = places.swallowed(record, is_open) {
            problems.push(RowProblem { line: Some(line), ..self.whole(fault) });
            rows.note_not_whole();
            return rows.refuse_read(line, RowNotes::default());
        }
        if let Some(lone) = sums::lone_cell(record) {
            problems.push(RowProblem { line: Some(line), ..self.whole(Fault::LoneCell) });
            // A lone id says whom it is about, in whatever order the columns come.
            if places.of[0] == Some(lone) {
                let _: Result<(), u64> = rows.claim(trimmed(&String::from_utf8_lossy(&record[lone])), line);
            }
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
                Ok(titles(&header))
            }
            false => Err(Fault::FileEmpty),
        }
    }

    /// On which of the next lines the columns are named, where those before it are a headline.
    fn titles_below(&self, reader: &mut RecordReader<'_>) -> Result<Option<u64>, Fault> {
        let needed = self.columns.iter().filter(|column| column.must).count();
        let mut record = ByteRecord::new();
        for _ in 0..HEADLINES {
            if !reader.read(&mut record)? {
                break;
            }
            if 2 * self.known_among(&titles(&record)) >= needed {
                return Ok(record.position().map(Position::line));
            }
        }
        Ok(None)
    }

    pub(super) const fn whole(&self, fault: Fault) -> RowProblem {
        RowProblem::of_file(self.file, fault)
    }
}
