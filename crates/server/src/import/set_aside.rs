//! One file with the rows that an import did not take, as they came and with what is wrong with them: to be corrected and imported.
//!
//! It is CSV from end to end, so that an editor and a spreadsheet can open it: a note, then for each file of the export that has such
//! rows a line with its name in brackets, its titles, and the rows. Before the first column stands one more, in which nothing is read.

mod file;
mod read;
mod text;

pub use file::SetAsideFile;
pub use read::SetAsideRows;
pub(super) use text::{Titled, text};

use std::io;
use std::path::PathBuf;

/// Why rows cannot be set aside, or read from where they were.
#[derive(Debug, thiserror::Error)]
pub enum SetAsideProblem {
    /// It cannot be read.
    #[error("{} cannot be read", .0.display())]
    Unreadable(PathBuf, #[source] io::Error),
    /// It cannot be written.
    #[error("{} cannot be written", .0.display())]
    Unwritable(PathBuf, #[source] io::Error),
    /// It is not there.
    #[error("there is no folder {} to import; correct its name", .0.display())]
    NoFolder(PathBuf),
    /// It is something else.
    #[error("{} is no file of rows that an import set aside; give the folder of an export, or such a file", .0.display())]
    Unknown(PathBuf),
    /// What would be replaced is something else.
    #[error("{} is there and is no file of rows that an import set aside; give another name", .0.display())]
    InTheWay(PathBuf),
    /// Rows of it would be lost, should the import fail.
    #[error("{} is the file that is imported; set aside what is still refused under another name", .0.display())]
    Itself(PathBuf),
    /// A part of it is not of an export.
    #[error("{}, line {line}: {text}", .file.display())]
    Section {
        /// The file.
        file: PathBuf,
        /// On which line.
        line: u64,
        /// What is wrong there.
        text: String,
    },
}

/// What such a file begins with.
const NOTE: &str = "# Rows that almoner did not import. Correct them and import this file. Nothing is read from the column problems.";

/// The part of it that tells it from others, whatever is done to it.
const MARK: &[u8] = b"# Rows that almoner did not import";

/// Before the practices to which the rows belong.
const PRACTICES: &str = "# practices";

/// The title of the column with what is wrong.
const PROBLEMS: &str = "problems";

/// Whether a file that begins like this is one of ours. A spreadsheet may put a mark before it, and quotes around it.
fn is_ours(start: &[u8]) -> bool {
    let start = start.strip_prefix(b"\xef\xbb\xbf").unwrap_or(start);
    start.strip_prefix(b"\"").unwrap_or(start).starts_with(MARK)
}

/// What the file of warnings begins with.
pub(super) const WARNINGS_NOTE: &str =
    "# Warnings of almoner. None of them keeps its row from being imported.";

/// The part of it that tells it from others.
const WARNINGS_MARK: &[u8] = b"# Warnings of almoner";

/// What is put behind the name of the file with the rows.
const WARNINGS_ENDING: &str = ".warnings.txt";

/// How much of a file tells whether it is one of ours.
const START: usize = MARK.len() + 4;
