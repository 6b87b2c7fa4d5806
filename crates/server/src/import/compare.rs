//! Comparing an export with what is there. Nothing is locked meanwhile and nothing written, however long it takes.

use indicatif::ProgressBar;
use store::{Reader, StoreError};

use super::apply::AllTerms;
use super::charges::{self, News};
use super::clients;
use super::copies;
use super::gone::{self, PeopleList};
use super::known::{KnownIds, KnownRows};
use super::problem::Problems;
use super::records::Records;

/// What rows are compared with.
pub(super) struct Comparing<'a> {
    pub(super) reader: &'a Reader,
    pub(super) ids: &'a KnownIds,
    pub(super) known: &'a KnownRows,
    pub(super) terms: &'a AllTerms,
    pub(super) progress: &'a ProgressBar,
}

impl Comparing<'_> {
    /// Refuses every row that does not fit what is there. Gives back those that say something new, who is gone, and the problems for
    /// which nothing can be imported.
    pub(super) async fn compare(
        &self,
        records: &mut Records,
    ) -> Result<(News, Vec<PeopleList>, Problems), StoreError> {
        let problems = clients::unborn(&records.clients, self.ids, self.terms);
        records.refuse(problems);
        let problems = charges::still_to_come(records, self.ids, self.terms);
        records.refuse(problems);
        // What hangs on a row that is there under another id has no problem of its own.
        let problems = copies::practices(records, self.known);
        records.refuse(problems);
        let (problems, whom) = copies::staff(records, self.ids, self.known);
        whom.iter().for_each(|key| records.staff.spare(key));
        records.refuse(problems);
        let (problems, whom) = copies::clients(records, self.ids, self.known);
        whom.iter().for_each(|key| records.clients.spare(key));
        records.refuse(problems);
        let problems = copies::stays(records, self.ids, self.known);
        records.refuse(problems);
        let mut problems = copies::shared(records, self.ids, self.known);
        let mut news = charges::compare(self, records).await?;
        problems.extend(news.problems.drain(..));
        for (at, on) in news.hanging.drain(..) {
            records.charges.refuse_with(at, on);
        }
        records.refuse(problems);
        news.retain(&records.charges);
        let (lists, lost) = gone::compared(self, records).await?;
        if records.set_aside.is_some() {
            return Ok((news, lists, lost));
        }
        let mut problems = Problems::default();
        problems.extend(std::mem::take(&mut records.refusals));
        problems.extend(lost.into_list());
        Ok((news, lists, problems))
    }
}
