//! Where rows come from: a folder of CSV files, or one file of rows that an import set aside.

use std::fs::File;
use std::io::{BufReader, Read, Seek};
use std::path::{Path, PathBuf};
use std::slice;

use csv::{ByteRecord, Reader, ReaderBuilder};
use domain::fault::Fault;

use super::line_ends::LineEnds;
use super::problem::TITLES;
use super::set_aside::{SetAsideProblem, SetAsideRows};

/// What is imported.
#[derive(Debug)]
pub struct Files {
    source: Source,
    pub(super) keeps_rows: bool,
}

#[derive(Debug)]
enum Source {
    Folder(PathBuf),
    SetAside(SetAsideRows),
}

/// Gives the records of a file, one after the other.
pub(super) enum RecordReader<'a> {
    Csv(Box<Reader<LineEnds<BufReader<File>>>>),
    SetAside(slice::Iter<'a, ByteRecord>),
}

impl Files {
    /// Those of a folder, or of a file that an earlier import set aside.
    ///
    /// # Errors
    /// When it is not there, or is a file and none of those.
    pub fn at(path: &Path) -> Result<Self, SetAsideProblem> {
        if !path.exists() {
            return Err(SetAsideProblem::NoFolder(path.to_owned()));
        }
        let source = match path.is_file() {
            true => Source::SetAside(SetAsideRows::read(path)?),
            false => Source::Folder(path.to_owned()),
        };
        Ok(Self { source, keeps_rows: false })
    }

    /// Those of a folder.
    pub(super) fn in_folder(dir: &Path) -> Self {
        Self { source: Source::Folder(dir.to_owned()), keeps_rows: false }
    }

    /// The same, whose rows are kept as they are written, so that those that are refused can be given back.
    #[must_use]
    pub const fn keeping_rows(mut self, keeps: bool) -> Self {
        self.keeps_rows = keeps;
        self
    }

    /// The practices whose rows were set aside, none where it is not known whose; the outer none for a whole export.
    #[must_use]
    pub const fn set_aside_of(&self) -> Option<Option<&Vec<String>>> {
        match &self.source {
            Source::Folder(_) => None,
            Source::SetAside(rows) => Some(rows.practices()),
        }
    }

    /// The records of a file of this name; none where there is nothing of it and need not be.
    ///
    /// # Errors
    /// What is wrong with the file as a whole.
    pub(super) fn open(&self, file: &str) -> Result<Option<RecordReader<'_>>, Fault> {
        match &self.source {
            Source::Folder(dir) => open(&dir.join(file)).map(Some),
            Source::SetAside(rows) => Ok(rows.of(file).map(|rows| RecordReader::SetAside(rows.iter()))),
        }
    }
}

impl RecordReader<'_> {
    /// Reads the next one; `false` where there is no more.
    pub(super) fn read(&mut self, record: &mut ByteRecord) -> Result<bool, Fault> {
        match self {
            Self::Csv(reader) => {
                next(reader, record).map_err(|error| Fault::FileUnreadable { said: error.to_string() })
            }
            Self::SetAside(rest) => Ok(rest.next().is_some_and(|next| {
                record.clone_from(next);
                true
            })),
        }
    }

    /// The line of its titles; none where it is a part of a file.
    pub(super) const fn titles_line(&self) -> Option<u64> {
        match self {
            Self::Csv(_) => Some(TITLES),
            Self::SetAside(_) => None,
        }
    }

    /// Whether the file ended within a quoted cell. Before its end it says nothing.
    pub(super) fn is_open(&self) -> bool {
        match self {
            Self::Csv(reader) => reader.get_ref().is_open(),
            Self::SetAside(_) => false,
        }
    }
}

fn open(path: &Path) -> Result<RecordReader<'static>, Fault> {
    let unreadable = |error: std::io::Error| match error.kind() {
        std::io::ErrorKind::NotFound => Fault::FileMissing,
        _ => Fault::FileUnreadable { said: error.to_string() },
    };
    let mut file = File::open(path).map_err(unreadable)?;
    let mut start = Vec::new();
    file.by_ref().take(2).read_to_end(&mut start).map_err(unreadable)?;
    if let [0xff, 0xfe] | [0xfe, 0xff] = start[..] {
        return Err(Fault::FileUtf16);
    }
    file.rewind().map_err(unreadable)?;
    Ok(RecordReader::Csv(Box::new(reader(BufReader::new(file)))))
}

/// Reads the next record, which knows the line on which it begins; `false` where there is no more.
///
/// The library counts empty lines before a record as its own, so the lines are counted from its end.
pub(super) fn next<R: Read>(
    reader: &mut Reader<LineEnds<R>>,
    record: &mut ByteRecord,
) -> Result<bool, csv::Error> {
    let is_read = reader.read_byte_record(record)?;
    let within = record.iter().flatten().filter(|byte| **byte == b'\n').count() as u64;
    // One that takes in the end of the file has no end of its own.
    if is_read
        && !(within > 0 && reader.get_ref().is_open())
        && let Some(mut position) = record.position().cloned()
    {
        position.set_line(reader.position().line().saturating_sub(within + 1));
        record.set_position(Some(position));
    }
    Ok(is_read)
}

/// Reads records of any length: those of another than the header's are named, rather than ending the reading.
pub(super) fn reader<R: Read>(inner: R) -> Reader<LineEnds<R>> {
    separated_by(b',', inner)
}

/// The same with another sign between the cells.
pub(super) fn separated_by<R: Read>(separator: u8, inner: R) -> Reader<LineEnds<R>> {
    let mut builder = ReaderBuilder::new();
    builder.delimiter(separator).has_headers(false).flexible(true).from_reader(LineEnds::of(inner))
}
