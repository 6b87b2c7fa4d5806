//! One CSV file: its name, its columns, and going through its rows.

use std::fs::File;
use std::io::{BufReader, Read};
use std::path::Path;

use csv::{ByteRecord, Reader, ReaderBuilder};

use super::filler::Fillers;
use super::nearest::nearest;
use super::problem::{Problems, RowProblem};
use super::row::{CsvRow, shown};

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
    must: bool,
    pub(super) private: bool,
    pub(super) fillers: Fillers,
}

impl Column {
    /// A column that every file of its sort has.
    pub(super) const fn must(name: &'static str) -> Self {
        Self { name, must: true, private: false, fillers: Fillers::Usual }
    }

    /// A column that may be left out; then it is empty in all rows.
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

/// Where the columns of a sheet stand in a file.
pub(super) struct Places {
    /// For each column of the sheet, in their order.
    pub(super) of: Vec<Option<usize>>,
    /// How many columns the file has.
    pub(super) width: usize,
}

impl Sheet {
    /// Gives each row to `each`, the empty ones left out.
    pub(super) fn read(
        &'static self,
        dir: &Path,
        problems: &mut Problems,
        mut each: impl FnMut(&mut CsvRow<'_>),
    ) {
        let mut reader = match open(&dir.join(self.file)) {
            Ok(reader) => reader,
            Err(text) => return problems.push(self.whole(text)),
        };
        let Some(places) = self.header(&mut reader, problems) else { return };
        let mut record = ByteRecord::new();
        loop {
            match reader.read_byte_record(&mut record) {
                Ok(true) if record.iter().all(<[u8]>::is_empty) => {}
                Ok(true) => each(&mut CsvRow::new(self, &places, &record, problems)),
                Ok(false) => return,
                Err(error) => return problems.push(self.whole(format!("the file cannot be read: {error}"))),
            }
        }
    }

    fn header(&self, reader: &mut Reader<BufReader<File>>, problems: &mut Problems) -> Option<Places> {
        let mut header = ByteRecord::new();
        match reader.read_byte_record(&mut header) {
            Ok(true) => {}
            Ok(false) => {
                problems.push(self.whole("the file is empty; its first line has to name the columns"));
                return None;
            }
            Err(error) => {
                problems.push(self.whole(format!("the file cannot be read: {error}")));
                return None;
            }
        }
        let before = problems.len();
        let names: Vec<String> =
            header.iter().map(|name| String::from_utf8_lossy(name).trim().to_owned()).collect();
        if let [one] = &names[..]
            && (one.contains(';') || one.contains('\t'))
        {
            problems.push(self.in_header(None, "separate the columns with commas"));
            return None;
        }
        for (at, name) in names.iter().enumerate() {
            if names[..at].contains(name) {
                problems.push(self.in_header(Some(name), "the column is there twice; remove one"));
            } else if !self.columns.iter().any(|column| column.name == name) {
                problems.push(self.in_header(Some(name), &self.unknown(name)));
            }
        }
        for column in self.columns.iter().filter(|column| column.must) {
            if !names.iter().any(|name| name == column.name) {
                problems.push(self.in_header(Some(column.name), "the column is missing; add it"));
            }
        }
        let place = |column: &Column| names.iter().position(|name| name == column.name);
        // Without a good header every row would be wrong in the same way.
        (problems.len() == before)
            .then(|| Places { of: self.columns.iter().map(place).collect(), width: names.len() })
    }

    fn unknown(&self, name: &str) -> String {
        if name.is_empty() {
            return "a column without a name; remove it, also the comma before it".to_owned();
        }
        match nearest(name, self.columns.iter().map(|column| column.name)) {
            Some(near) => format!("no column of {} has this name; is it {near}?", self.file),
            None => format!("no column of {} has this name; remove it", self.file),
        }
    }

    fn whole(&self, text: impl Into<String>) -> RowProblem {
        RowProblem { file: self.file, line: None, column: None, text: text.into() }
    }

    fn in_header(&self, column: Option<&str>, text: &str) -> RowProblem {
        RowProblem { file: self.file, line: Some(1), column: column.map(shown), text: text.to_owned() }
    }
}

fn open(path: &Path) -> Result<Reader<BufReader<File>>, String> {
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
    Ok(ReaderBuilder::new().has_headers(false).flexible(true).from_reader(BufReader::new(file)))
}
