//! The closing table.

use super::tally::Tally;

/// How a suite went.
pub struct Line {
    pub suite: &'static str,
    pub good: bool,
    pub time: String,
    pub tally: Tally,
}

impl Line {
    pub const fn is_good(&self) -> bool {
        self.good && self.tally.failed == 0
    }

    fn shown(&self) -> String {
        let result = if self.is_good() { "ok" } else { "FAILED" };
        let tests = if self.tally.is_empty() { String::new() } else { in_words(self.tally) };
        format!("{:<9} {result:<7} {:>12}  {tests}\n", self.suite, self.time)
    }
}

/// A line a suite, then the sum over all suites that have tests, alone on its line.
pub fn table(lines: &[Line]) -> String {
    let mut sum = Tally::default();
    lines.iter().for_each(|it| sum += it.tally);
    let table: String = lines.iter().map(Line::shown).collect();
    let sum = if sum.is_empty() { String::new() } else { format!("\n{}\n", in_words(sum)) };
    format!("{:<9} {:<7} {:>12}  tests\n{table}{sum}", "suite", "result", "time")
}

fn in_words(tally: Tally) -> String {
    let Tally { passed, failed, skipped } = tally;
    let skipped = if skipped > 0 { format!(", {skipped} skipped") } else { String::new() };
    format!("{passed} passed, {failed} failed{skipped}")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn line(suite: &'static str, good: bool, passed: u64, failed: u64) -> Line {
        Line { suite, good, time: "3 s".to_owned(), tally: Tally { passed, failed, skipped: 0 } }
    }

    #[test]
    fn the_sum_stands_alone_at_the_end() {
        let table = table(&[line("fmt", true, 0, 0), line("rust", true, 3, 0), line("end2end", false, 1, 2)]);
        assert!(table.ends_with("\n\n4 passed, 2 failed\n"), "{table}");
        assert!(table.contains("fmt       ok"), "{table}");
        assert!(table.contains("end2end   FAILED"), "{table}");
    }

    #[test]
    fn a_suite_is_bad_when_a_test_failed_or_a_step_did() {
        assert!(line("a", true, 1, 0).is_good());
        assert!(!line("a", true, 1, 1).is_good());
        assert!(!line("a", false, 1, 0).is_good());
    }
}
