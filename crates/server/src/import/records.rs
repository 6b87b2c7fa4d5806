//! Everything a folder holds.

use std::path::Path;

use super::attendance;
use super::charges::{self, ChargeRow};
use super::clients::{self, ClientRow};
use super::coverages::{self, CoverageRow};
use super::gone::Missing;
use super::payers::{self, PayerRow};
use super::payment_methods::{self, MethodRow};
use super::practices::{self, PracticeRow};
use super::problem::{Problems, UnknownColumns, Warnings};
use super::rows::Rows;
use super::staff::{self, StaffRow};

/// The rows of all files, each good by itself and all of them with each other.
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
    /// What is odd about them and keeps nobody from importing them.
    pub warnings: Warnings,
}

impl Records {
    /// The same, where this is what it means that somebody is missing.
    #[must_use]
    pub const fn taking(mut self, missing: Missing) -> Self {
        self.missing = missing;
        self
    }

    /// The same, where a charge that the practice was paid may come back as one that the desk takes, if `reopens` says so.
    #[must_use]
    pub const fn reopening(mut self, reopens: bool) -> Self {
        self.reopens = reopens;
        self
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
    let mut problems = Problems::passing(unknown_columns);
    let practices = practices::read(dir, &mut problems);
    let staff = staff::read(dir, &practices, &mut problems);
    let payers = payers::read(dir, &practices, &mut problems);
    let clients = clients::read(dir, &practices, &staff, &mut problems);
    let coverages = coverages::read(dir, &clients, &payers, &mut problems);
    let payment_methods = payment_methods::read(dir, &clients, &mut problems);
    let charges = charges::read(dir, &clients, &staff, &mut problems);
    if problems.is_empty() {
        let missing = Missing::default();
        return Ok(Records {
            practices,
            staff,
            payers,
            clients,
            coverages,
            payment_methods,
            charges,
            missing,
            reopens: false,
            warnings: problems.into_warnings(),
        });
    }
    // A fee that was imported before its payer forbade it may stay, and only the database knows. But where people have to
    // correct their files anyway, they should not have to do it twice.
    problems.extend(attendance::forbidden(&charges, &coverages, &payers));
    Err(problems.sorted(&FILES))
}
