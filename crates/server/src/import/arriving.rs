//! Writing what is new: unseen, a few rows at a time, with room for others between.

use std::time::Duration;

use store::arrivals::{self, Arrival};
use store::{Store, StoreError, Unit};
use tokio::time::{Instant, sleep};

/// Rows in one unit. With what is written beside them they keep others waiting for a few hundredths of a second.
const SOME: usize = 250;

/// Rows in one unit where nobody else can be waiting.
const MANY: usize = 2_000;

/// The least pause between two units.
const PAUSE_MIN: Duration = Duration::from_millis(5);

/// An import on its way in.
pub(super) struct Arriving<'a> {
    store: &'a Store,
    pub(super) arrival: Arrival,
    /// Nothing was there before, so that nobody has anything to read or to write.
    alone: bool,
}

/// One unit of it.
pub(super) struct Step {
    pub(super) unit: Unit,
    began: Instant,
    alone: bool,
}

impl<'a> Arriving<'a> {
    pub(super) const fn new(store: &'a Store, arrival: Arrival, alone: bool) -> Self {
        Self { store, arrival, alone }
    }

    /// How many rows to write in one step.
    pub(super) const fn size(&self) -> usize {
        if self.alone { MANY } else { SOME }
    }

    /// Writes rows, some in each step.
    pub(super) async fn each<T>(
        &self,
        rows: &[T],
        write: impl AsyncFn(&Unit, &[T]) -> Result<(), StoreError>,
    ) -> Result<(), StoreError> {
        for some in rows.chunks(self.size()) {
            let step = self.step().await?;
            write(&step.unit, some).await?;
            step.done().await?;
        }
        Ok(())
    }

    /// Begins a unit, unless another import ended this one.
    pub(super) async fn step(&self) -> Result<Step, StoreError> {
        let unit = self.store.begin().await?;
        let began = Instant::now();
        arrivals::go_on(&unit, self.arrival).await?;
        Ok(Step { unit, began, alone: self.alone })
    }
}

impl Step {
    /// Commits, and leaves the database to others for as long as it was taken from them. Whoever waits for SQLite's write
    /// lock in another process asks for it now and then, and would go on missing a gap of no length.
    pub(super) async fn done(self) -> Result<(), StoreError> {
        self.unit.commit().await?;
        if !self.alone {
            sleep(self.began.elapsed().max(PAUSE_MIN)).await;
        }
        Ok(())
    }
}
