//! Comparing an export with what is there. Nothing is locked meanwhile and nothing written, however long it takes.

use std::collections::HashSet;

use indicatif::ProgressBar;
use store::{Reader, StoreError};

use super::apply::AllTerms;
use super::charges::{self, News};
use super::clients::ClientRow;
use super::copies;
use super::known::{KnownIds, KnownRows};
use super::practices::PracticeRow;
use super::problem::Problems;
use super::records::Records;
use super::rows::At;
use super::staff::StaffRow;

/// What comparing needs.
pub(super) struct Comparing<'a> {
    pub(super) reader: &'a Reader,
    pub(super) problems: &'a mut Problems,
    pub(super) progress: &'a ProgressBar,
}

/// Rows that are there under another id. What hangs on them has no problem of its own.
pub(super) struct Copied {
    practices: HashSet<At<PracticeRow>>,
    staff: HashSet<At<StaffRow>>,
    clients: HashSet<At<ClientRow>>,
}

/// Names every row that does not fit what is there; gives back those that say something new.
pub(super) async fn compare(
    records: &Records,
    ids: &KnownIds,
    known: &KnownRows,
    terms: &AllTerms,
    comparing: &mut Comparing<'_>,
) -> Result<News, StoreError> {
    let copied = Copied {
        practices: copies::practices(records, known, comparing.problems),
        staff: copies::staff(records, ids, known, comparing.problems),
        clients: copies::clients(records, ids, known, comparing.problems),
    };
    copies::shared(records, ids, known, &copied.clients, comparing.problems);
    copies::stays(records, ids, known, &copied.clients, comparing.problems);
    charges::compare(records, ids, known, &copied, terms, comparing).await
}

impl Copied {
    /// Whether a session is with one of them.
    pub(super) fn has(&self, records: &Records, client: At<ClientRow>, provider: At<StaffRow>) -> bool {
        self.practices.contains(&records.clients[client].practice)
            || self.clients.contains(&client)
            || self.staff.contains(&provider)
    }
}
