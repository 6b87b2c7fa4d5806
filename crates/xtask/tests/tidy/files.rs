//! The files of the project, as git knows them: kept, or new and not ignored.

use std::fs;
use std::path::PathBuf;
use std::process::Command;

/// A text file.
pub struct File {
    /// From the root, with `/`.
    pub path: String,
    pub text: String,
}

impl File {
    pub fn ends_in(&self, endings: &[&str]) -> bool {
        self.path.rsplit_once('.').is_some_and(|(_, ending)| endings.contains(&ending))
    }

    /// The lines that `is_bad`, as `path:line: text`.
    pub fn lines_where(&self, is_bad: impl Fn(&str) -> bool) -> Vec<String> {
        let numbered = self.text.lines().enumerate().filter(|(_, line)| is_bad(line));
        numbered.map(|(index, line)| format!("{}:{}: {}", self.path, index + 1, line.trim())).collect()
    }
}

/// The checkout.
pub fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../..")
}

/// All text files.
pub fn all() -> Vec<File> {
    let mut git = Command::new("git");
    git.args(["ls-files", "-z", "--cached", "--others", "--exclude-standard"]).current_dir(root());
    let listed = git.output().expect("git lists the files");
    assert!(listed.status.success(), "{}", String::from_utf8_lossy(&listed.stderr));
    let names = String::from_utf8(listed.stdout).expect("names are UTF-8");
    let files: Vec<File> = names.split_terminator('\0').filter_map(read).collect();
    assert!(files.len() > 20, "these are not the project's files");
    files
}

/// Nothing for a picture, and for a file that was removed and not yet taken out of git.
fn read(path: &str) -> Option<File> {
    let text = String::from_utf8(fs::read(root().join(path)).ok()?).ok()?;
    Some(File { path: path.to_owned(), text })
}

/// Fails with every finding on a line of its own.
pub fn none(findings: &[String], rule: &str) {
    assert!(findings.is_empty(), "{rule}:\n{}", findings.join("\n"));
}
