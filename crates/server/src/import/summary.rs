//! What an import did, file by file.

use std::fmt;

use indicatif::HumanCount;
use store::Tally;

use super::access_changes::AccessChanges;
use super::records::{FILES, SetAside};
use crate::counted::counted;

/// How many rows of each file were new, changed something, or said what was known.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Summary {
    /// Of `practices.csv`.
    pub practices: Tally,
    /// Of `staff.csv`.
    pub staff: Tally,
    /// Of `payers.csv`.
    pub payers: Tally,
    /// Of `clients.csv`.
    pub clients: Tally,
    /// Of `coverages.csv`.
    pub coverages: Tally,
    /// Of `payment_methods.csv`.
    pub payment_methods: Tally,
    /// Of `charges.csv`.
    pub charges: Tally,
    /// Who was shut out because they are gone, and who came back.
    pub access: AccessChanges,
    /// The rows that were not imported; none where all are or nothing is.
    pub set_aside: Option<SetAside>,
}

impl Summary {
    /// The files with what became of their rows.
    pub fn files(&self) -> impl Iterator<Item = (&'static str, Tally)> {
        let tallies = [
            self.practices,
            self.staff,
            self.payers,
            self.clients,
            self.coverages,
            self.payment_methods,
            self.charges,
        ];
        FILES.into_iter().zip(tallies)
    }

    /// How many rows were set aside.
    #[must_use]
    pub fn aside(&self) -> u64 {
        self.set_aside.as_ref().map_or(0, SetAside::total)
    }

    /// All files together.
    #[must_use]
    pub fn total(&self) -> Tally {
        let mut total = Tally::default();
        self.files().for_each(|(_, tally)| total += tally);
        total
    }
}

impl fmt::Display for Summary {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:<20} {:>10} {:>10} {:>10}", "", "created", "changed", "unchanged")?;
        if self.set_aside.is_some() {
            write!(f, " {:>10}", "set aside")?;
        }
        for (nth, (file, Tally { created, changed, unchanged })) in self.files().enumerate() {
            let [created, changed, unchanged] =
                [created, changed, unchanged].map(|count| HumanCount(count).to_string());
            write!(f, "\n{file:<20} {created:>10} {changed:>10} {unchanged:>10}")?;
            if let Some(aside) = &self.set_aside {
                write!(f, " {:>10}", HumanCount(aside.rows[nth]).to_string())?;
            }
        }
        write!(f, "{}", self.access)?;
        match &self.set_aside {
            Some(aside) if aside.total() > 0 => {
                let (many, file) = (counted(aside.total(), "row"), aside.path.display());
                write!(f, "\n{many} set aside in {file}; correct them there and import that file")
            }
            Some(_) | None => Ok(()),
        }
    }
}
