//! A small export that is good, and ways to make it worse.

use std::fs;
use std::path::{Path, PathBuf};

use server::import::{self, Problems};
use tempfile::TempDir;

/// A folder of CSV files, gone when dropped.
pub struct Export(TempDir);

/// The files as they are kept beside the tests.
fn base() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/import/base")
}

impl Export {
    /// One practice, two clients, and a charge in each state that a row may set.
    pub fn good() -> Self {
        let export = Self(tempfile::tempdir().expect("a temporary folder"));
        for file in fs::read_dir(base()).expect("the base files") {
            let file = file.expect("a base file");
            fs::copy(file.path(), export.path().join(file.file_name())).expect("copied");
        }
        export
    }

    pub fn path(&self) -> &Path {
        self.0.path()
    }

    pub fn text(&self, file: &str) -> String {
        fs::read_to_string(self.path().join(file)).expect("a text file")
    }

    /// Writes a file anew.
    pub fn with(self, file: &str, bytes: impl AsRef<[u8]>) -> Self {
        fs::write(self.path().join(file), bytes).expect("written");
        self
    }

    /// Takes a file away.
    pub fn without(self, file: &str) -> Self {
        fs::remove_file(self.path().join(file)).expect("removed");
        self
    }

    /// Adds a row at the end.
    pub fn row(self, file: &str, row: &str) -> Self {
        let text = format!("{}{row}\n", self.text(file));
        self.with(file, text)
    }

    /// Writes another value into the column of the row that begins with `key`.
    pub fn cell(self, file: &str, key: &str, column: &str, value: &str) -> Self {
        let text = self.text(file);
        let header: Vec<&str> = text.lines().next().expect("a header").split(',').collect();
        let at = header.iter().position(|name| *name == column).expect("the column");
        let mut found = false;
        let lines = text.lines().map(|line| {
            let mut cells: Vec<&str> = line.split(',').collect();
            if cells[0] == key {
                found = true;
                cells[at] = value;
            }
            cells.join(",") + "\n"
        });
        let text: String = lines.collect();
        assert!(found, "{file} has a row {key}");
        self.with(file, text)
    }

    /// Writes another value into each cell of all files that holds `from` and nothing else.
    pub fn everywhere(self, from: &str, to: &str) -> Self {
        let files = ["practices", "staff", "payers", "clients", "coverages", "payment_methods", "charges"];
        files.into_iter().fold(self, |export, file| {
            let file = format!("{file}.csv");
            let cell = |cell: &str| if cell == from { to.to_owned() } else { cell.to_owned() };
            let line = |line: &str| line.split(',').map(cell).collect::<Vec<_>>().join(",") + "\n";
            let text: String = export.text(&file).lines().map(line).collect();
            export.with(&file, text)
        })
    }

    /// Adds an optional column that is empty but in the row that begins with `key`.
    pub fn column(self, file: &str, column: &str, key: &str, value: &str) -> Self {
        let text = self.text(file);
        let header = text.lines().next().expect("a header").to_owned();
        let line = |line: &str| {
            let more = if line == header {
                column
            } else if line.split(',').next() == Some(key) {
                value
            } else {
                ""
            };
            format!("{line},{more}\n")
        };
        let text: String = text.lines().map(line).collect();
        self.with(file, text)
    }

    /// Takes the row that begins with `key` away.
    pub fn without_row(self, file: &str, key: &str) -> Self {
        let text = self.text(file);
        let begins = |line: &&str| line.split(',').next() == Some(key);
        assert_eq!(text.lines().filter(begins).count(), 1, "{file} has one row {key}");
        let rest: String =
            text.lines().filter(|line| !begins(line)).map(|line| format!("{line}\n")).collect();
        self.with(file, rest)
    }

    /// Leaves nothing but the header.
    pub fn emptied(self, file: &str) -> Self {
        let header = self.text(file).lines().next().expect("a header").to_owned();
        self.with(file, header)
    }

    /// Everything that is wrong with it, a line each.
    pub fn problems(&self) -> Vec<String> {
        match import::read(self.path()) {
            Ok(_) => Vec::new(),
            Err(problems) => lines(&problems),
        }
    }

    /// Asserts that exactly one thing is wrong with it: at this place, and saying this.
    #[track_caller]
    pub fn refused(&self, place: &str, saying: &str) {
        let problems = self.problems();
        let [problem] = &problems[..] else { panic!("one problem at {place}, not {problems:#?}") };
        assert!(problem.starts_with(&format!("{place}: ")), "at {place}, not: {problem}");
        assert!(problem.contains(saying), "{saying:?} is not said in: {problem}");
    }
}

pub fn lines(problems: &Problems) -> Vec<String> {
    problems.iter().map(ToString::to_string).collect()
}
