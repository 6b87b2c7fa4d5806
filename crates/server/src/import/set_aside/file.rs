//! The file itself: written whole or not at all, and readable by its owner only, for it names people.

use std::fs::{self, File};
use std::io::{self, Read, Write};
use std::path::{Path, PathBuf};

use tempfile::NamedTempFile;

use super::{START, SetAsideProblem, is_ours};

/// Where refused rows are set aside.
#[derive(Debug)]
pub struct SetAsideFile {
    path: PathBuf,
}

impl SetAsideFile {
    /// A file at this path, of which it is sure that it can be written. What an earlier import left there is replaced; anything else is
    /// left alone.
    ///
    /// # Errors
    /// When it cannot be written there, or is what `imported` names.
    pub fn at(path: &Path, imported: &Path) -> Result<Self, SetAsideProblem> {
        let it = Self { path: path.to_owned() };
        if is_same(path, imported) {
            return Err(SetAsideProblem::Itself(it.path));
        }
        if path.symlink_metadata().is_ok() && !is_replaceable(path).map_err(|error| it.unwritable(error))? {
            return Err(SetAsideProblem::InTheWay(it.path));
        }
        it.new_file().map_err(|error| it.unwritable(error))?;
        Ok(it)
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

/// Whether an import wrote it, or nothing is in it.
fn is_replaceable(path: &Path) -> io::Result<bool> {
    if !path.symlink_metadata()?.is_file() {
        return Ok(false);
    }
    let mut start = Vec::new();
    File::open(path)?.take(START as u64).read_to_end(&mut start)?;
    Ok(start.is_empty() || is_ours(&start))
}
