//! The first line of a file: which columns it has, and where.

use csv::ByteRecord;
use domain::fault::Fault;

use super::invisible::is_invisible;
use super::nearest::nearest;
use super::problem::{Problems, RowProblem};
use super::records::SHEETS;
use super::row::shown;
use super::sheet::Sheet;

/// What other systems call our columns, in small letters without blanks between.
const ELSEWHERE: [(&str, &str); 29] = [
    ("dob", "date_of_birth"),
    ("birthdate", "date_of_birth"),
    ("birthday", "date_of_birth"),
    ("patientid", "client_id"),
    ("memberfirstname", "legal_first_name"),
    ("firstname", "legal_first_name"),
    ("givenname", "legal_first_name"),
    ("lastname", "legal_last_name"),
    ("surname", "legal_last_name"),
    ("familyname", "legal_last_name"),
    ("preferredname", "chosen_first_name"),
    ("preferredfirstname", "chosen_first_name"),
    ("nickname", "chosen_first_name"),
    ("emailaddress", "email"),
    ("phonenumber", "phone"),
    ("mobile", "phone"),
    ("mobilephone", "phone"),
    ("cellphone", "phone"),
    ("telephone", "phone"),
    ("homephone", "phone"),
    ("subscriberid", "member_id"),
    ("policynumber", "member_id"),
    ("memberidnumber", "member_id"),
    ("group", "group_number"),
    ("subscriberdob", "subscriber_date_of_birth"),
    ("subscriberbirthdate", "subscriber_date_of_birth"),
    ("tradingpartnerserviceid", "eligibility_id"),
    ("dateofservice", "session_date"),
    ("dos", "session_date"),
];

/// The first line of a file, or of a part of one.
pub(super) struct Titles {
    pub(super) names: Vec<String>,
    /// Where they stand; none in a part of a file, of which the line is not the first.
    pub(super) line: Option<u64>,
    /// A later line that names the columns, where this one does not.
    pub(super) below: Option<u64>,
}

/// Where the columns of a sheet stand in a file.
pub(super) struct Places {
    /// For each column of the sheet, in their order.
    pub(super) of: Vec<Option<usize>>,
    /// How many columns the file has, without empty ones at the end.
    pub(super) width: usize,
}

impl Places {
    /// What is wrong with a row that has taken others into itself by a quote; none for any other row.
    /// `is_open` says that the file ended within one.
    pub(super) fn swallowed(&self, record: &ByteRecord, is_open: bool) -> Option<Fault> {
        if !record.iter().any(|cell| cell.contains(&b'\n')) {
            return None;
        }
        if is_open {
            return Some(Fault::QuoteOpen);
        }
        // A line break within a cell alone may be meant, and is told as what it is.
        let has_rows =
            record.iter().any(|cell| cell.iter().filter(|it| **it == b',').count() + 1 >= self.width);
        (record.len() < self.width || has_rows).then_some(Fault::QuoteSwallows)
    }
}

/// The same for names that differ in capitals, blanks, underscores, hyphens and what nobody sees only.
fn plain(name: &str) -> String {
    let counts = |c: &char| !c.is_whitespace() && !is_invisible(*c) && !matches!(c, '_' | '-' | '.');
    let letters = name.chars().filter(counts);
    letters.flat_map(char::to_lowercase).collect()
}

impl Sheet {
    /// Whether a row has the titles of its columns for cells, as where one file was put behind another.
    pub(super) fn is_titles(&self, record: &ByteRecord, places: &Places) -> bool {
        let cell = |at: usize| plain(&String::from_utf8_lossy(record.get(at).unwrap_or_default()));
        let mut columns =
            self.columns.iter().zip(&places.of).filter_map(|(column, at)| Some((column, (*at)?)));
        columns.all(|(column, at)| cell(at) == plain(column.name))
    }

    /// The file whose titles these are, where they are not this one's.
    fn other_file(&self, names: &[String]) -> Option<&'static str> {
        let has_all = |sheet: &Sheet| {
            let names: Vec<String> = names.iter().map(|name| plain(name)).collect();
            sheet.columns.iter().filter(|it| it.must).all(|it| names.contains(&plain(it.name)))
        };
        if has_all(self) {
            return None;
        }
        let others = SHEETS.into_iter().filter(|sheet| sheet.file != self.file && has_all(sheet));
        let best = others.max_by_key(|sheet| sheet.known_among(names));
        best.filter(|sheet| sheet.known_among(names) > self.known_among(names)).map(|sheet| sheet.file)
    }

    /// How many columns of the sheet these names stand for.
    pub(super) fn known_among(&self, names: &[String]) -> usize {
        let names: Vec<String> = names.iter().map(|name| plain(name)).collect();
        self.columns.iter().filter(|column| names.contains(&plain(column.name))).count()
    }

    /// What is wrong with a line that names no column at all: one thing, and not one for each column. `below` is where they are named.
    fn untitled(&self, names: &[String], below: Option<u64>) -> Option<Fault> {
        if let [one] = names
            && (one.contains(';') || one.contains('\t'))
        {
            return Some(Fault::Separator);
        }
        // Those of another system are told one by one, and the like of one of ours is found for nearly any word.
        let proposed = names.iter().filter(|name| self.proposed(name, &[]).is_some()).count();
        if let Some(titles_of) = self.other_file(names) {
            return Some(Fault::OtherFile { titles_of });
        }
        match below {
            _ if self.known_among(names) > 0 => None,
            Some(line) => Some(Fault::TitlesBelow { line }),
            None => (2 * proposed < names.len()).then_some(Fault::NoTitles { file: self.file }),
        }
    }

    /// Where the columns stand that these names stand for; none where one of them needs a correction.
    pub(super) fn places(&self, titles: Titles, problems: &mut Problems) -> Option<Places> {
        let Titles { mut names, line, below } = titles;
        if let Some(fault) = self.untitled(&names, below) {
            problems.push(self.in_header(line, None, fault));
            return None;
        }
        // Spreadsheets write empty columns at the end once somebody has been there.
        names.truncate(names.iter().rposition(|name| !name.is_empty()).map_or(0, |last| last + 1));
        let (before, width) = (problems.len(), names.len());
        let found: Vec<Option<usize>> = names
            .iter()
            .map(|name| self.columns.iter().position(|column| plain(column.name) == plain(name)))
            .collect();
        let mut meant = Vec::new();
        for (at, name) in names.iter().enumerate() {
            if found[at].is_some() && found[..at].contains(&found[at]) {
                problems.push(self.in_header(line, Some(name), Fault::ColumnTwice));
            } else if found[at].is_none() {
                let proposed = self.proposed(name, &found);
                let title = (!name.is_empty()).then_some(name.as_str());
                problems.unknown_column(self.in_header(line, title, self.unknown(name, at + 1, proposed)));
                meant.extend(proposed.filter(|_| !problems.passes_unknown_columns()));
            }
        }
        for (nth, column) in self.columns.iter().enumerate().filter(|(_, column)| column.must) {
            // A column under another name is one problem and not two.
            if !found.contains(&Some(nth)) && !meant.contains(&column.name) {
                problems.push(self.in_header(line, Some(column.name), Fault::ColumnMissing));
            }
        }
        let place = |nth| found.iter().position(|it| *it == Some(nth));
        (problems.len() == before).then(|| Places { of: (0..self.columns.len()).map(place).collect(), width })
    }

    /// The column that is likely meant, of those that no other name stands for.
    fn proposed(&self, name: &str, found: &[Option<usize>]) -> Option<&'static str> {
        let free = self.columns.iter().enumerate().filter(|(nth, _)| !found.contains(&Some(*nth)));
        let free: Vec<&'static str> = free.map(|(_, column)| column.name).collect();
        let plain = plain(name);
        let elsewhere = ELSEWHERE.iter().find(|(theirs, ours)| *theirs == plain && free.contains(ours));
        elsewhere.map(|it| it.1).or_else(|| nearest(name, free))
    }

    const fn unknown(&self, name: &str, nth: usize, nearest: Option<&'static str>) -> Fault {
        if name.is_empty() {
            return Fault::ColumnNameless { nth };
        }
        Fault::ColumnUnknown { file: self.file, nearest }
    }

    fn in_header(&self, line: Option<u64>, column: Option<&str>, fault: Fault) -> RowProblem {
        RowProblem { line, column: column.map(shown), ..self.whole(fault) }
    }
}
