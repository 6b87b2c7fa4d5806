//! The file itself: written whole or not at all, and readable by its owner only, for it names people.

use std::fs::{self, File};
use std::io::{self, Read, Write};
use std::path::{Path, PathBuf};

use tempfile::NamedTempFile;

use super::{START, SetAsideProblem, WARNINGS_ENDING, WARNINGS_MARK, is_ours};

/// Where refused rows are set aside, or the warnings beside them are written.
#[derive(Debug)]
pub struct SetAsideFile {
    path: PathBuf,
    sort: Sort,
}

/// What is in such a file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Sort {
    Rows,
    Warnings,
}

impl Sort {
    /// Whether a file that begins like this is of this sort, and was written by an import.
    fn begins(self, start: &[u8]) -> bool {
        match self {
            Self::Rows => is_ours(start),
            Self::Warnings => start.starts_with(WARNINGS_MARK),
        }
    }
}

impl SetAsideFile {
    /// A file at this path, of which it is sure that it can be written. What an earlier import left there is replaced; anything else is
    /// left alone.
    ///
    /// # Errors
    /// When it cannot be written there, or is what `imported` names.
    pub fn at(path: &Path, imported: &Path) -> Result<Self, SetAsideProblem> {
        let it = Self { path: path.to_owned(), sort: Sort::Rows };
        if is_same(path, imported) {
            return Err(SetAsideProblem::Itself(it.path));
        }
        for it in [&it, &it.for_warnings()] {
            if !it.is_replaceable().map_err(|error| it.unwritable(error))? {
                return Err(SetAsideProblem::InTheWay(it.path.clone()));
            }
        }
        it.new_file().map_err(|error| it.unwritable(error))?;
        Ok(it)
    }

    /// Where warnings are written of which not each is printed.
    pub(in crate::import) fn for_warnings(&self) -> Self {
        let mut path = self.path.clone().into_os_string();
        path.push(WARNINGS_ENDING);
        Self { path: path.into(), sort: Sort::Warnings }
    }

    /// Where it is.
    #[must_use]
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// Writes it, in the place of what is there. After that it outlasts a crash.
    pub(in crate::import) fn write(&self, text: &[u8]) -> Result<(), SetAsideProblem> {
        let written = || {
            let mut file = self.new_file()?;
            file.write_all(text)?;
            file.as_file().sync_all()?;
            file.persist(&self.path)?;
            File::open(self.folder())?.sync_all()
        };
        written().map_err(|error| self.unwritable(error))
    }

    /// Removes what an earlier import left, once nothing is to be set aside.
    pub(in crate::import) fn remove(&self) -> Result<(), SetAsideProblem> {
        match fs::remove_file(&self.path) {
            Err(error) if error.kind() != io::ErrorKind::NotFound => Err(self.unwritable(error)),
            Ok(()) | Err(_) => Ok(()),
        }
    }

    /// Whether nothing is there, an import wrote it, or it is empty.
    fn is_replaceable(&self) -> io::Result<bool> {
        let Ok(there) = self.path.symlink_metadata() else { return Ok(true) };
        if !there.is_file() {
            return Ok(false);
        }
        let mut start = Vec::new();
        File::open(&self.path)?.take(START as u64).read_to_end(&mut start)?;
        Ok(start.is_empty() || self.sort.begins(&start))
    }

    /// Beside it, under another name, and with its owner's rights only.
    fn new_file(&self) -> io::Result<NamedTempFile> {
        tempfile::Builder::new().prefix(".almoner-").tempfile_in(self.folder())
    }

    fn folder(&self) -> &Path {
        match self.path.parent() {
            Some(folder) if folder != Path::new("") => folder,
            Some(_) | None => Path::new("."),
        }
    }

    fn unwritable(&self, error: io::Error) -> SetAsideProblem {
        SetAsideProblem::Unwritable(self.path.clone(), error)
    }
}

fn is_same(one: &Path, other: &Path) -> bool {
    fs::canonicalize(one).ok().zip(fs::canonicalize(other).ok()).is_some_and(|(one, other)| one == other)
}
