//! What is odd about rows that are imported all the same.

use std::fmt::{self, Write as _};
use std::path::Path;

use super::problem::{RowProblem, grouped, listed, names_each};
use crate::counted::counted;

/// Such oddities, in the order in which they were found.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Warnings(Vec<RowProblem>);

/// Them where not each is printed, and all are in a file.
#[derive(Debug)]
pub(super) struct WarningsInShort<'a> {
    all: &'a Warnings,
    room: Room,
    /// Where each of them is written.
    each: &'a Path,
}

/// How much room there is for them on a screen.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Room {
    /// Nothing else is printed.
    Plenty,
    /// What is wrong with rows comes after them.
    Little,
}

/// Lines of them beside what is wrong with rows: all of it is to be seen at once.
const FEW: usize = 5;

impl Warnings {
    pub(super) fn push(&mut self, warning: RowProblem) {
        self.0.push(warning);
    }

    /// Whether there are none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Each of them.
    pub fn iter(&self) -> std::slice::Iter<'_, RowProblem> {
        self.0.iter()
    }

    /// Whether each of them has a line where they are printed.
    pub(super) fn fit(&self, room: Room) -> bool {
        match room {
            Room::Plenty => names_each(&self.0, usize::MAX),
            Room::Little => names_each(&self.0, FEW),
        }
    }

    /// Them in the lines that there are; each of them is written into the file `each`.
    pub(super) const fn in_short<'a>(&'a self, room: Room, each: &'a Path) -> WarningsInShort<'a> {
        WarningsInShort { all: self, room, each }
    }

    /// A line for each of them, below `note`.
    pub(super) fn written(&self, note: &str) -> String {
        let mut text = format!("{note}\n");
        for it in &self.0 {
            // Writing to a string does not fail.
            let _ = writeln!(text, "{it}");
        }
        text
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
        let many = counted(self.0.len() as u64, "warning");
        write!(f, "{many}; what is not named here is imported as it is written")
    }
}

/// What there is room for, then how many there are and where.
impl fmt::Display for WarningsInShort<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Warnings(list) = self.all;
        match self.room {
            Room::Plenty => listed(list, f)?,
            Room::Little => grouped(list, FEW, "warning", f)?,
        }
        let many = counted(list.len() as u64, "warning");
        write!(f, "{many}, each of them in {}", self.each.display())
    }
}

#[cfg(test)]
mod tests {
    use domain::fault::Fault;

    use super::*;

    fn warnings(many: u64, column: impl Fn(u64) -> String) -> Warnings {
        let of_row = |line| RowProblem::of_row("clients.csv", line, &column(line), Fault::Filler);
        Warnings((2..2 + many).map(of_row).collect())
    }

    #[test]
    fn where_not_each_is_printed_they_are_called_warnings_and_stand_in_a_file() {
        let many = warnings(19, |line| format!("column_{line}"));
        assert!(many.fit(Room::Plenty) && !many.fit(Room::Little));
        assert_eq!(many.to_string().lines().count(), 20, "each has a line where there is room");
        let short = many.in_short(Room::Little, Path::new("refused.csv.warnings.txt")).to_string();
        let last: Vec<&str> = short.lines().skip(FEW).collect();
        assert_eq!(
            last,
            ["… and 14 warnings of other sorts", "19 warnings, each of them in refused.csv.warnings.txt"]
        );
        let written = many.written("# Note");
        assert_eq!(written.lines().count(), 20);
        let line = "clients.csv, line 20, column column_20: ";
        assert!(written.lines().last().is_some_and(|it| it.starts_with(line)), "{written}");
        // One line stands for all six.
        let alike = warnings(6, |_| "pronouns".to_owned());
        assert!(!alike.fit(Room::Plenty) && !alike.fit(Room::Little));
        let said = alike.in_short(Room::Plenty, Path::new("all")).to_string();
        assert!(said.contains("; 5 more in this column\n6 warnings, each of them in all"), "{said}");
        assert!(warnings(5, |_| "pronouns".to_owned()).fit(Room::Little));
    }
}
