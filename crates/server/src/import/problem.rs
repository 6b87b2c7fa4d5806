//! What is wrong with a row, in words that say what to do.

use std::collections::BTreeMap;
use std::fmt;

use indicatif::HumanCount;

/// One thing to correct.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RowProblem {
    /// The file's name.
    pub file: &'static str,
    /// The line on which the row begins, the header being line 1; none for the file as a whole.
    pub line: Option<u64>,
    /// The column's name; none for the row as a whole.
    pub column: Option<String>,
    /// What is wrong and what to do about it.
    pub text: String,
}

/// Everything to correct before anything is imported; never empty where it is an error.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Problems {
    list: Vec<RowProblem>,
    warnings: Warnings,
    unknown_columns: UnknownColumns,
}

/// What a column is that no file of its sort has.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum UnknownColumns {
    /// A problem: it may be one of ours under another name.
    #[default]
    Refused,
    /// Passed over with a warning: the practice's system writes more than the desk reads.
    PassedOver,
}

/// What is odd about rows that are imported all the same.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Warnings(Vec<RowProblem>);

/// Printed problems of one column. The same mistake in every row must not hide the other mistakes.
const PRINTED_PER_COLUMN: usize = 5;

/// The line on which the titles of a file stand, or are said to stand.
pub(super) const TITLES: u64 = 1;

/// Printed problems in all.
const PRINTED: usize = 100;

impl Problems {
    pub(super) fn passing(unknown_columns: UnknownColumns) -> Self {
        Self { unknown_columns, ..Self::default() }
    }

    /// A column that is not known.
    pub(super) fn unknown_column(&mut self, problem: RowProblem) {
        match self.unknown_columns {
            UnknownColumns::Refused => self.push(problem),
            UnknownColumns::PassedOver => self.warn(problem),
        }
    }

    pub(super) fn passes_unknown_columns(&self) -> bool {
        self.unknown_columns == UnknownColumns::PassedOver
    }

    pub(super) fn push(&mut self, problem: RowProblem) {
        self.list.push(problem);
    }

    pub(super) fn warn(&mut self, warning: RowProblem) {
        self.warnings.0.push(warning);
    }

    /// What is to be said besides.
    pub(super) fn take_warnings(&mut self) -> Warnings {
        std::mem::take(&mut self.warnings)
    }

    pub(super) fn into_list(self) -> Vec<RowProblem> {
        self.list
    }

    /// Whether each of them is about a row, so that the others can be taken without those.
    pub(super) fn are_of_rows(&self) -> bool {
        self.list.iter().all(RowProblem::is_of_row)
    }

    pub(super) fn extend(&mut self, problems: impl IntoIterator<Item = RowProblem>) {
        self.list.extend(problems);
    }

    /// In the order of lines, file by file.
    pub(super) fn sorted(mut self, files: &[&str]) -> Self {
        let place = |file| files.iter().position(|it| *it == file);
        self.list.sort_by_key(|problem| (place(problem.file), problem.line));
        self
    }

    /// How many there are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.list.len()
    }

    /// Whether there are none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.list.is_empty()
    }

    /// Each of them.
    pub fn iter(&self) -> std::slice::Iter<'_, RowProblem> {
        self.list.iter()
    }
}

impl<'a> IntoIterator for &'a Problems {
    type Item = &'a RowProblem;
    type IntoIter = std::slice::Iter<'a, RowProblem>;

    fn into_iter(self) -> Self::IntoIter {
        self.iter()
    }
}

impl RowProblem {
    /// Whether it is about a row, and not about the file or its titles.
    fn is_of_row(&self) -> bool {
        self.line.is_some_and(|line| line > TITLES)
    }
}

impl fmt::Display for RowProblem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.file)?;
        if let Some(line) = self.line {
            write!(f, ", line {line}")?;
        }
        if let Some(column) = &self.column {
            write!(f, ", column {column}")?;
        }
        write!(f, ": {}", self.text)
    }
}

/// A line each, then how many were left out.
fn listed(list: &[RowProblem], f: &mut fmt::Formatter<'_>) -> fmt::Result {
    let mut seen: BTreeMap<_, usize> = BTreeMap::new();
    let mut printed = 0;
    for problem in list {
        let so_far = seen.entry((problem.file, problem.column.as_deref())).or_default();
        *so_far += 1;
        if *so_far <= PRINTED_PER_COLUMN && printed < PRINTED {
            writeln!(f, "{problem}")?;
            printed += 1;
        }
    }
    let rest = list.len() - printed;
    if rest > 0 {
        writeln!(f, "… and {} more, most of them like these", HumanCount(rest as u64))?;
    }
    Ok(())
}

/// `1 row`, `1,993 rows`.
pub(super) fn counted(many: u64, noun: &str) -> String {
    let ending = if many == 1 { "" } else { "s" };
    format!("{} {noun}{ending}", HumanCount(many))
}

/// A line each, then how many there are.
impl fmt::Display for Problems {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        listed(&self.list, f)?;
        write!(f, "{}; nothing was imported", counted(self.list.len() as u64, "problem"))
    }
}

/// A line for each column of a file in which something is wrong, up to so many: how often, and the first of it.
pub(super) fn grouped(list: &[RowProblem], most: usize, f: &mut fmt::Formatter<'_>) -> fmt::Result {
    let mut groups: Vec<(&RowProblem, u64)> = Vec::new();
    for problem in list {
        let same = |it: &RowProblem| (it.file, &it.column) == (problem.file, &problem.column);
        match groups.iter_mut().find(|(first, _)| same(first)) {
            Some((_, count)) => *count += 1,
            None => groups.push((problem, 1)),
        }
    }
    // What happened most often is likely one mistake.
    groups.sort_by_key(|(_, count)| std::cmp::Reverse(*count));
    let rest = groups.iter().skip(most).map(|(_, count)| count).sum();
    for (first, count) in groups.iter().take(most) {
        write!(f, "{first}")?;
        if *count > 1 {
            let alike = if first.column.is_some() { "in this column" } else { "like it" };
            write!(f, "; {} more {alike}", HumanCount(count - 1))?;
        }
        writeln!(f)?;
    }
    if rest > 0 {
        writeln!(f, "… and {} in other columns", counted(rest, "problem"))?;
    }
    Ok(())
}

impl Warnings {
    /// Whether there are none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Each of them.
    pub fn iter(&self) -> std::slice::Iter<'_, RowProblem> {
        self.0.iter()
    }
}

impl<'a> IntoIterator for &'a Warnings {
    type Item = &'a RowProblem;
    type IntoIter = std::slice::Iter<'a, RowProblem>;

    fn into_iter(self) -> Self::IntoIter {
        self.iter()
    }
}

/// A line each, then how many there are.
impl fmt::Display for Warnings {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        listed(&self.0, f)?;
        write!(
            f,
            "{}; what is not named here is imported as it is written",
            counted(self.0.len() as u64, "warning")
        )
    }
}

impl std::error::Error for Problems {}

#[cfg(test)]
mod tests {
    use super::*;

    fn problem(line: u64, column: &str) -> RowProblem {
        RowProblem {
            file: "charges.csv",
            line: Some(line),
            column: Some(column.to_owned()),
            text: "nothing is written here".to_owned(),
        }
    }

    #[test]
    fn a_problem_names_file_line_and_column() {
        assert_eq!(
            problem(17, "first_day").to_string(),
            "charges.csv, line 17, column first_day: nothing is written here"
        );
    }

    #[test]
    fn the_same_mistake_in_every_row_does_not_hide_another() {
        let mut problems = Problems::default();
        problems.extend((2..2_000).map(|line| problem(line, "first_day")));
        problems.push(problem(2_000, "kind"));
        let printed = problems.to_string();
        assert_eq!(printed.matches("column first_day").count(), PRINTED_PER_COLUMN);
        assert!(printed.contains("line 2000, column kind"), "{printed}");
        assert!(printed.contains("… and 1,993 more"), "{printed}");
        assert!(printed.ends_with("1,999 problems; nothing was imported"), "{printed}");
    }
}
