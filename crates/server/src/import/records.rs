//! Everything an export holds.

mod aside;

pub use aside::SetAside;

use std::path::Path;

use super::attendance;
use super::background::Background;
use super::charges::{self, ChargeRow};
use super::clients::{self, ClientRow};
use super::coverages::{self, CoverageRow};
use super::files::Files;
use super::gone::Missing;
use super::payers::{self, PayerRow};
use super::payment_methods::{self, MethodRow};
use super::practices::{self, PracticeRow};
use super::problem::{Problems, RowProblem, UnknownColumns};
use super::rows::Rows;
use super::set_aside::SetAsideFile;
use super::sheet::Sheet;
use super::staff::{self, StaffRow};
use super::warnings::Warnings;

/// The rows of all files, each good by itself and all of them with each other, beside those that are refused.
#[derive(Debug)]
pub struct Records {
    pub(super) practices: Rows<PracticeRow>,
    pub(super) staff: Rows<StaffRow>,
    pub(super) payers: Rows<PayerRow>,
    pub(super) clients: Rows<ClientRow>,
    pub(super) coverages: Rows<CoverageRow>,
    pub(super) payment_methods: Rows<MethodRow>,
    pub(super) charges: Rows<ChargeRow>,
    pub(super) missing: Missing,
    /// Whether what the practice was paid may be taken after all.
    pub(super) reopens: bool,
    /// Where refused rows are set aside; none where they are not, and all is imported or nothing.
    pub(super) set_aside: Option<SetAsideFile>,
    /// What is wrong with those.
    pub(super) refusals: Vec<RowProblem>,
    /// What is odd about them and keeps nobody from importing them.
    pub warnings: Warnings,
}

/// What came of reading files.
#[derive(Debug)]
pub struct Reading {
    records: Records,
    problems: Problems,
}

impl Reading {
    /// All of the records.
    ///
    /// # Errors
    /// Every problem of every row, if there is one.
    pub fn all(self) -> Result<Records, Problems> {
        let Self { records, mut problems } = self;
        if problems.is_empty() {
            return Ok(records);
        }
        // A fee that was imported before its payer forbade it may stay, and only the database knows. But where people have to
        // correct their files anyway, they should not have to do it twice.
        problems.extend(attendance::forbidden(&records.charges, &records.coverages, &records.payers));
        Err(problems.sorted(&FILES))
    }

    /// The records that are good. The others are set aside.
    ///
    /// # Errors
    /// The problems that are not about rows.
    pub fn setting_aside(self, file: SetAsideFile) -> Result<Records, Problems> {
        let Self { mut records, problems } = self;
        if !problems.are_of_rows() {
            return Err(problems.sorted(&FILES));
        }
        records.set_aside = Some(file);
        records.refuse(problems);
        Ok(records)
    }
}

impl Records {
    /// The same, where this is what it means that somebody is missing. Of rows that were set aside it never means anything.
    #[must_use]
    pub fn taking(mut self, missing: Missing) -> Self {
        if self.missing != Missing::NothingSaid {
            self.missing = missing;
        }
        self
    }

    /// The same, where a charge that the practice was paid may come back as one that the desk takes, if `reopens` says so.
    #[must_use]
    pub const fn reopening(mut self, reopens: bool) -> Self {
        self.reopens = reopens;
        self
    }

    /// Refuses the rows that have these problems, and those that hang on them.
    pub(super) fn refuse(&mut self, problems: Problems) {
        for RowProblem { file, line, .. } in &problems {
            let Some(line) = *line else { continue };
            match *file {
                practices::FILE => self.practices.refuse_line(line),
                staff::FILE => self.staff.refuse_line(line),
                payers::FILE => self.payers.refuse_line(line),
                clients::FILE => self.clients.refuse_line(line),
                coverages::FILE => self.coverages.refuse_line(line),
                payment_methods::FILE => self.payment_methods.refuse_line(line),
                _ => self.charges.refuse_line(line),
            }
        }
        self.refusals.extend(problems.into_list());
        let Self { practices, staff, payers, clients, coverages, payment_methods, charges, .. } = self;
        staff.refuse_hanging(|it| practices.refused_at(it.practice));
        payers.refuse_hanging(|it| practices.refused_at(it.practice));
        clients.refuse_hanging(|it| practices.refused_at(it.practice));
        coverages.refuse_hanging(|it| clients.refused_at(it.client).or_else(|| payers.refused_at(it.payer)));
        payment_methods.refuse_hanging(|it| clients.refused_at(it.client));
        payment_methods::refuse_incomplete(payment_methods, clients);
        charges.refuse_hanging(|it| clients.refused_at(it.client).or_else(|| staff.refused_at(it.provider)));
    }
}

/// The files, in the order in which they refer to each other.
pub(super) const FILES: [&str; 7] = [
    practices::FILE,
    staff::FILE,
    payers::FILE,
    clients::FILE,
    coverages::FILE,
    payment_methods::FILE,
    charges::FILE,
];

/// What each is like, in that order.
pub(super) static SHEETS: [&Sheet; 7] = [
    &practices::SHEET,
    &staff::SHEET,
    &payers::SHEET,
    &clients::SHEET,
    &coverages::SHEET,
    &payment_methods::SHEET,
    &charges::SHEET,
];

/// Reads the files of a folder. Nothing but the folder is looked at.
///
/// # Errors
/// Every problem of every row.
pub fn read(dir: &Path) -> Result<Records, Problems> {
    read_passing(dir, UnknownColumns::Refused)
}

/// The same, where this is what a column is that is not known.
///
/// # Errors
/// Every problem of every row.
pub fn read_passing(dir: &Path, unknown_columns: UnknownColumns) -> Result<Records, Problems> {
    read_files(&Files::in_folder(dir), Background::nothing(), unknown_columns).all()
}

/// Reads files whose rows can refer to each other and to what is in the background.
#[must_use]
pub fn read_files(files: &Files, background: Background, unknown_columns: UnknownColumns) -> Reading {
    let mut problems = Problems::passing(unknown_columns);
    let practices = practices::read(files, background.practices, &mut problems);
    let mut staff = staff::read(files, background.staff, &practices, &mut problems);
    let payers = payers::read(files, background.payers, &practices, &mut problems);
    let mut clients = clients::read(files, background.clients, &practices, &staff, &mut problems);
    let coverages = coverages::read(files, &clients, &payers, &mut problems);
    let payment_methods = payment_methods::read(files, &clients, &mut problems);
    let charges = charges::read(files, &clients, &staff, &mut problems);
    for (file, id) in problems.trace_back() {
        // Whoever is meant is not gone because their row has a wrong id.
        match file {
            staff::FILE => staff.spare(&id),
            clients::FILE => clients.spare(&id),
            _ => {}
        }
    }
    // Rows that were set aside are not all that a practice has.
    let missing = if files.set_aside_of().is_some() { Missing::NothingSaid } else { Missing::default() };
    let records = Records {
        practices,
        staff,
        payers,
        clients,
        coverages,
        payment_methods,
        charges,
        missing,
        reopens: false,
        set_aside: None,
        refusals: Vec::new(),
        warnings: problems.take_warnings(),
    };
    Reading { records, problems }
}
