//! What is wrong with an export, and where.

use std::collections::{HashMap, HashSet};
use std::fmt;

use domain::fault::{Fault, Meanwhile};
use indicatif::HumanCount;

use super::references::{Astray, References};
use super::warnings::Warnings;
use crate::counted::counted;

/// One thing to correct.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RowProblem {
    /// The file's name.
    pub file: &'static str,
    /// The line on which the row begins, the header being line 1; none for the file as a whole.
    pub line: Option<u64>,
    /// The column's name; none for the row as a whole.
    pub column: Option<String>,
    /// What is wrong.
    pub fault: Fault,
    /// What becomes of the cell, where that stops nothing.
    pub meanwhile: Option<Meanwhile>,
    /// What the cell holds, as far as it may be said.
    pub found: Option<String>,
}

/// Everything to correct before anything is imported; never empty where it is an error.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Problems {
    list: Vec<RowProblem>,
    warnings: Warnings,
    /// Apart, so that what is handed on in their place stays small.
    references: Box<References>,
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

/// Problems of one sort in one column that are each printed. More are one mistake, which must not hide the others.
const NAMED_EACH: usize = 5;

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
        self.warnings.push(warning);
    }

    /// An id that a row names is there.
    pub(super) fn leads_there(&mut self, file: &'static str, id: &str) {
        self.references.good(file, id);
    }

    /// An id that a row names is not there, and nearly is on `meant`, an id and its line.
    pub(super) fn leads_astray(
        &mut self,
        problem: RowProblem,
        file: &'static str,
        id: &str,
        meant: (String, u64),
    ) {
        let astray = Astray { file, id: id.to_owned(), meant, problem: self.list.len() };
        self.references.astray(astray);
        self.push(problem);
    }

    /// Once all files are read: what follows from one wrong id is no problem of its own. Gives back the files with such rows, and the ids
    /// that those most likely have.
    pub(super) fn trace_back(&mut self) -> Vec<(&'static str, String)> {
        let misnamed = std::mem::take(&mut self.references).misnamed();
        let follow: HashSet<usize> = misnamed.iter().flat_map(|it| it.follow.iter().copied()).collect();
        let mut nth = 0..;
        self.list.retain(|_| nth.next().is_none_or(|nth| !follow.contains(&nth)));
        let meant = misnamed.iter().map(|it| (it.problem.file, it.id.clone())).collect();
        self.list.extend(misnamed.into_iter().map(|it| it.problem));
        meant
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
    /// One of a file as a whole.
    pub(super) const fn of_file(file: &'static str, fault: Fault) -> Self {
        Self { file, line: None, column: None, fault, meanwhile: None, found: None }
    }

    /// One of a row whose cells are good by themselves.
    pub(super) fn of_row(file: &'static str, line: u64, column: &str, fault: Fault) -> Self {
        Self { line: Some(line), column: Some(column.to_owned()), ..Self::of_file(file, fault) }
    }

    /// What is wrong and what to do about it, in English: whoever installs the desk reads it.
    #[must_use]
    pub fn sentence(&self) -> String {
        texts::english().cell_fault(&self.fault, self.meanwhile, self.found.as_deref())
    }

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
        write!(f, ": {}", self.sentence())
    }
}

/// A line each; what is wrong in the same way with many cells of a column is one line with a count.
pub(super) fn listed(list: &[RowProblem], f: &mut fmt::Formatter<'_>) -> fmt::Result {
    let lines = lines(list);
    for (problem, more) in lines.iter().take(PRINTED) {
        said(problem, *more, f)?;
    }
    let rest: u64 = lines.iter().skip(PRINTED).map(|(_, more)| 1 + more).sum();
    if rest > 0 {
        writeln!(f, "… and {} more", HumanCount(rest))?;
    }
    Ok(())
}

/// Whether that names each of them, in `most` lines.
pub(super) fn names_each(list: &[RowProblem], most: usize) -> bool {
    lines(list).len() == list.len() && list.len() <= most.min(PRINTED)
}

/// The problem that each line names, and how many it stands for besides.
fn lines(list: &[RowProblem]) -> Vec<(&RowProblem, u64)> {
    let mut lines: Vec<(usize, &RowProblem, u64)> = Vec::new();
    for group in groups(list) {
        let many = group.len() > NAMED_EACH;
        let named = if many { &group[..1] } else { &group[..] };
        let more = if many { group.len() as u64 - 1 } else { 0 };
        lines.extend(named.iter().map(|(nth, problem)| (*nth, *problem, more)));
    }
    lines.sort_by_key(|(nth, ..)| *nth);
    lines.into_iter().map(|(_, problem, more)| (problem, more)).collect()
}

/// Those of one column and one sort, each with its place in the list; in the order of the first of each.
fn groups(list: &[RowProblem]) -> Vec<Vec<(usize, &RowProblem)>> {
    let mut places: HashMap<_, usize> = HashMap::new();
    let mut groups: Vec<Vec<(usize, &RowProblem)>> = Vec::new();
    for (nth, problem) in list.iter().enumerate() {
        let sort = (problem.file, problem.column.as_deref(), problem.fault.code());
        let place = *places.entry(sort).or_insert(groups.len());
        match groups.get_mut(place) {
            Some(group) => group.push((nth, problem)),
            None => groups.push(vec![(nth, problem)]),
        }
    }
    groups
}

/// A line for a problem, with how many there are besides that are alike.
fn said(problem: &RowProblem, more: u64, f: &mut fmt::Formatter<'_>) -> fmt::Result {
    write!(f, "{problem}")?;
    if more > 0 {
        let alike = if problem.column.is_some() { "in this column" } else { "like it" };
        write!(f, "; {} more {alike}", HumanCount(more))?;
    }
    writeln!(f)
}

/// A line each, then how many there are.
impl fmt::Display for Problems {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        listed(&self.list, f)?;
        write!(f, "{}; nothing was imported", counted(self.list.len() as u64, "problem"))
    }
}

/// A line for each sort in each column, up to so many: how often it occurs, and the first of it. What they are is said by `noun`.
pub(super) fn grouped(
    list: &[RowProblem],
    most: usize,
    noun: &str,
    f: &mut fmt::Formatter<'_>,
) -> fmt::Result {
    let mut groups = groups(list);
    // What happened most often is likely one mistake.
    groups.sort_by_key(|group| std::cmp::Reverse(group.len()));
    for group in groups.iter().take(most) {
        if let Some((_, first)) = group.first() {
            said(first, group.len() as u64 - 1, f)?;
        }
    }
    let rest = groups.iter().skip(most).map(|group| group.len() as u64).sum();
    if rest > 0 {
        writeln!(f, "… and {} of other sorts", counted(rest, noun))?;
    }
    Ok(())
}

impl std::error::Error for Problems {}

#[cfg(test)]
mod tests {
    use super::*;

    fn problem(line: u64, column: &str) -> RowProblem {
        RowProblem::of_row("charges.csv", line, column, Fault::Needed)
    }

    #[test]
    fn a_problem_names_file_line_and_column() {
        assert_eq!(
            problem(17, "first_day").to_string(),
            "charges.csv, line 17, column first_day: nothing is written here, and it is needed"
        );
    }

    #[test]
    fn the_same_mistake_in_every_row_does_not_hide_another() {
        let mut few = Problems::default();
        few.extend((2..7).map(|line| problem(line, "first_day")));
        assert_eq!(few.to_string().matches("column first_day").count(), 5, "each of a few is named");
        let mut problems = Problems::default();
        problems.extend((2..2_000).map(|line| problem(line, "first_day")));
        problems.push(problem(2_000, "kind"));
        let printed = problems.to_string();
        assert_eq!(printed.lines().count(), 3, "{printed}");
        assert!(printed.starts_with("charges.csv, line 2, column first_day: "), "{printed}");
        assert!(printed.contains("; 1,997 more in this column\n"), "{printed}");
        assert!(printed.contains("line 2000, column kind"), "{printed}");
        assert!(printed.ends_with("1,999 problems; nothing was imported"), "{printed}");
    }
}
