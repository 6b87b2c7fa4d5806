//! What an import did, file by file.

use std::fmt;

use indicatif::HumanCount;
use store::Tally;

use super::access_changes::AccessChanges;
use super::records::FILES;

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
        for (file, Tally { created, changed, unchanged }) in self.files() {
            let [created, changed, unchanged] =
                [created, changed, unchanged].map(|count| HumanCount(count).to_string());
            write!(f, "\n{file:<20} {created:>10} {changed:>10} {unchanged:>10}")?;
        }
        write!(f, "{}", self.access)
    }
}
