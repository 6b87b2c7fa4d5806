//! How many tests there were, from the closing lines of the runners.

use std::ops::AddAssign;

/// Tests by outcome.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Tally {
    pub passed: u64,
    pub failed: u64,
    pub skipped: u64,
}

impl Tally {
    /// What this line adds; nothing, unless it is the closing line of cargo test, nextest or Playwright.
    pub fn of(line: &str) -> Self {
        let line = without_colours(line);
        // What is further in was said by a test that is counted by its own runner.
        let is_own = !line.starts_with(' ');
        let line = line.trim();
        if (is_own && line.starts_with("test result: "))
            || (line.starts_with("Summary [") && line.contains(" run: "))
        {
            Self::counted(line)
        } else if is_playwrights(line) {
            Self::counted(line.split(" (").next().unwrap_or_default())
        } else {
            Self::default()
        }
    }

    /// Adds up each number that stands before an outcome.
    fn counted(line: &str) -> Self {
        let words: Vec<&str> =
            line.split(|it: char| !it.is_ascii_alphanumeric()).filter(|it| !it.is_empty()).collect();
        let mut tally = Self::default();
        for pair in words.windows(2) {
            let Ok(count) = pair[0].parse::<u64>() else { continue };
            match pair[1] {
                "passed" | "flaky" => tally.passed += count,
                "failed" | "interrupted" => tally.failed += count,
                "skipped" | "ignored" | "did" => tally.skipped += count,
                _ => {}
            }
        }
        tally
    }

    pub const fn is_empty(&self) -> bool {
        self.passed + self.failed + self.skipped == 0
    }
}

impl AddAssign for Tally {
    fn add_assign(&mut self, more: Self) {
        self.passed += more.passed;
        self.failed += more.failed;
        self.skipped += more.skipped;
    }
}

/// It closes with a line an outcome, such as `12 passed (3.4s)` or `1 did not run`.
fn is_playwrights(line: &str) -> bool {
    let Some((count, rest)) = line.split_once(' ') else { return false };
    let outcome = rest.split(" (").next().unwrap_or_default();
    count.bytes().all(|it| it.is_ascii_digit())
        && ["passed", "failed", "flaky", "skipped", "interrupted", "did not run"].contains(&outcome)
}

fn without_colours(line: &str) -> String {
    let mut parts = line.split('\u{1b}');
    let first = parts.next().unwrap_or_default().to_owned();
    parts.fold(first, |text, part| text + part.split_once('m').map_or("", |(_, rest)| rest))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn tally(passed: u64, failed: u64, skipped: u64) -> Tally {
        Tally { passed, failed, skipped }
    }

    #[test]
    fn closing_lines_are_counted() {
        for (line, expected) in [
            (
                "test result: ok. 12 passed; 0 failed; 1 ignored; 0 measured; 3 filtered out; finished in 0.02s",
                tally(12, 0, 1),
            ),
            (
                "test result: FAILED. 2 passed; 1 failed; 0 ignored; 0 measured; 0 filtered out",
                tally(2, 1, 0),
            ),
            (
                "     Summary [   0.512s] 23 tests run: 21 passed (1 slow), 2 failed, 4 skipped",
                tally(21, 2, 4),
            ),
            (
                "\u{1b}[32;1m     Summary\u{1b}[0m [   0.5s] \u{1b}[1m1\u{1b}[0m test run: \u{1b}[1m1\u{1b}[0m passed",
                tally(1, 0, 0),
            ),
            ("  12 passed (3.4s)\n", tally(12, 0, 0)),
            ("  1 failed", tally(0, 1, 0)),
            ("  2 did not run", tally(0, 0, 2)),
        ] {
            assert_eq!(Tally::of(line), expected, "{line}");
        }
    }

    #[test]
    fn other_lines_are_not() {
        for line in [
            "running 12 tests",
            "12 passed the door",
            "Summary [of it] 3 failed",
            "    test result: FAILED. 0 passed; 1 failed; 0 ignored; 0 measured; 96 filtered out",
            "    3 slow",
            "",
            "\u{1b}",
        ] {
            assert!(Tally::of(line).is_empty(), "{line}");
        }
    }
}
