//! Writing what is new: unseen, a few rows at a time, with room for others between.

use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;

use store::arrivals::{self, Arrival};
use store::{Reader, Store, StoreError, Unit};
use tokio::time::{Instant, sleep};

/// Rows in the first unit. How many come in the next depends on how long this one takes.
const SOME: usize = 250;

/// Fewest rows in a unit, however slow the machine.
const FEW: usize = 25;

/// Most rows in a unit.
const MANY: usize = 500;

/// Rows in a unit where nobody else can be waiting.
const ALONE: usize = 2_000;

/// How long a unit may keep others waiting, by and large.
const TARGET: Duration = Duration::from_millis(20);

/// The least pause between two units.
const PAUSE_MIN: Duration = Duration::from_millis(5);

/// An import on its way in.
pub(super) struct Arriving<'a> {
    store: &'a Store,
    pub(super) arrival: Arrival,
    /// Nothing was there before, so that nobody has anything to read or to write.
    alone: bool,
    size: AtomicUsize,
}

/// One unit of it.
pub(super) struct ImportStep {
    pub(super) unit: Unit,
    began: Instant,
}

impl<'a> Arriving<'a> {
    pub(super) const fn new(store: &'a Store, arrival: Arrival, alone: bool) -> Self {
        let size = AtomicUsize::new(if alone { ALONE } else { SOME });
        Self { store, arrival, alone, size }
    }

    pub(super) fn reader(&self) -> Reader {
        self.store.reader()
    }

    /// Takes as many rows from the front as the next step is to write.
    pub(super) fn some<'r, T>(&self, rows: &mut &'r [T]) -> Option<&'r [T]> {
        let (some, rest) = rows.split_at(rows.len().min(self.size.load(Ordering::Relaxed)));
        *rows = rest;
        (!some.is_empty()).then_some(some)
    }

    /// Writes rows, some in each step.
    pub(super) async fn each<T>(
        &self,
        mut rows: &[T],
        write: impl AsyncFn(&Unit, &[T]) -> Result<(), StoreError>,
    ) -> Result<(), StoreError> {
        while let Some(some) = self.some(&mut rows) {
            let step = self.step().await?;
            write(&step.unit, some).await?;
            self.done(step).await?;
        }
        Ok(())
    }

    /// Begins a unit, unless another import ended this one.
    pub(super) async fn step(&self) -> Result<ImportStep, StoreError> {
        let unit = self.store.begin().await?;
        let began = Instant::now();
        arrivals::go_on(&unit, self.arrival).await?;
        Ok(ImportStep { unit, began })
    }

    /// Commits, and leaves the database to others for as long as it was taken from them. Whoever waits for SQLite's write
    /// lock in another process asks for it now and then, and would go on missing a gap of no length.
    pub(super) async fn done(&self, step: ImportStep) -> Result<(), StoreError> {
        step.unit.commit().await?;
        if !self.alone {
            let took = step.began.elapsed();
            self.size.store(next_size(self.size.load(Ordering::Relaxed), took), Ordering::Relaxed);
            sleep(took.max(PAUSE_MIN)).await;
        }
        Ok(())
    }
}

/// How many rows to write after so many took so long.
fn next_size(size: usize, took: Duration) -> usize {
    if took > TARGET * 2 {
        (size / 2).max(FEW)
    } else if took < TARGET / 2 {
        (size * 2).min(MANY)
    } else {
        size
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_slow_machine_is_given_less_at_a_time_and_a_fast_one_more() {
        let after = |size, millis| next_size(size, Duration::from_millis(millis));
        assert_eq!([after(250, 41), after(250, 40), after(250, 10), after(250, 9)], [125, 250, 250, 500]);
        assert_eq!((after(FEW, 1_000), after(MANY, 0)), (FEW, MANY));
    }
}
