//! Which files the built app has. They are listed once, so that a path from outside is looked up in a list and never in the
//! file system, which has an opinion of its own about names that are too long, end in a slash or hold what no name may.

use std::collections::HashSet;
use std::io;
use std::path::Path;

use percent_encoding::percent_decode_str;

/// The files of a folder, each by its path under it.
#[derive(Clone, Debug, Default)]
pub struct Files(HashSet<String>);

impl Files {
    /// Those in `folder` and the folders in it. What cannot be read as text has no address, so it is left out.
    ///
    /// # Errors
    /// When a folder cannot be read.
    pub fn list(folder: &Path) -> io::Result<Self> {
        let mut files = HashSet::new();
        let mut left = vec![(folder.to_owned(), String::new())];
        while let Some((folder, path)) = left.pop() {
            for entry in std::fs::read_dir(folder)? {
                let entry = entry?;
                let Ok(name) = entry.file_name().into_string() else { continue };
                let path = format!("{path}/{name}");
                if entry.file_type()?.is_dir() {
                    left.push((entry.path(), path));
                } else if entry.path().is_file() {
                    files.insert(path);
                }
            }
        }
        Ok(Self(files))
    }

    /// Whether a request's path is a file's.
    #[must_use]
    pub fn has(&self, path: &str) -> bool {
        percent_decode_str(path).decode_utf8().is_ok_and(|path| self.0.contains(&*path))
    }

    /// Whether a file has a compressed form beside it.
    #[must_use]
    pub fn is_compressed(&self, path: &str) -> bool {
        [".br", ".gz"].iter().any(|form| self.has(&format!("{path}{form}")))
    }
}
