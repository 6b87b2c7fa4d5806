//! Goes once through the processor's payment intents before any charge is begun: what was taken and is not in our books, because
//! they were lost or set back to an older copy, is booked and not taken again.
//!
//! The books keep a mark up to which they have every intent. It moves on while a worker runs: an intent is stored before it is
//! confirmed, so books that hold the mark hold what was made before it. Books that were set back have an older mark, and all that
//! they lack was made after it.

mod unapplied;

use std::collections::HashMap;
use std::error::Error;
use std::sync::Arc;

use chrono::{DateTime, Days, Duration, NaiveTime, Utc};
use domain::ChargeId;
use processor::{IntentOutcome, Pages, PaymentIntent};
use store::sweeps::SweptList;
use store::unapplied_payments::UnappliedPayment;
use store::{charges, sweeps};
use tokio::sync::Mutex;
use unapplied::Applied;

use super::book::book as book_one;
use super::unapplied as applying;
use crate::desk::Desk;
use crate::payments::prepare::found::LOOKED_BACK;
use crate::service::Failure;

/// How far before the mark the list begins: intents made and not stored when the mark was set, and clocks that differ.
pub(super) const MARGIN: Duration = Duration::hours(1);

/// How often the mark is moved on while the worker runs, so that a restart finds little to list.
pub(super) const MOVED_ON: Duration = Duration::minutes(10);

/// How long the processor is left alone, on the real clock, after it could not be asked.
pub(super) const REST: Duration = Duration::seconds(5);

/// How far this process is. Copies share it.
#[derive(Clone, Debug, Default)]
pub struct Sweep(Arc<Mutex<Progress>>);

#[derive(Debug, Default)]
struct Progress {
    /// The mark in the books when this process last saw or set it. Books with an older one were set back since.
    mark: Option<DateTime<Utc>>,
    under_way: Option<IntentList>,
    /// When the processor may be asked again, on the real clock.
    rests_until: Option<DateTime<Utc>>,
}

/// A list that is being gone through.
#[derive(Debug)]
struct IntentList {
    pages: Pages<PaymentIntent>,
    /// The page that is not known to be in our books yet.
    page: Vec<PaymentIntent>,
    /// Where the mark is set when it is through.
    until: DateTime<Utc>,
    intents: usize,
}

/// Whether charges may be begun.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::payments) enum Ready {
    /// They may.
    Yes,
    /// There is more to go through first, at once.
    GoOn,
    /// The processor has to be waited for, or there is no charge yet.
    Later,
}

impl Sweep {
    /// Goes on with the sweep, by a page, until it is through.
    pub(in crate::payments) async fn ready(&self, desk: &Desk) -> Result<Ready, Failure> {
        let progress = &mut *self.0.lock().await;
        if progress.under_way.is_none() {
            let mark = sweeps::swept_until(&desk.store.reader(), SweptList::PaymentIntents).await?;
            // Books whose mark is older than it was have been set back since.
            if progress.mark.is_some() && mark >= progress.mark {
                return progress.move_on(desk).await;
            }
            let Some(from) = begin_of_list(desk, mark).await? else { return Ok(Ready::Later) };
            tracing::info!(%from, "the payments taken since then are compared with our books before any is begun");
            let pages = desk.processor.payment_intents_since(from);
            progress.under_way =
                Some(IntentList { pages, page: Vec::new(), until: processor_now(desk), intents: 0 });
        }
        if progress.rests_until.is_some_and(|until| desk.real.now() < until) {
            return Ok(Ready::Later);
        }
        progress.next_page(desk).await
    }

    /// Whether the processor could not be asked just now.
    pub async fn waits(&self, desk: &Desk) -> bool {
        self.0.lock().await.rests_until.is_some_and(|until| desk.real.now() < until)
    }
}

impl Progress {
    /// Nothing is listed for that, and most of the time nothing written.
    async fn move_on(&mut self, desk: &Desk) -> Result<Ready, Failure> {
        if self.rests_until.is_some_and(|until| desk.real.now() < until) {
            return Ok(Ready::Later);
        }
        self.rests_until = None;
        match unapplied::apply(desk).await? {
            Applied::All => {}
            Applied::Some => return Ok(Ready::GoOn),
            Applied::Later => {
                self.rests_until = Some(desk.real.now() + REST);
                return Ok(Ready::Later);
            }
        }
        let now = processor_now(desk);
        if self.mark.is_some_and(|mark| now - mark >= MOVED_ON) {
            self.set_mark(desk, now).await?;
        }
        Ok(Ready::Yes)
    }

    async fn next_page(&mut self, desk: &Desk) -> Result<Ready, Failure> {
        let Some(list) = &mut self.under_way else { return Ok(Ready::GoOn) };
        if list.page.is_empty() {
            match list.pages.next().await {
                Ok(Some(page)) => {
                    self.rests_until = None;
                    list.intents += page.len();
                    list.page = page;
                    return Ok(Ready::GoOn);
                }
                Ok(None) => {}
                Err(error) => {
                    let error = &error as &dyn Error;
                    tracing::warn!(
                        error,
                        "the processor cannot be asked what was taken; no charge is begun before it answers"
                    );
                    self.rests_until = Some(desk.real.now() + REST);
                    return Ok(Ready::Later);
                }
            }
        } else {
            // Should this fail it is done again: what was booked is not booked twice.
            return match book(desk, &list.page).await {
                Ok(()) => {
                    list.page.clear();
                    Ok(Ready::GoOn)
                }
                // Clients are told of their charges meanwhile.
                Err(Failure::Unavailable(error)) => {
                    let error = &*error as &dyn Error;
                    tracing::warn!(
                        error,
                        "what was taken cannot be booked yet; no charge is begun before it can"
                    );
                    self.rests_until = Some(desk.real.now() + REST);
                    Ok(Ready::Later)
                }
                Err(error) => Err(error),
            };
        }
        let (until, intents) = (list.until, list.intents);
        self.set_mark(desk, until).await?;
        self.under_way = None;
        tracing::info!(intents, "the payments taken were compared with our books");
        Ok(Ready::GoOn)
    }

    async fn set_mark(&mut self, desk: &Desk, until: DateTime<Utc>) -> Result<(), Failure> {
        let unit = desk.store.begin().await?;
        sweeps::sweep(&unit, SweptList::PaymentIntents, until).await?;
        // Another process may have been further.
        let mark = sweeps::swept_until(&unit, SweptList::PaymentIntents).await?;
        unit.commit().await?;
        self.mark = mark;
        Ok(())
    }
}

/// The processor's clock as far as we know it: in real use both of ours show the same. Where one was set, the earlier one makes
/// the list longer and leaves nothing out.
pub(super) fn processor_now(desk: &Desk) -> DateTime<Utc> {
    desk.business.now().min(desk.real.now())
}

/// From the mark on. Books without one were never compared, and may be new ones after the old were lost: from the earliest session
/// whose charge may still be taken, since no charge is taken before its session; but not from longer ago than insurers answer.
/// None while there is no such charge: then nothing can be taken, and charges may come by an import yet.
async fn begin_of_list(desk: &Desk, mark: Option<DateTime<Utc>>) -> Result<Option<DateTime<Utc>>, Failure> {
    if let Some(mark) = mark {
        return Ok(Some(mark - MARGIN));
    }
    let Some(session) = charges::earliest_open_session(&desk.store.reader()).await? else { return Ok(None) };
    let now = processor_now(desk);
    // A day of session is one of some zone.
    let session = session.and_time(NaiveTime::MIN).and_utc() - Days::new(1);
    Ok(Some(session.clamp(now - LOOKED_BACK, now)))
}

/// Books what of these is not in our books.
async fn book(desk: &Desk, page: &[PaymentIntent]) -> Result<(), Failure> {
    let ids: Vec<ChargeId> = page.iter().filter_map(|intent| intent.charge).collect();
    let reader = desk.store.reader();
    let mut known: HashMap<_, _> = charges::find_many(&reader, &ids).await?;
    let mut kept = charges::intents(&reader, &ids).await?;
    let mut unapplied = Vec::new();
    // The one that was made first comes last.
    for intent in page.iter().rev() {
        let Some(id) = intent.charge else { continue };
        let payment =
            || UnappliedPayment { intent: intent.id.to_string(), charge: id, amount: intent.amount };
        let is_taken = intent.outcome() == IntentOutcome::Taken;
        let Some(charge) = known.get(&id) else {
            unapplied.extend(is_taken.then(payment));
            continue;
        };
        let stored = kept.get(&id).map(String::as_str);
        let written = match book_one(desk, charge, stored, intent).await {
            Ok(written) => written,
            // One that cannot be booked does not keep all others waiting. It is looked at again by itself.
            Err(error @ (Failure::Broken(_) | Failure::Changed)) => {
                let error = &error as &dyn Error;
                tracing::error!(charge = %id, intent = %intent.id, error, "a payment could not be booked");
                unapplied.extend(is_taken.then(payment));
                continue;
            }
            // Whether it was booked is seen when the sweep begins anew.
            Err(error @ (Failure::Unavailable(_) | Failure::Unknown(_))) => return Err(error),
        };
        if written {
            // Another intent of the same charge meets what was just written.
            known.extend(charges::find_many(&reader, &[id]).await?);
            kept.extend(charges::intents(&reader, &[id]).await?);
        }
    }
    remember(desk, &unapplied).await
}

async fn remember(desk: &Desk, unapplied: &[UnappliedPayment]) -> Result<(), Failure> {
    if unapplied.is_empty() {
        return Ok(());
    }
    let unit = desk.store.begin().await?;
    for payment in unapplied {
        applying::remember(&unit, payment).await?;
    }
    Ok(unit.commit().await?)
}
