//! Bringing in what was read: comparing it with what is there, then writing it.

use std::collections::HashMap;

use chrono::{DateTime, NaiveDate, Utc};
use domain::charge::{Charge, ChargeState};
use domain::policy::Policy;
use domain::promise::notice_due;
use domain::zone::PracticeZone;
use domain::{MessageId, PracticeId};
use indicatif::ProgressBar;
use store::{Access, Store, StoreError, Unit, arrivals, outbox, policies};
use uuid::Uuid;

use super::addresses::Readdressed;
use super::compare::Comparing;
use super::known::{KnownIds, KnownRows};
use super::people::People;
use super::plan::ImportPlan;
use super::problem::Problems;
use super::records::{FILES, Records};
use super::set_aside::SetAsideProblem;
use super::summary::Summary;
use crate::mail::Message;

/// Makes ids of version 7.
pub type MakeId<'a> = dyn FnMut() -> Uuid + Send + 'a;

/// Why an import failed. Nothing of it was written, except where the store says that it does not know.
#[derive(Debug, thiserror::Error)]
pub enum ImportError {
    /// Rows that do not fit what is there.
    #[error("the rows do not fit what is there")]
    Refused(#[source] Problems),
    /// Another import came in between, with which this one was not compared. Nothing of this one was imported.
    #[error("another import came in between, so nothing was imported; import the newest export again")]
    Overtaken,
    /// Rows that are refused could not be set aside.
    #[error("the refused rows could not be set aside, so nothing was imported")]
    SetAside(#[from] SetAsideProblem),
    /// The store failed.
    #[error("the database failed while the import was written")]
    Store(#[from] StoreError),
}

/// What writing charges needs.
pub(super) struct Writing<'a> {
    pub(super) now: DateTime<Utc>,
    pub(super) make_id: &'a mut MakeId<'a>,
    pub(super) progress: &'a ProgressBar,
}

/// What the last unit needs, in which what is there changes.
pub(super) struct Bringing<'a> {
    pub(super) unit: &'a Unit,
    pub(super) now: DateTime<Utc>,
    pub(super) make_id: &'a mut MakeId<'a>,
    pub(super) problems: &'a mut Problems,
    pub(super) readdressed: Vec<Readdressed>,
}

impl Bringing<'_> {
    /// Has the client of a charge written to about it at once.
    pub(super) async fn mail(&mut self, charge: &Charge, message: &Message) -> Result<(), StoreError> {
        let row = message.about(charge, MessageId::new((self.make_id)()), self.now, self.now);
        outbox::insert(self.unit, &row).await.map(drop)
    }
}

/// In which zone and under which policy a practice's charges come.
#[derive(Clone, Copy, Debug)]
pub(super) struct Terms {
    zone: PracticeZone,
    policy: Policy,
    /// When the export comes, on the business clock.
    now: DateTime<Utc>,
}

/// Those of each practice.
pub(super) type AllTerms = HashMap<PracticeId, Terms>;

impl Terms {
    /// When a worker has to look at a charge in this state.
    pub(super) fn due_at(&self, state: &ChargeState) -> Option<DateTime<Utc>> {
        state.due_at(self.zone, &self.policy, self.now)
    }

    /// When the client of a charge that is wished for on `day` is told of it.
    pub(super) fn notice_due(&self, day: NaiveDate) -> DateTime<Utc> {
        notice_due(day, self.zone, &self.policy)
    }

    /// Where the practice is.
    pub(super) const fn zone(&self) -> PracticeZone {
        self.zone
    }

    /// The day on which it comes, where the practice is.
    pub(super) fn today(&self) -> NaiveDate {
        self.zone.day(self.now)
    }

    /// When the export comes.
    pub(super) const fn now(&self) -> DateTime<Utc> {
        self.now
    }

    /// The instant on a day at which the practice takes charges, for days of which no more is known.
    pub(super) fn at(&self, day: NaiveDate) -> DateTime<Utc> {
        self.zone.instant(day, self.policy.charge_time)
    }
}

/// Writes the records over what is there: all of them, or nothing. Again it changes nothing.
///
/// `now` is on the business clock. The bar counts charges.
///
/// # Errors
/// [`ImportError::Refused`] names the rows that do not fit what is there. Then nothing is written.
pub async fn apply(
    store: &Store,
    records: &mut Records,
    now: DateTime<Utc>,
    make_id: &mut MakeId<'_>,
    progress: &ProgressBar,
) -> Result<Summary, ImportError> {
    let plan = compare(store, records, now, make_id, progress).await?;
    plan.write(store, now, make_id, progress).await
}

/// Compares the records with what is there, without keeping anybody else from writing meanwhile. Rows that do not fit are refused.
///
/// # Errors
/// [`ImportError::Refused`] names them where none are set aside, or what else is wrong.
pub async fn compare<'a>(
    store: &Store,
    records: &'a mut Records,
    now: DateTime<Utc>,
    make_id: &mut MakeId<'_>,
    progress: &ProgressBar,
) -> Result<ImportPlan<'a>, ImportError> {
    let reader = store.reader();
    // Before anything else is read: what comes in while we compare was not compared with.
    let since = arrivals::completed(&reader).await?;
    let known = KnownRows::read(&reader, records).await?;
    let ids = KnownIds::of(records, &known, &mut || make_id());
    let terms = terms(records, &ids, now, &reader).await?;
    let comparing = Comparing { reader: &reader, ids: &ids, known: &known, terms: &terms, progress };
    let (news, lists, problems) = comparing.compare(records).await?;
    if !problems.is_empty() {
        return Err(ImportError::Refused(problems.sorted(&FILES)));
    }
    let records = &*records;
    let people = People::sorted(&reader, records, &ids, &known).await?;
    Ok(ImportPlan { records, ids, terms, people, news, lists, alone: known.practices.is_empty(), since })
}

async fn terms(
    records: &Records,
    ids: &KnownIds,
    now: DateTime<Utc>,
    access: &impl Access,
) -> Result<AllTerms, StoreError> {
    let mut terms = AllTerms::new();
    for (at, row) in records.practices.with_desk() {
        let (id, zone) = (ids.practices[at], row.zone);
        let policy = policies::at(access, id, zone.day(now)).await?;
        terms.insert(id, Terms { zone, policy, now });
    }
    Ok(terms)
}
