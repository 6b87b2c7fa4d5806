//! One CSV file: its name, its columns, and going through its rows.

use std::fs::File;
use std::io::{BufReader, Read};
use std::path::Path;

use csv::{ByteRecord, Position, Reader, ReaderBuilder};

use super::filler::Fillers;
use super::line_ends::LineEnds;
use super::problem::{Problems, RowProblem};
use super::row::CsvRow;
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
    /// Gives each row to `each`, the empty ones left out. Says whether the whole file was read.
    pub(super) fn read(
        &'static self,
        dir: &Path,
        problems: &mut Problems,
        mut each: impl FnMut(&mut CsvRow<'_>),
    ) -> bool {
        let read = open(&dir.join(self.file)).and_then(|mut reader| {
            let names = self.names(&mut reader)?;
            Ok((reader, names))
        });
        let (mut reader, names) = match read {
            Ok(read) => read,
            Err(text) => {
                problems.push(self.whole(text));
                return false;
            }
        };
        // Without a good header every row would be wrong in the same way.
        let Some(places) = self.places(names, problems) else { return false };
        let (mut record, mut is_whole) = (ByteRecord::new(), true);
        loop {
            match reader.read_byte_record(&mut record) {
                Ok(true) if record.iter().all(|cell| cell.trim_ascii().is_empty()) => {}
                Ok(true) if sums::is_line_of_sums(&record) => problems.push(RowProblem {
                    line: record.position().map(Position::line),
                    ..self.whole("is this a line of sums? remove it; if it is a row, write its id")
                }),
                Ok(true) => match places.swallowed(&record, &reader) {
                    None => each(&mut CsvRow::new(self, &places, &record, problems)),
                    Some(text) => {
                        let line = record.position().map(Position::line);
                        problems.push(RowProblem {
                            file: self.file,
                            line,
                            column: None,
                            text: text.to_owned(),
                        });
                        is_whole = false;
                    }
                },
                Ok(false) => return is_whole,
                Err(error) => {
                    problems.push(self.whole(format!("the file cannot be read: {error}")));
                    return false;
                }
            }
        }
    }

    fn names(&self, reader: &mut CsvReader) -> Result<Vec<String>, String> {
        let mut header = ByteRecord::new();
        match reader.read_byte_record(&mut header) {
            // A note to a spreadsheet, which says nothing that is not known.
            Ok(true) if header.get(0).is_some_and(|it| it.to_ascii_lowercase().starts_with(b"sep=")) => {
                self.names(reader)
            }
            Ok(true) => {
                Ok(header.iter().map(|name| String::from_utf8_lossy(name).trim().to_owned()).collect())
            }
            Ok(false) => Err("the file is empty; its first line has to name the columns".to_owned()),
            Err(error) => Err(format!("the file cannot be read: {error}")),
        }
    }

    pub(super) fn whole(&self, text: impl Into<String>) -> RowProblem {
        RowProblem { file: self.file, line: None, column: None, text: text.into() }
    }
}

/// What reads a file.
pub(super) type CsvReader = Reader<LineEnds<BufReader<File>>>;

fn open(path: &Path) -> Result<CsvReader, String> {
    let unreadable = |error: std::io::Error| match error.kind() {
        std::io::ErrorKind::NotFound => "the file is missing; an empty one holds just the header".to_owned(),
        _ => format!("the file cannot be read: {error}"),
    };
    let mut file = File::open(path).map_err(unreadable)?;
    let mut start = Vec::new();
    file.by_ref().take(2).read_to_end(&mut start).map_err(unreadable)?;
    if let [0xff, 0xfe] | [0xfe, 0xff] = start[..] {
        return Err("the file is UTF-16; save it as CSV in UTF-8".to_owned());
    }
    std::io::Seek::rewind(&mut file).map_err(unreadable)?;
    // Rows of another length are named, rather than ending the reading.
    let lines = LineEnds::of(BufReader::new(file));
    Ok(ReaderBuilder::new().has_headers(false).flexible(true).from_reader(lines))
}
