//! That something is there already under another id.

use domain::fault::{Copied, CopyOf, Trifle};

use crate::Texts;

impl Texts {
    pub(super) fn copy(self, what: Copied, of: &CopyOf) -> String {
        let there = self.there(what, of);
        let there = match self.trifles(of) {
            Some(trifles) => self.row_copy_alike(&there, &trifles),
            None => there,
        };
        match what {
            Copied::Practice => self.row_copy_practice(&there),
            Copied::Staff => self.row_copy_staff(&there),
            Copied::Client => self.row_copy_client(&there),
            Copied::Session => self.row_copy_session(&there, &of.id),
            Copied::SecondCharge => self.row_copy_second_charge(&there),
        }
    }

    pub(super) fn nearly_there(self, file: &str, id: &str, there: &CopyOf) -> String {
        match self.trifles(there) {
            Some(trifles) => self.row_nearly_there(file, id, &there.id, &trifles),
            None => self.row_nowhere(file, id),
        }
    }

    pub(super) fn named_otherwise(self, rows: usize, by: &CopyOf) -> String {
        let trifles = self.trifles(by).unwrap_or_default();
        self.row_named_otherwise(&rows.to_string(), &by.id, &trifles)
    }

    /// In what alone the two ids differ.
    fn trifles(self, of: &CopyOf) -> Option<String> {
        let trifles = of.trifles.iter().map(|it| self.trifle(it));
        trifles.reduce(|one, other| self.row_trifle_and(&one, &other))
    }

    fn there(self, what: Copied, of: &CopyOf) -> String {
        let line = of.line.map(|line| line.to_string());
        match (what, line) {
            (Copied::Practice, None) => self.row_there_practice(&of.id),
            (Copied::Practice, Some(line)) => self.row_there_practice_in_row(&line, &of.id),
            (Copied::Staff | Copied::Client, None) => self.row_there_person(&of.id),
            (Copied::Staff | Copied::Client, Some(line)) => self.row_there_person_in_row(&line, &of.id),
            (Copied::Session | Copied::SecondCharge, None) => self.row_there_session(&of.id),
            (Copied::Session | Copied::SecondCharge, Some(line)) => {
                self.row_there_session_in_row(&line, &of.id)
            }
        }
    }

    fn trifle(self, trifle: &Trifle) -> String {
        match trifle {
            Trifle::Zero => self.row_trifle_zero().to_owned(),
            Trifle::Case => self.row_trifle_case().to_owned(),
            Trifle::Blank => self.row_trifle_blank().to_owned(),
            Trifle::Invisible(None) => self.row_trifle_invisible().to_owned(),
            Trifle::Invisible(Some(code_point)) => self.row_trifle_invisible_point(code_point),
        }
    }
}
