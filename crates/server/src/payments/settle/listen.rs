//! Hears what the processor did by itself while nobody listened: its messages may be lost, and books may be older than it. Its list of
//! events is read from where it was read last, every few minutes and at the start. Books in which it was never read, or not for longer
//! than the processor keeps events, are held against all of its refunds and disputes first.

use std::error::Error;
use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};

use chrono::{DateTime, Duration, Utc};
use domain::charge::Aftermath;
use processor::{Event, EventKind, IntentId, Pages, ProcessorDispute, ProcessorError, ProcessorRefund, Span};
use store::sweeps::{self, SweptList};
use store::{charges, webhook_events};
use tokio::sync::Mutex;

use super::aftermath::follow;
use super::lists::AftermathLists;
use super::sweep::{MARGIN, MOVED_ON, REST, processor_now};
use super::webhook::hear;
use crate::desk::Desk;
use crate::service::Failure;

/// How long the processor keeps events, less a day for whoever reads them slowly.
const KEPT: Duration = Duration::days(29);

/// For so long it is enough to have looked: while a worker runs it looks again before that, beside the turns, so that a run of charges
/// does not wait for it. Whoever begins one after a longer time, or at the start, looks first.
const ENOUGH: Duration = Duration::minutes(15);

/// Payments looked at in one turn.
const SOME: usize = 16;

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
    under_way: Option<Catching>,
    /// When the processor may be asked again, on the real clock.
    rests_until: Option<DateTime<Utc>>,
}

/// What is being gone through, and where the mark is set once it is through.
#[derive(Debug)]
struct Catching {
    list: List,
    until: DateTime<Utc>,
}

#[derive(Debug)]
enum List {
    Refunds(Pages<ProcessorRefund>, AftermathLists),
    Disputes(Pages<ProcessorDispute>, AftermathLists),
    /// Payments of which one of the two tells, to be held against our books.
    Payments(Vec<(IntentId, Aftermath)>),
    Events(Pages<Event>, Vec<Event>),
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
                self.looked(desk, processor_now(desk));
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
        self.under_way.is_some() || self.mark.is_none_or(|mark| processor_now(desk) - mark >= MOVED_ON)
    }

    async fn go_on(&mut self, desk: &Desk) -> Result<(), Failure> {
        let catching = match &mut self.under_way {
            Some(catching) => catching,
            None => self.under_way.insert(begin(desk).await?),
        };
        if !catching.list.go_on(desk).await? {
            return Ok(());
        }
        let until = catching.until;
        let unit = desk.store.begin().await?;
        sweeps::sweep(&unit, SweptList::Events, until).await?;
        unit.commit().await?;
        (self.mark, self.under_way) = (Some(until), None);
        Ok(())
    }
}

async fn begin(desk: &Desk) -> Result<Catching, Failure> {
    let until = processor_now(desk);
    let mark = sweeps::swept_until(&desk.store.reader(), SweptList::Events).await?;
    let list = match mark.filter(|mark| until - *mark < KEPT) {
        Some(mark) => events(desk, mark - MARGIN),
        None => List::Refunds(desk.processor.refunds(Span::ALL), AftermathLists::default()),
    };
    Ok(Catching { list, until })
}

/// All that happened since then. What happens while the list is read is heard next time.
fn events(desk: &Desk, from: DateTime<Utc>) -> List {
    List::Events(desk.processor.events(Span { until: Span::ALL.until, from }), Vec::new())
}

impl List {
    /// Goes on by a page; whether it is through.
    async fn go_on(&mut self, desk: &Desk) -> Result<bool, Failure> {
        match self {
            Self::Refunds(pages, lists) => {
                match pages.next().await.map_err(unavailable)? {
                    Some(page) => lists.add_refunds(page),
                    None => {
                        let disputes = desk.processor.disputes(Span::ALL);
                        *self = Self::Disputes(disputes, std::mem::take(lists));
                    }
                }
                Ok(false)
            }
            Self::Disputes(pages, lists) => {
                match pages.next().await.map_err(unavailable)? {
                    Some(page) => lists.add_disputes(page),
                    None => *self = Self::Payments(std::mem::take(lists).by_payment().into_iter().collect()),
                }
                Ok(false)
            }
            Self::Payments(payments) => {
                for _ in 0..SOME {
                    let Some((intent, told)) = payments.last() else {
                        // Payments made by hand and cards are on no other list.
                        *self = events(desk, processor_now(desk) - KEPT);
                        return Ok(false);
                    };
                    if is_news(desk, intent, told).await? {
                        pass_over_broken(follow(desk, intent).await.map(drop))?;
                    }
                    payments.pop();
                }
                Ok(false)
            }
            Self::Events(pages, page) => {
                if page.is_empty() {
                    let Some(next) = pages.next().await.map_err(unavailable)? else { return Ok(true) };
                    *page = next;
                }
                // The one that happened last is heard first: what holds is asked anyway.
                for event in page.iter() {
                    if !is_heard(desk, event).await? {
                        pass_over_broken(hear(desk, event).await)?;
                    }
                }
                page.clear();
                Ok(false)
            }
        }
    }
}

/// Whether nothing follows from an event, or what does is done.
async fn is_heard(desk: &Desk, event: &Event) -> Result<bool, Failure> {
    let reader = desk.store.reader();
    match &event.kind {
        // What was tried and took nothing, whoever waits for it asks about by itself.
        EventKind::IntentFailed(_)
        | EventKind::IntentNeedsCardholder(_)
        | EventKind::IntentCanceled(_)
        | EventKind::Other(_) => Ok(true),
        // By far the most of them tell of what a worker took and booked.
        EventKind::IntentSucceeded(it) if it.charge.is_some() => {
            let found = charges::by_intent(&reader, it.id.as_str()).await?;
            Ok(found.is_some_and(|charge| charge.state.is_taken()))
        }
        EventKind::IntentSucceeded(_)
        | EventKind::PaymentFollowed(_)
        | EventKind::MethodChanged(_)
        | EventKind::CheckoutCompleted(_) => Ok(webhook_events::is_known(&reader, event.id.as_str()).await?),
    }
}

/// Whether our books do not say yet what the lists say of a payment. A payment that is no charge's own is asked about in any case.
async fn is_news(desk: &Desk, intent: &IntentId, told: &Aftermath) -> Result<bool, Failure> {
    let found = charges::by_intent(&desk.store.reader(), intent.as_str()).await?;
    let Some(charge) = found else { return Ok(true) };
    let agrees = matches!(charge.state.followed(told, desk.business.now()), Ok(None));
    // Whether support was asked about a dispute, the tasks say.
    Ok(!agrees || !charge.state.is_taken() || !told.disputes.is_empty())
}

/// What cannot be booked keeps nothing else waiting, and somebody hears of it.
fn pass_over_broken(heard: Result<(), Failure>) -> Result<(), Failure> {
    match heard {
        Err(error @ (Failure::Broken(_) | Failure::Changed)) => {
            let error = &error as &dyn Error;
            tracing::error!(error, "what the processor did by itself could not be booked");
            Ok(())
        }
        heard => heard,
    }
}

fn unavailable(error: ProcessorError) -> Failure {
    Failure::Unavailable(error.into())
}
