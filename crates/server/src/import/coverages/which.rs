//! Which coverage of the desk each row is about.

use domain::coverage::Coverage;
use domain::{ClientId, CoverageId, PayerId, PracticeId};

use super::{CoverageRow, KnownCoverages};
use crate::import::clients::ClientRow;
use crate::import::payers::PayerRow;
use crate::import::rows::{ForEach, Rows};

/// Whom the rows name, as the desk knows them.
pub(in crate::import) struct Which<'a> {
    pub(in crate::import) known: &'a KnownCoverages,
    pub(in crate::import) practice: &'a dyn Fn(&CoverageRow) -> PracticeId,
    pub(in crate::import) clients: &'a ForEach<ClientRow, ClientId>,
    pub(in crate::import) payers: &'a ForEach<PayerRow, PayerId>,
}

impl Which<'_> {
    /// The ids of those that are known, and new ones for the other rows. A practice may have written another plan over the row of one, and
    /// given that one a row of its own: each is the one whose card the row names, whatever rows were called before.
    pub(in crate::import) fn ids(
        &self,
        rows: &Rows<CoverageRow>,
        mut make_id: impl FnMut() -> CoverageId,
    ) -> ForEach<CoverageRow, CoverageId> {
        let mut rowless = self.known.made_here();
        let same = rows.for_each(|row| {
            let there = self.keyed(row)?;
            if row.is_about(there, self.payers[row.payer]) {
                return Some(there.id);
            }
            rowless.add(there);
            None
        });
        let mut same = same.iter();
        let found = rows.for_each(|row| {
            let same = same.next().copied().flatten();
            same.or_else(|| {
                rowless.take(self.clients[row.client], |it| row.takes_over(it, self.payers[row.payer]))
            })
        });
        let mut found = found.iter();
        rows.for_each(|row| {
            let found = found.next().copied().flatten();
            let itself = || self.keyed(row).and_then(|there| rowless.take_itself(there));
            found.or_else(itself).unwrap_or_else(&mut make_id)
        })
    }

    /// The one that the practice's system called so last.
    fn keyed(&self, row: &CoverageRow) -> Option<&Coverage> {
        self.known.keyed((self.practice)(row), &row.key)
    }
}
