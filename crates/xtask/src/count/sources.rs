//! The project's Rust sources.

use std::fs;
use std::path::Path;

use anyhow::Result;

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

/// Lines of what tests are written with: crates for tests, and files beside tests that have none themselves.
pub fn support(all: &[Source]) -> usize {
    let is_support = |it: &&Source| {
        let has_tests = it.text.contains("#[test]")
            || it.text.contains("#[tokio::test")
            || it.text.contains("proptest!")
            || it.text.contains("on_both![");
        let is_crate =
            it.path.starts_with("crates/store-testing/") || it.path.starts_with("crates/test-support/");
        is_crate || it.path.contains("/src/testing") || (it.is_test() && !has_tests)
    };
    all.iter().filter(is_support).map(|it| it.text.lines().count()).sum()
}

/// Whether it is part of the product.
pub fn is_product(source: &Source) -> bool {
    let of_tests =
        ["crates/xtask/", "crates/store-testing/", "crates/test-support/", "crates/processor-simulator/"];
    !source.is_test()
        && !of_tests.iter().any(|it| source.path.starts_with(it))
        && source.path.contains("src/")
}
