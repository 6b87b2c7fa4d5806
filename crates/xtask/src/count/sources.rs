//! The project's Rust sources.

use std::fs;
use std::path::Path;

use anyhow::Result;

/// The crate of what all tests share.
const CRATE: &str = "crates/test-support/";

/// A file.
pub struct Source {
    /// From the root of the project, with slashes.
    pub path: String,
    pub text: String,
}

impl Source {
    /// Its lines, without the tests at its end.
    pub fn lines(&self) -> impl Iterator<Item = &str> {
        self.text.lines().take_while(|line| *line != "#[cfg(test)]")
    }

    fn is_test(&self) -> bool {
        self.path.contains("/tests/") || self.path.ends_with("/tests.rs")
    }

    fn has_tests(&self) -> bool {
        let marks = ["#[test]", "#[tokio::test", "proptest!"];
        let asks_both = |line: &str| line.trim_start().starts_with("on_both!");
        marks.iter().any(|it| self.text.contains(it)) || self.text.lines().any(asks_both)
    }

    /// Whether this file of a test program helps its tests. One that only lists others does not, nor does a part of one test's file.
    fn is_kit(&self, all: &[Source]) -> bool {
        let lists = |line: &str| line.is_empty() || ["//", "mod ", "#"].iter().any(|it| line.starts_with(it));
        let parent = self.path.rsplit_once('/').map(|(folder, _)| format!("{folder}.rs"));
        let is_part = all.iter().any(|it| Some(&it.path) == parent.as_ref() && it.has_tests());
        let of_chores = self.path.starts_with("crates/xtask/");
        !of_chores && !is_part && !self.has_tests() && !self.text.lines().all(lists)
    }
}

/// All of them, in order.
pub fn all(root: &Path) -> Result<Vec<Source>> {
    let mut found = Vec::new();
    for part in ["crates", "src"] {
        read(root, &root.join(part), &mut found)?;
    }
    found.sort_by(|one, other| one.path.cmp(&other.path));
    Ok(found)
}

fn read(root: &Path, folder: &Path, found: &mut Vec<Source>) -> Result<()> {
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        if path.is_dir() {
            read(root, &path, found)?;
        } else if path.extension().is_some_and(|it| it == "rs") {
            let text = fs::read_to_string(&path)?;
            let path = path.strip_prefix(root)?.to_string_lossy().replace('\\', "/");
            found.push(Source { path, text });
        }
    }
    Ok(())
}

/// Lines of what tests are written with.
#[derive(Debug, PartialEq, Eq)]
pub struct Support {
    /// What is used by several files of tests.
    pub kits: usize,
    /// Running the databases that they ask for.
    pub databases: usize,
}

/// The crate for tests, builders among the product's sources, and files beside tests that have none themselves.
pub fn support(all: &[Source]) -> Support {
    let lines = |of: &dyn Fn(&&Source) -> bool| all.iter().filter(of).map(|it| it.text.lines().count()).sum();
    let is_support = |it: &Source| {
        it.path.starts_with(CRATE) || it.path.contains("/src/testing") || (it.is_test() && it.is_kit(all))
    };
    let is_database = |it: &Source| it.path.starts_with(&format!("{CRATE}src/databases"));
    Support { kits: lines(&|it| is_support(it) && !is_database(it)), databases: lines(&|it| is_database(it)) }
}

/// Whether it is part of the product.
pub fn is_product(source: &Source) -> bool {
    let of_tests = ["crates/xtask/", CRATE, "crates/processor-simulator/", "crates/eligibility-simulator/"];
    !source.is_test()
        && !of_tests.iter().any(|it| source.path.starts_with(it))
        && source.path.contains("src/")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn source(path: &str, text: &str) -> Source {
        Source { path: path.to_owned(), text: text.to_owned() }
    }

    #[test]
    fn what_asks_nothing_itself_is_support_and_what_one_test_is_made_of_is_not() {
        let kits = [
            source("crates/test-support/src/bench.rs", "1\n2\n"),
            source("crates/domain/src/testing.rs", "1\n"),
            source("crates/a/tests/api/kit.rs", "use test_support::on_both;\n"),
        ];
        let others = [
            source("crates/a/src/lib.rs", "1\n"),
            source("crates/a/tests/api/main.rs", "//! About it.\n\nmod charges;\n#[cfg(unix)]\nmod kit;\n"),
            source("crates/a/tests/api/charges.rs", "on_both! {\n    it_holds,\n}\n"),
            source("crates/a/tests/api/rows.rs", "on_both![it_holds];\n"),
            source("crates/a/tests/api/fuzz.rs", "mod odd;\n#[tokio::test]\n"),
            source("crates/a/tests/api/fuzz/odd.rs", "1\n"),
            source("crates/xtask/tests/tidy/files.rs", "1\n"),
        ];
        let databases = [source("crates/test-support/src/databases/keeper.rs", "1\n")];
        let all: Vec<Source> = kits.into_iter().chain(others).chain(databases).collect();
        assert_eq!(support(&all), Support { kits: 4, databases: 1 });
    }
}
