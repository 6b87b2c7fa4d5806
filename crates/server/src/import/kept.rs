//! What rows look like in their file, so that those which are refused can be given back as they came.

use std::fmt;
use std::io;

use csv::{ByteRecord, Writer, WriterBuilder};

/// The rows of a file as CSV: the cells are byte for byte what they were, but for the ends of lines within them.
pub(super) struct KeptRows {
    written: Writer<Vec<u8>>,
    /// Where the header ends.
    header: usize,
    /// Where each row ends, and on which line it began.
    ends: Vec<(u64, usize)>,
}

impl KeptRows {
    pub(super) fn new() -> Self {
        let written = WriterBuilder::new().flexible(true).from_writer(Vec::new());
        Self { written, header: 0, ends: Vec::new() }
    }

    pub(super) fn header(&mut self, header: &ByteRecord) {
        self.header = self.write(header);
    }

    pub(super) fn row(&mut self, line: u64, row: &ByteRecord) {
        let end = self.write(row);
        self.ends.push((line, end));
    }

    /// Says where the record ends.
    fn write(&mut self, record: &ByteRecord) -> usize {
        // Writing into memory does not fail.
        let _: Result<(), csv::Error> = self.written.write_byte_record(record);
        let _: io::Result<()> = self.written.flush();
        self.written.get_ref().len()
    }

    /// The line with the titles, with the end of the line.
    pub(super) fn titles(&self) -> &[u8] {
        &self.written.get_ref()[..self.header]
    }

    /// The row that began on this line, with the end of the line.
    pub(super) fn on_line(&self, line: u64) -> Option<&[u8]> {
        let nth = self.ends.binary_search_by_key(&line, |it| it.0).ok()?;
        let begin = nth.checked_sub(1).map_or(self.header, |before| self.ends[before].1);
        Some(&self.written.get_ref()[begin..self.ends[nth].1])
    }
}

/// What is in it is somebody's own.
impl fmt::Debug for KeptRows {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} rows", self.ends.len())
    }
}
