//! A small export that is good, and ways to make it worse.

use std::fs;
use std::path::Path;

use server::import::{self, Problems};
use tempfile::TempDir;

/// The good one: one practice, two clients, and a charge in each state that a row may set.
const GOOD: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/export");

/// A folder of CSV files, gone when dropped.
#[derive(Debug)]
pub struct Export(TempDir);

impl Export {
    pub fn good() -> Self {
        let export = Self(tempfile::tempdir().expect("a temporary folder"));
        for file in fs::read_dir(GOOD).expect("the files") {
            let file = file.expect("a file");
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

    /// Adds a row at the end.
    pub fn row(self, file: &str, row: &str) -> Self {
        let text = format!("{}{row}\n", self.text(file));
        self.with(file, text)
    }

    /// Writes another value into the column of the row that begins with `key`.
    pub fn cell(self, file: &str, key: &str, column: &str, value: &str) -> Self {
        let text = self.text(file);
        let mut lines: Vec<Vec<&str>> = text.lines().map(|line| line.split(',').collect()).collect();
        let at = lines[0].iter().position(|name| *name == column).expect("the column");
        let row = lines.iter_mut().find(|cells| cells[0] == key).expect("the row");
        row[at] = value;
        self.with(file, lines.iter().map(|cells| cells.join(",") + "\n").collect::<String>())
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
        let more = |(nth, line): (usize, &str)| match line.split(',').next() {
            _ if nth == 0 => format!("{line},{column}\n"),
            Some(first) if first == key => format!("{line},{value}\n"),
            _ => format!("{line},\n"),
        };
        let text: String = text.lines().enumerate().map(more).collect();
        self.with(file, text)
    }

    /// Takes the row that begins with `key` away.
    pub fn without_row(self, file: &str, key: &str) -> Self {
        let text = self.text(file);
        let (gone, rest): (Vec<&str>, Vec<&str>) =
            text.lines().partition(|line| line.split(',').next() == Some(key));
        assert_eq!(gone.len(), 1, "{file} has one row {key}");
        self.with(file, rest.join("\n") + "\n")
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
        only(&self.problems(), place, &[saying]);
    }
}

/// What is refused is one thing, at this place and in these words.
#[track_caller]
pub fn only(problems: &[String], place: &str, saying: &[&str]) {
    let [problem] = problems else { panic!("one problem at {place}, not {problems:#?}") };
    assert!(problem.starts_with(&format!("{place}: ")), "at {place}, not: {problem}");
    for said in saying {
        assert!(problem.contains(said), "{said:?} is not said in: {problem}");
    }
}

pub fn lines(problems: &Problems) -> Vec<String> {
    problems.iter().map(ToString::to_string).collect()
}
