//! What an import is going to write, and writing it: what is new unseen and little by little, then the rest at once.

use std::error::Error;
use std::time::Duration;

use chrono::{DateTime, Utc};
use indicatif::ProgressBar;
use store::arrivals::{self, Arrival, Completed};
use store::{Store, StoreError, Tally};
use tokio::time::sleep;
use uuid::Uuid;

use super::apply::{AllTerms, Bringing, ImportError, MakeId, Writing};
use super::arriving::Arriving;
use super::charges::{LaidAside, News};
use super::gone::{self, PeopleList};
use super::known::KnownIds;
use super::people::People;
use super::problem::Problems;
use super::records::{FILES, Records, SetAside};
use super::summary::Summary;
use super::{addresses, charges};

/// How often the last step is done at most. It writes what many others write, in no order of theirs, so a database may end it for
/// somebody who waits for it while it waits for them. A practice would not hear of it before the morning.
const TRIES: usize = 4;

/// From one try to the next.
const PAUSE: Duration = Duration::from_millis(200);

/// What an import is going to write.
#[derive(Debug)]
pub struct ImportPlan<'a> {
    pub(super) records: &'a Records,
    pub(super) ids: KnownIds,
    pub(super) terms: AllTerms,
    pub(super) people: People,
    pub(super) news: News,
    pub(super) lists: Vec<PeopleList>,
    /// No practice was there before.
    pub(super) alone: bool,
    /// What had been imported before it was compared.
    pub(super) since: Completed,
}

impl ImportPlan<'_> {
    /// Writes it, where what it was compared with still holds: what is new in small units that nobody sees, and with the
    /// last one, which changes what is there, all of it appears.
    ///
    /// # Errors
    /// [`ImportError::Refused`] names the rows that no longer fit. Then nothing is imported, unless such rows are set aside.
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
        // Before anything is written, so that no refused row is lost whatever happens then.
        let set_aside = self.records.write_aside(Vec::new())?;
        if !self.has_something() {
            let summary = Summary { set_aside, ..self.summary(Tally::default()) };
            self.records.tidy_aside(&summary);
            return Ok(summary);
        }
        let arrival = begin(store, make_id(), now, self.since).await?;
        let written = self.write_all(store, arrival, set_aside, (now, &mut make_id), progress).await;
        if written.is_err()
            && let Err(error) = arrivals::discard(store, arrival).await
        {
            // Nobody sees it, and the next import takes it away.
            tracing::warn!(error = &error as &dyn Error, "an import that failed could not be taken away");
        }
        if let Ok(summary) = &written {
            self.records.tidy_aside(summary);
            tidy_up(store).await;
        }
        written
    }

    async fn write_all(
        &self,
        store: &Store,
        arrival: Arrival,
        set_aside: Option<SetAside>,
        (now, make_id): (DateTime<Utc>, &mut MakeId<'_>),
        progress: &ProgressBar,
    ) -> Result<Summary, ImportError> {
        let mut make_id = || make_id();
        let mut writing = Writing { now, make_id: &mut make_id, progress };
        let arriving = Arriving::new(store, arrival, self.alone);
        let laid = self.arrive(&mut writing, &arriving).await.map_err(overtaken)?;
        for _ in 1..TRIES {
            match self.appear(store, arrival, laid.clone(), set_aside.clone(), (now, &mut make_id)).await {
                Err(ImportError::Store(error @ StoreError::Unavailable(_))) => {
                    tracing::warn!(error = &error as &dyn Error, "the last step of an import is done anew");
                }
                done => return done,
            }
            sleep(PAUSE).await;
        }
        self.appear(store, arrival, laid, set_aside, (now, &mut make_id)).await
    }

    /// Changes what is there and lets all of it appear, at once.
    async fn appear(
        &self,
        store: &Store,
        arrival: Arrival,
        laid: LaidAside,
        mut set_aside: Option<SetAside>,
        (now, make_id): (DateTime<Utc>, &mut MakeId<'_>),
    ) -> Result<Summary, ImportError> {
        let mut make_id = || make_id();
        let unit = store.begin().await?;
        let mut problems = Problems::default();
        let mut bringing = Bringing {
            unit: &unit,
            now,
            make_id: &mut make_id,
            problems: &mut problems,
            readdressed: Vec::new(),
        };
        arrivals::go_on(&unit, arrival).await.map_err(overtaken)?;
        let mut summary = self.change(arrival, laid, &mut bringing).await?;
        if !bringing.problems.is_empty() {
            let late = std::mem::take(bringing.problems).sorted(&FILES);
            if set_aside.is_none() {
                return Err(ImportError::Refused(late));
            }
            // Before the commit, for the same reason.
            set_aside = self.records.write_aside(late.into_list())?;
        }
        arrivals::complete(&unit, arrival).await.map_err(overtaken)?;
        // Last, when everybody of the export is there: who has an address is looked up.
        summary.access = gone::follow(&self.lists, &mut bringing).await?;
        addresses::move_sign_ins(&unit, &bringing.readdressed).await?;
        unit.commit().await?;
        Ok(Summary { set_aside, ..summary })
    }

    fn has_something(&self) -> bool {
        self.people.has_new()
            || self.people.has_changes()
            || !self.news.fresh.is_empty()
            || !self.news.changed.is_empty()
            || !self.news.codes.is_empty()
            || self.lists.iter().any(PeopleList::has_changes)
    }

    /// Returns the rows that are to be decided when nobody else writes.
    async fn arrive(
        &self,
        writing: &mut Writing<'_>,
        arriving: &Arriving<'_>,
    ) -> Result<LaidAside, StoreError> {
        let Self { records, news, ids, terms, .. } = self;
        self.people.arrive(arriving).await?;
        charges::arrive(records, news, ids, terms, writing, arriving).await?;
        charges::lay_aside(records, news, ids, terms, writing, arriving).await
    }

    async fn change(
        &self,
        arrival: Arrival,
        laid: LaidAside,
        bringing: &mut Bringing<'_>,
    ) -> Result<Summary, StoreError> {
        let Self { records, news, ids, terms, .. } = self;
        let readdressed = self.people.change(records, bringing).await?;
        let changed = charges::change(records, news, (arrival, laid), ids, terms, bringing).await?;
        addresses::announce_again(bringing.unit, &readdressed, &self.terms).await?;
        self.people.tell_by_their_clock(bringing.unit, &self.terms).await?;
        Ok(self.summary(changed))
    }

    /// What became of the rows, of the charges that were there what `changed` says.
    fn summary(&self, changed: Tally) -> Summary {
        let mut charges = changed;
        charges.created += self.news.fresh.len() as u64;
        charges.unchanged += self.news.unchanged - self.news.with_codes_alone();
        Summary { charges, ..self.people.summary() }
    }
}

/// What is to be done after an import, and changes nothing about it if it fails.
async fn tidy_up(store: &Store) {
    if let Err(error) = arrivals::clear(store).await {
        tracing::warn!(error = &error as &dyn Error, "what an import laid aside could not be taken away");
    }
    if let Err(error) = store.count_rows_anew().await {
        tracing::warn!(error = &error as &dyn Error, "the database could not count its rows anew");
    }
}

/// Begins to write, after what earlier imports left on their way is gone. One that is still under way ends by it.
async fn begin(
    store: &Store,
    id: Uuid,
    now: DateTime<Utc>,
    since: Completed,
) -> Result<Arrival, ImportError> {
    let unit = store.begin().await?;
    let arrival = arrivals::begin(&unit, id, now, since).await.map_err(overtaken)?;
    // Read before anybody else can begin: one that ends this one is not to be ended by it.
    let left = arrivals::left(&unit).await?;
    unit.commit().await?;
    for left in left.into_iter().filter(|it| *it != arrival) {
        arrivals::discard(store, left).await?;
    }
    arrivals::clear(store).await?;
    Ok(arrival)
}

/// A key that is there by now came with another import, and so did the end of this one.
fn overtaken(error: StoreError) -> ImportError {
    if error.is_overtaken() { ImportError::Overtaken } else { error.into() }
}
