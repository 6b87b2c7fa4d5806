//! Hears what the processor did by itself while nobody listened: its messages may be lost, and books may be older than it. Its list of
//! events is read from where it was read last, every few minutes and at the start. Books in which it was not read for longer than the
//! processor keeps events are held against its other lists first, and their cards against its customers afterwards.

mod all_cards;
mod catching;

use std::error::Error;
use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};

use chrono::{DateTime, Duration, Utc};
use store::sweeps::{self, SweptList};
use tokio::sync::Mutex;

use self::all_cards::AllCards;
use self::catching::Catching;
use super::sweep::{MOVED_ON, REST, processor_now};
use crate::desk::Desk;
use crate::service::Failure;

/// How long the processor keeps events, less a day for whoever reads them slowly.
const KEPT: Duration = Duration::days(29);

/// For so long it is enough to have looked: while a worker runs it looks again before that, beside the turns, so that a run of charges
/// does not wait for it. Whoever begins one after a longer time, or at the start, looks first.
const ENOUGH: Duration = Duration::minutes(15);

/// How far this process is. Copies share it.
#[derive(Clone, Debug, Default)]
pub struct Listening {
    progress: Arc<Mutex<Progress>>,
    /// Up to where events were heard or asked for in vain, in microseconds, for those who do not wait for the list.
    looked_until: Arc<AtomicI64>,
}

#[derive(Debug, Default)]
struct Progress {
    /// Up to where events were heard, as this process knows it.
    mark: Option<DateTime<Utc>>,
    /// When this process read the list to its end, on the real clock.
    read_at: Option<DateTime<Utc>>,
    under_way: Option<Catching>,
    /// What was missed of cards. Nothing waits for it.
    cards: Option<AllCards>,
    /// When the processor may be asked again, on the real clock.
    rests_until: Option<DateTime<Utc>>,
}

impl Listening {
    /// Goes on hearing by a page, if it is time; whether there was something to do.
    ///
    /// # Errors
    /// When the store fails.
    pub async fn turn(&self, desk: &Desk) -> Result<bool, Failure> {
        let progress = &mut *self.progress.lock().await;
        if !progress.is_due(desk) {
            // A list that did not answer a moment ago holds nothing up, however far the business clock was set meanwhile.
            if progress.rests_until.is_some() {
                self.looked(desk, processor_now(desk));
            }
            return Ok(false);
        }
        let only_cards = !progress.is_behind(desk);
        match progress.go_on(desk).await {
            Ok(()) => {
                progress.rests_until = None;
                if let Some(mark) = progress.mark.filter(|_| progress.under_way.is_none()) {
                    self.looked(desk, mark);
                }
                Ok(true)
            }
            Err(Failure::Unavailable(error)) => {
                let error = &*error as &dyn Error;
                tracing::warn!(error, "the processor cannot be asked what it did by itself");
                progress.rests_until = Some(desk.real.now() + REST);
                if !only_cards {
                    self.looked(desk, processor_now(desk));
                }
                Ok(false)
            }
            Err(error) => Err(error),
        }
    }

    /// Whether it is time to hear and nobody does.
    pub fn is_due(&self, desk: &Desk) -> bool {
        self.progress.try_lock().is_ok_and(|progress| progress.is_due(desk))
    }

    /// What waited for this can be begun.
    fn looked(&self, desk: &Desk, until: DateTime<Utc>) {
        let before = self.looked_until.swap(until.timestamp_micros(), Ordering::Release);
        if before != until.timestamp_micros() {
            desk.wake.notify_one();
        }
    }

    /// Whether the processor was asked a short while ago what it did by itself, and all that it answered is in our books. Where it did
    /// not answer nobody waits: whether it can take money at all is seen when it is asked to.
    pub(in crate::payments) fn has_looked(&self, desk: &Desk) -> bool {
        let until = DateTime::from_timestamp_micros(self.looked_until.load(Ordering::Acquire));
        until.is_some_and(|until| processor_now(desk) - until < ENOUGH)
    }
}

impl Progress {
    fn is_due(&self, desk: &Desk) -> bool {
        if self.rests_until.is_some_and(|until| desk.real.now() < until) {
            return false;
        }
        self.is_behind(desk) || self.cards.is_some()
    }

    /// Whether there may be events that were not heard.
    fn is_behind(&self, desk: &Desk) -> bool {
        self.under_way.is_some() || self.mark.is_none_or(|mark| processor_now(desk) - mark >= MOVED_ON)
    }

    async fn go_on(&mut self, desk: &Desk) -> Result<(), Failure> {
        if self.is_behind(desk) {
            return self.hear(desk).await;
        }
        if let Some(cards) = &mut self.cards
            && cards.go_on(desk).await?
        {
            self.cards = None;
        }
        Ok(())
    }

    async fn hear(&mut self, desk: &Desk) -> Result<(), Failure> {
        let was_away = self.was_away(desk);
        let catching = match &mut self.under_way {
            Some(catching) => catching,
            None => self.under_way.insert(Catching::begin(desk).await?),
        };
        if !catching.go_on(desk).await? {
            return Ok(());
        }
        let until = catching.until;
        let unit = desk.store.begin().await?;
        let cards_until = sweeps::swept_until(&unit, SweptList::Cards).await?;
        let misses_cards = catching.misses(cards_until) && was_away;
        sweeps::sweep(&unit, SweptList::Events, until).await?;
        // Until the round is through, books say from when on they lack it.
        let cards_known = if misses_cards { catching.missed_since } else { Some(until) };
        if let Some(known) = cards_known {
            sweeps::sweep(&unit, SweptList::Cards, known).await?;
        }
        unit.commit().await?;
        if misses_cards && self.cards.is_none() {
            self.cards = Some(AllCards::until(until));
        }
        (self.mark, self.under_way, self.read_at) = (Some(until), None, Some(desk.real.now()));
        Ok(())
    }

    /// Whether this process did not read the list for longer than the processor keeps events. The business clock may have been set
    /// meanwhile, and then nothing was missed.
    fn was_away(&self, desk: &Desk) -> bool {
        self.read_at.is_none_or(|at| desk.real.now() - at >= KEPT)
    }
}
