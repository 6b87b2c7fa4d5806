//! One row of a file, read cell by cell. What is wrong goes to the list of problems, and reading goes on.

use std::str;

use csv::ByteRecord;
use domain::fault::{CopyOf, Fault, Meanwhile};
use domain::name::NamePart;
use domain::spreadsheet::is_error;

use super::alike::differ_in;
use super::cell;
use super::filler::{Fillers, without_fillers};
use super::guard::unguarded;
use super::header::Places;
use super::id;
use super::invisible;
use super::problem::{Problems, RowProblem};
use super::rows::{At, Found, HangsOn, RowNotes, Rows};
use super::sheet::{Column, Sheet};

/// A row.
pub(super) struct CsvRow<'a> {
    sheet: &'static Sheet,
    places: &'a Places,
    record: &'a ByteRecord,
    problems: &'a mut Problems,
    /// Whether its cells may stand in the wrong columns or are not text, so that nothing said about them would help.
    garbled: bool,
    /// Whether it has a problem of its own.
    is_faulty: bool,
    notes: RowNotes,
}

/// Longest piece of a cell that a problem repeats, in characters.
const SHOWN_MAX: usize = 40;

impl<'a> CsvRow<'a> {
    pub(super) fn new(
        sheet: &'static Sheet,
        places: &'a Places,
        record: &'a ByteRecord,
        problems: &'a mut Problems,
    ) -> Self {
        let (garbled, is_faulty, notes) = (false, false, RowNotes::default());
        let mut row = Self { sheet, places, record, problems, garbled, is_faulty, notes };
        // Empty cells at the end come from columns that are empty, as a spreadsheet writes them.
        let has_more = record.iter().skip(places.width).any(|cell| !invisible::is_blank(cell));
        if record.len() < places.width || has_more {
            let (has, needs) = (record.len(), places.width);
            row.problem(row.at(None, Fault::Width { has, needs }));
            row.garbled = true;
        }
        let not_text = (0..record.len()).find(|at| str::from_utf8(&record[*at]).is_err());
        if let Some(at) = not_text {
            let column = places.of.iter().position(|place| *place == Some(at));
            let column = column.map(|column| sheet.columns[column].name);
            row.problem(row.at(column, Fault::NotUtf8));
            row.garbled = true;
        }
        row.warn_of_fillers();
        row
    }

    fn warn_of_fillers(&mut self) {
        for column in self.sheet.columns {
            if column.fillers.include(self.written(column.name)) {
                self.warn(column.name, Fault::Filler);
            }
        }
    }

    /// The line on which it begins.
    pub(super) fn line(&self) -> u64 {
        self.record.position().map_or(0, csv::Position::line)
    }

    /// What a cell says, without blanks and invisible characters around it; empty where the file has no such column, or where it
    /// only says that there is nothing.
    pub(super) fn cell(&self, column: &'static str) -> &'a str {
        let text = self.written(column);
        let says_nothing = |it: &Column| it.name == column && it.fillers.include(text);
        if self.sheet.columns.iter().any(says_nothing) { "" } else { text }
    }

    /// Whether a cell that the row does without says something. What is a value to a row that needs it is here a word for nothing.
    pub(super) fn is_filled(&mut self, column: &'static str) -> bool {
        let text = self.cell(column);
        let says_nothing = Fillers::Words.include(text);
        if says_nothing {
            self.warn(column, Fault::Filler);
        }
        !text.is_empty() && !says_nothing
    }

    fn written(&self, column: &'static str) -> &'a str {
        let record = self.record;
        let Some(nth) = self.sheet.columns.iter().position(|it| it.name == column) else { return "" };
        let bytes = self.places.of[nth].and_then(|at| record.get(at)).unwrap_or_default();
        let text = invisible::trimmed(str::from_utf8(bytes).unwrap_or_default());
        unguarded(text, self.sheet.columns[nth].prose)
    }

    /// Whether the file has such a column.
    pub(super) fn has(&self, column: &'static str) -> bool {
        self.place(column).is_some()
    }

    fn place(&self, column: &'static str) -> Option<usize> {
        let nth = self.sheet.columns.iter().position(|it| it.name == column)?;
        self.places.of[nth]
    }

    /// The value of a cell that every row fills in; none after a problem.
    pub(super) fn read<T>(
        &mut self,
        column: &'static str,
        parse: impl FnOnce(&str) -> Result<T, Fault>,
    ) -> Option<T> {
        let value = self.read_if_given(column, parse)?;
        if value.is_none() {
            self.fault(column, Fault::Needed);
        }
        value
    }

    /// The value of a cell that may be empty; the outer none is after a problem.
    pub(super) fn read_if_given<T>(
        &mut self,
        column: &'static str,
        parse: impl FnOnce(&str) -> Result<T, Fault>,
    ) -> Option<Option<T>> {
        match self.cell(column) {
            "" => Some(None),
            text => match parse(text) {
                Ok(value) => Some(Some(value)),
                Err(fault) => {
                    self.fault(column, why(text, fault));
                    None
                }
            },
        }
    }

    /// The value of a cell that may be empty, or that it is empty; none where the file says nothing of it: it has no such column, or what
    /// stands there cannot be right, which changes nothing and is only warned of.
    pub(super) fn said<T>(
        &mut self,
        column: &'static str,
        parse: impl FnOnce(&str) -> Result<T, Fault>,
    ) -> Option<Option<T>> {
        if !self.has(column) {
            return None;
        }
        match self.cell(column) {
            "" => Some(None),
            text => parse(text).map(Some).map_err(|fault| self.pass_over(column, why(text, fault))).ok(),
        }
    }

    /// A cell that cannot be right, and that may be empty, changes nothing.
    pub(super) fn pass_over(&mut self, column: &'static str, fault: Fault) {
        self.warn_meanwhile(column, fault, Some(Meanwhile::Unchanged));
    }

    /// A part of a legal name, where one is given; the outer none is after a problem.
    pub(super) fn name(&mut self, column: &'static str) -> Option<Option<NamePart>> {
        self.warn_of_unseen(column);
        self.read_if_given(column, |text| cell::name(&invisible::name(text)))
    }

    /// The same, of a name that somebody may do without.
    pub(super) fn said_name(&mut self, column: &'static str) -> Option<Option<NamePart>> {
        self.warn_of_unseen(column);
        self.said(column, |text| cell::name(&invisible::name(text)))
    }

    /// The same, of somebody or something that is called by one text.
    pub(super) fn called(&mut self, column: &'static str) -> Option<String> {
        self.warn_of_unseen(column);
        self.read(column, |text| cell::text(&invisible::name(text)))
    }

    /// The same, of a person: what stands there for a part of the name that is missing is left out.
    pub(super) fn person(&mut self, column: &'static str) -> Option<String> {
        let called = self.called(column)?;
        let Some(named) = without_fillers(&called) else { return Some(called) };
        if named.is_empty() {
            self.fault(column, Fault::Needed);
            return None;
        }
        self.warn(column, Fault::FillerWithin);
        Some(named)
    }

    fn warn_of_unseen(&mut self, column: &'static str) {
        if let Some(unseen) = invisible::left_out(self.cell(column)) {
            self.warn(column, Fault::Unseen { code_point: invisible::code_point(unseen) });
        }
    }

    /// The row's own key, which no other row of the file may have.
    pub(super) fn key<T>(&mut self, column: &'static str, rows: &mut Rows<T>) -> Option<String> {
        let key = self.read(column, id::read)?;
        match rows.claim(&key, self.line()) {
            Ok(()) => Some(key),
            Err(line) => {
                self.fault(column, Fault::SameId { line });
                None
            }
        }
    }

    /// The row of another file that a cell names by its key.
    pub(super) fn names<T>(
        &mut self,
        column: &'static str,
        rows: &Rows<T>,
        file: &'static str,
    ) -> Option<At<T>> {
        let key = self.read(column, id::read)?;
        self.named(column, &key, rows, file)
    }

    /// The row of another file with this key.
    pub(super) fn named<T>(
        &mut self,
        column: &'static str,
        key: &str,
        rows: &Rows<T>,
        file: &'static str,
    ) -> Option<At<T>> {
        self.notes.named.push((file, key.to_owned()));
        let fault = match rows.find(key) {
            Found::Row(at) => {
                self.problems.leads_there(file, key);
                return Some(at);
            }
            // A row that is there with a problem of its own is not named a second time for each that refers to it.
            Found::Refused(on) => {
                self.problems.leads_there(file, key);
                self.notes.hangs_on.push(on);
                return None;
            }
            Found::Ambiguous => ambiguous(key),
            Found::Nothing => {
                let fault = missing(file, key, rows);
                if let Some(meant) = rows.nearly_on_line(key) {
                    return self.astray(column, fault, (file, key), (rows.hanging_on(Some(meant.1)), meant));
                }
                fault
            }
        };
        self.problem(self.at(Some(column), fault));
        None
    }

    /// It names a row by nearly its id. Should that row's id turn out to be the wrong one, it goes with it.
    fn astray<T>(
        &mut self,
        column: &'static str,
        fault: Fault,
        (file, key): (&'static str, &str),
        (on, meant): (HangsOn, (String, u64)),
    ) -> Option<At<T>> {
        self.notes.hangs_on.push(on);
        self.is_faulty = true;
        if !self.garbled {
            let problem = self.at(Some(column), fault);
            self.problems.leads_astray(problem, file, key, meant);
        }
        None
    }

    /// Says what is wrong with a cell, and what it holds, unless that is somebody's own.
    pub(super) fn fault(&mut self, column: &'static str, fault: Fault) {
        self.problem(RowProblem { found: self.found(column), ..self.at(Some(column), fault) });
    }

    /// Says what is odd about a cell and does no harm.
    pub(super) fn warn(&mut self, column: &'static str, fault: Fault) {
        self.warn_meanwhile(column, fault, None);
    }

    /// The same, where this becomes of the cell.
    pub(super) fn warn_meanwhile(
        &mut self,
        column: &'static str,
        fault: Fault,
        meanwhile: Option<Meanwhile>,
    ) {
        if !self.garbled {
            let found = self.found(column);
            self.problems.warn(RowProblem { found, meanwhile, ..self.at(Some(column), fault) });
        }
    }

    /// What a cell holds, as far as it may be said.
    fn found(&self, column: &'static str) -> Option<String> {
        let private = self.sheet.columns.iter().any(|it| it.name == column && it.private);
        match self.written(column) {
            "" => None,
            _ if private => None,
            found => Some(shown(found)),
        }
    }

    fn at(&self, column: Option<&str>, fault: Fault) -> RowProblem {
        let of_file = RowProblem::of_file(self.sheet.file, fault);
        RowProblem { line: Some(self.line()), column: column.map(str::to_owned), ..of_file }
    }

    /// What is to be known of it where it is refused; none where it is good.
    pub(super) fn into_notes(self) -> Option<RowNotes> {
        (self.is_faulty || !self.notes.hangs_on.is_empty()).then_some(self.notes)
    }

    fn problem(&mut self, problem: RowProblem) {
        self.is_faulty = true;
        if !self.garbled {
            self.problems.push(problem);
        }
    }
}

/// Why a cell cannot be read: an error of a spreadsheet is no day and no amount, but that says what to do about neither.
fn why(text: &str, fault: Fault) -> Fault {
    if is_error(text) { Fault::ErrorValue } else { fault }
}

/// That another file has no row of this key, and where rows may refer to what the desk knows, that it does not know it either.
pub(super) fn missing<T>(file: &'static str, key: &str, rows: &Rows<T>) -> Fault {
    let id = shown(key);
    let Some(other) = rows.nearly(key) else {
        return Fault::Nowhere { file, id, in_desk: rows.knows_desk() };
    };
    let trifles = differ_in(other, key).unwrap_or_default();
    Fault::NearlyThere { file, id, there: CopyOf { id: shown(other), line: None, trifles } }
}

/// That two practices of the desk have this key.
pub(super) fn ambiguous(key: &str) -> Fault {
    Fault::Ambiguous { id: shown(key) }
}

/// Text of a file as it may be printed: short, and without characters that a terminal would obey.
pub(super) fn shown(text: &str) -> String {
    let mut shown = String::new();
    for (at, letter) in text.chars().enumerate() {
        match letter {
            _ if at == SHOWN_MAX => {
                shown.push('…');
                break;
            }
            '"' | '\'' | '\\' => shown.push(letter),
            _ => shown.extend(letter.escape_debug()),
        }
    }
    shown
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_printed_is_short_and_cannot_steer_a_terminal() {
        assert_eq!(shown("cl-0017 d'Arc"), "cl-0017 d'Arc");
        assert_eq!(shown("evil\u{202e}"), "evil\\u{202e}");
        assert_eq!(shown("\u{1b}[2Jhello"), "\\u{1b}[2Jhello");
        assert_eq!(shown(&"x".repeat(41)), format!("{}…", "x".repeat(40)));
    }
}
