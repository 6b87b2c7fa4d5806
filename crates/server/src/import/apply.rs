//! Writing what was read, in one transaction.

use std::collections::HashMap;

use chrono::{DateTime, NaiveDate, Utc};
use domain::PracticeId;
use domain::charge::ChargeState;
use domain::policy::Policy;
use domain::zone::PracticeZone;
use indicatif::ProgressBar;
use store::arrivals::{self, Arrival};
use store::{Access, Store, StoreError, Tally, Unit, policies};
use uuid::Uuid;

use super::arriving::Arriving;
use super::charges::News;
use super::compare::Comparing;
use super::known::{Ids, Known};
use super::people::People;
use super::problem::Problems;
use super::records::{FILES, Records};
use super::summary::Summary;
use super::{addresses, charges};

/// Makes ids of version 7.
pub type MakeId<'a> = dyn FnMut() -> Uuid + Send + 'a;

/// Why nothing was imported.
#[derive(Debug, thiserror::Error)]
pub enum ImportError {
    /// Rows that do not fit what is there.
    #[error("the rows do not fit what is there")]
    Refused(#[source] Problems),
    /// Another import began while this one was under way. It has the newer export, so nothing of this one was imported.
    #[error("another import began meanwhile; nothing was imported")]
    Overtaken,
    /// The store failed.
    #[error("the import could not be written")]
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
    pub(super) progress: &'a ProgressBar,
}

/// In which zone and under which policy a practice's charges come.
#[derive(Clone, Copy, Debug)]
pub(super) struct Terms {
    zone: PracticeZone,
    policy: Policy,
}

/// Those of each practice.
pub(super) type AllTerms = HashMap<PracticeId, Terms>;

impl Terms {
    /// When a worker has to look at a charge in this state.
    pub(super) fn due_at(&self, state: &ChargeState) -> Option<DateTime<Utc>> {
        state.due_at(self.zone, &self.policy)
    }

    /// The instant on a day at which the practice takes charges, for days of which no more is known.
    pub(super) fn at(&self, day: NaiveDate) -> DateTime<Utc> {
        self.zone.instant(day, self.policy.charge_time)
    }
}

/// What an import is going to write.
#[derive(Debug)]
pub struct Plan<'a> {
    records: &'a Records,
    ids: Ids,
    terms: AllTerms,
    people: People,
    news: News,
    /// No practice was there before.
    alone: bool,
}

/// Writes the records over what is there: all of them, or nothing. Again it changes nothing.
///
/// `now` is on the business clock. The bar counts charges.
///
/// # Errors
/// [`ImportError::Refused`] names the rows that do not fit what is there. Then nothing is written.
pub async fn apply(
    store: &Store,
    records: &Records,
    now: DateTime<Utc>,
    make_id: &mut MakeId<'_>,
    progress: &ProgressBar,
) -> Result<Summary, ImportError> {
    let plan = compare(store, records, now, make_id, progress).await?;
    plan.write(store, now, make_id, progress).await
}

/// Compares the records with what is there, without keeping anybody else from writing meanwhile.
///
/// # Errors
/// [`ImportError::Refused`] names the rows that do not fit.
pub async fn compare<'a>(
    store: &Store,
    records: &'a Records,
    now: DateTime<Utc>,
    make_id: &mut MakeId<'_>,
    progress: &ProgressBar,
) -> Result<Plan<'a>, ImportError> {
    let reader = store.reader();
    let mut problems = Problems::default();
    let known = Known::read(&reader, records).await?;
    let ids = Ids::of(records, &known, &mut || make_id());
    let mut comparing = Comparing { reader: &reader, problems: &mut problems, progress };
    let news = super::compare::compare(records, &ids, &known, &mut comparing).await?;
    if !problems.is_empty() {
        return Err(ImportError::Refused(problems.sorted(&FILES)));
    }
    let terms = terms(records, &ids, now, &reader).await?;
    let people = People::sorted(&reader, records, &ids, &known).await?;
    Ok(Plan { records, ids, terms, people, news, alone: known.practices.is_empty() })
}

impl Plan<'_> {
    /// Writes it, where what it was compared with still holds: what is new in small units that nobody sees, and with the
    /// last one, which changes what is there, all of it appears.
    ///
    /// # Errors
    /// [`ImportError::Refused`] names the rows that no longer fit. Then nothing is imported.
    pub async fn write(
        &self,
        store: &Store,
        now: DateTime<Utc>,
        make_id: &mut MakeId<'_>,
        progress: &ProgressBar,
    ) -> Result<Summary, ImportError> {
        progress.set_position(self.news.unchanged);
        progress.set_message("writing");
        let mut make_id = || make_id();
        let arrival = if self.people.has_new() || !self.news.fresh.is_empty() {
            Some(begin(store, make_id(), now).await?)
        } else {
            None
        };
        let written = self.write_all(store, arrival, now, &mut make_id, progress).await;
        if let (Err(_), Some(arrival)) = (&written, arrival)
            && let Err(error) = arrivals::discard(store, arrival).await
        {
            // Nobody sees it, and the next import takes it away.
            tracing::warn!(%error, "an import that failed could not be taken away");
        }
        written
    }

    async fn write_all(
        &self,
        store: &Store,
        arrival: Option<Arrival>,
        now: DateTime<Utc>,
        make_id: &mut MakeId<'_>,
        progress: &ProgressBar,
    ) -> Result<Summary, ImportError> {
        let mut make_id = || make_id();
        if let Some(arrival) = arrival {
            let mut writing = Writing { now, make_id: &mut make_id, progress };
            let arriving = Arriving::new(store, arrival, self.alone);
            self.arrive(&mut writing, &arriving).await.map_err(overtaken)?;
        } else if !self.people.has_changes() && self.news.changed.is_empty() {
            return Ok(self.summary(Tally::default()));
        }
        let unit = store.begin().await?;
        let mut problems = Problems::default();
        let mut bringing =
            Bringing { unit: &unit, now, make_id: &mut make_id, problems: &mut problems, progress };
        if let Some(arrival) = arrival {
            arrivals::go_on(&unit, arrival).await.map_err(overtaken)?;
        }
        let summary = self.change(&mut bringing).await?;
        if !problems.is_empty() {
            return Err(ImportError::Refused(problems.sorted(&FILES)));
        }
        if let Some(arrival) = arrival {
            arrivals::complete(&unit, arrival).await.map_err(overtaken)?;
        }
        unit.commit().await?;
        Ok(summary)
    }

    async fn arrive(&self, writing: &mut Writing<'_>, arriving: &Arriving<'_>) -> Result<(), StoreError> {
        self.people.arrive(arriving).await?;
        charges::arrive(self.records, &self.news, &self.ids, &self.terms, writing, arriving).await
    }

    async fn change(&self, bringing: &mut Bringing<'_>) -> Result<Summary, StoreError> {
        let readdressed = self.people.change(self.records, bringing).await?;
        let changed = charges::change(self.records, &self.news, &self.ids, &self.terms, bringing).await?;
        addresses::announce_again(bringing.unit, &readdressed, &self.terms).await?;
        Ok(self.summary(changed))
    }

    /// What became of the rows, of the charges that were there what `changed` says.
    fn summary(&self, changed: Tally) -> Summary {
        let mut charges = changed;
        charges.created += self.news.fresh.len() as u64;
        charges.unchanged += self.news.unchanged;
        Summary { charges, ..self.people.summary() }
    }
}

/// Begins to write, after what earlier imports left on their way is gone. One that is still under way ends by it.
async fn begin(store: &Store, id: Uuid, now: DateTime<Utc>) -> Result<Arrival, StoreError> {
    for left in arrivals::left(&store.reader()).await? {
        arrivals::discard(store, left).await?;
    }
    let unit = store.begin().await?;
    let arrival = arrivals::begin(&unit, id, now).await?;
    unit.commit().await?;
    Ok(arrival)
}

/// A key that is there by now came with another import, and so did the end of this one.
fn overtaken(error: StoreError) -> ImportError {
    match error {
        StoreError::Stale | StoreError::Conflict(_) => ImportError::Overtaken,
        other => other.into(),
    }
}

async fn terms(
    records: &Records,
    ids: &Ids,
    now: DateTime<Utc>,
    access: &impl Access,
) -> Result<AllTerms, StoreError> {
    let mut terms = AllTerms::new();
    for (at, row) in records.practices.iter() {
        let (id, zone) = (ids.practices[at], row.zone);
        let policy = policies::at(access, id, zone.day(now)).await?;
        terms.insert(id, Terms { zone, policy });
    }
    Ok(terms)
}
