//! The rows that are refused, as they are set aside.

use std::collections::{HashMap, HashSet};
use std::error::Error;
use std::fmt;
use std::path::PathBuf;

use indicatif::HumanCount;

use super::{FILES, Records};
use crate::counted::counted;
use crate::import::problem::{RowProblem, grouped};
use crate::import::rows::Rows;
use crate::import::set_aside::{SetAsideProblem, Titled, WARNINGS_NOTE, text};
use crate::import::summary::Summary;
use crate::import::warnings::Room;

/// Rows that were refused and set aside.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SetAside {
    /// Where, if there are any.
    pub path: PathBuf,
    /// How many of each file.
    pub rows: [u64; 7],
    /// What is wrong with them. Those that hang on another row have no problem.
    pub problems: Vec<RowProblem>,
}

impl SetAside {
    /// How many rows were set aside.
    #[must_use]
    pub fn total(&self) -> u64 {
        self.rows.iter().sum()
    }
}

/// Lines printed of what is wrong, one a column: what is right was imported, and the file has the rest.
const PRINTED: usize = 8;

/// What is wrong, in short.
impl fmt::Display for SetAside {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        grouped(&self.problems, PRINTED, "problem", f)?;
        let hanging = self.total().saturating_sub(distinct(&self.problems));
        write!(f, "{} set aside", counted(self.total(), "row"))?;
        if hanging > 0 {
            write!(f, ", {} of them because a row that they name was", HumanCount(hanging))?;
        }
        Ok(())
    }
}

/// How many rows have a problem of their own.
fn distinct(problems: &[RowProblem]) -> u64 {
    let rows: HashSet<(&str, Option<u64>)> = problems.iter().map(|it| (it.file, it.line)).collect();
    rows.len() as u64
}

impl Records {
    /// Sets the refused rows aside, with those that were found to be refused since; none where that was not asked for. Where no row is
    /// refused, nothing is written.
    pub(in crate::import) fn write_aside(
        &self,
        late: Vec<RowProblem>,
    ) -> Result<Option<SetAside>, SetAsideProblem> {
        let Some(file) = &self.set_aside else { return Ok(None) };
        let problems: Vec<RowProblem> = self.refusals.iter().cloned().chain(late).collect();
        let files = self.titled(&problems);
        if !files.is_empty() {
            let good = self.practices.with_desk().map(|(_, row)| row.key.as_str());
            let refused = self.practices.refused().iter().filter_map(|it| it.key.as_deref());
            file.write(&text(good.chain(refused), &files))?;
        }
        let rows = FILES.map(|name| files.iter().find(|it| it.file == name).map_or(0, Titled::len));
        Ok(Some(SetAside { path: file.path().to_owned(), rows, problems }))
    }

    /// What is odd about rows that are imported, as it is printed. Where that does not name each, beside rows that are set aside, a file
    /// does; what an earlier import left there is taken away otherwise.
    ///
    /// # Errors
    /// When it cannot be written.
    pub fn warned(&self) -> Result<String, SetAsideProblem> {
        let Some(aside) = &self.set_aside else { return Ok(self.warnings.to_string()) };
        let file = aside.for_warnings();
        let room = if self.refusals.is_empty() { Room::Plenty } else { Room::Little };
        if self.warnings.fit(room) {
            file.remove()?;
            return Ok(self.warnings.to_string());
        }
        file.write(self.warnings.written(WARNINGS_NOTE).as_bytes())?;
        Ok(self.warnings.in_short(room, file.path()).to_string())
    }

    /// Takes away what an earlier import set aside, where nothing is set aside any more.
    pub(in crate::import) fn tidy_aside(&self, summary: &Summary) {
        let Some(file) = self.set_aside.as_ref().filter(|_| summary.aside() == 0) else { return };
        if let Err(error) = file.remove() {
            tracing::warn!(error = &error as &dyn Error, "what an earlier import set aside is still there");
        }
    }

    fn titled(&self, problems: &[RowProblem]) -> Vec<Titled<'_>> {
        let of = |file| problems.iter().filter(move |it| it.file == file);
        let [practices, staff, payers, clients, coverages, methods, charges] = FILES.map(of);
        let all = [
            titled(&self.practices, practices),
            titled(&self.staff, staff),
            titled(&self.payers, payers),
            titled(&self.clients, clients),
            titled(&self.coverages, coverages),
            titled(&self.payment_methods, methods),
            titled(&self.charges, charges),
        ];
        all.into_iter().flatten().collect()
    }
}

/// The refused rows of a file, with what is wrong with each; none where it has none.
fn titled<'a, 'p, T>(
    rows: &'a Rows<T>,
    problems: impl Iterator<Item = &'p RowProblem>,
) -> Option<Titled<'a>> {
    let mut why: HashMap<u64, Vec<String>> = HashMap::new();
    for it in problems {
        let column = it.column.as_ref().map_or_else(String::new, |it| format!("column {it}: "));
        why.entry(it.line.unwrap_or_default()).or_default().push(format!("{column}{}", it.sentence()));
    }
    for it in rows.refused() {
        // On what it hangs besides is no matter as long as it has a problem of its own.
        why.entry(it.line).or_insert_with(|| it.hangs_on.iter().map(ToString::to_string).collect());
    }
    let said = |(line, why): (u64, Vec<String>)| (line, format!("line {line}: {}", why.join(" | ")));
    let mut refused: Vec<(u64, String)> = why.into_iter().map(said).collect();
    refused.sort_unstable();
    let kept = rows.kept()?;
    (!refused.is_empty()).then_some(Titled { file: rows.file(), kept, rows: refused })
}
