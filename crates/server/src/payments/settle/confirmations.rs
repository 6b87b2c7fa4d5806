//! Asks about payments that their cardholders may have confirmed. The processor tells of that; should it have got lost, it is
//! asked, and so it is when the last page is given up.

use std::mem;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use domain::charge::{Charge, Failed};
use futures_util::stream::{self, StreamExt};
use processor::PaymentIntent;
use store::charges;
use tokio::sync::Semaphore;
use tokio::task::JoinSet;
use tokio::time::{Instant, timeout_at};

use super::{ask_about_confirmation, settle_by};
use crate::desk::Desk;
use crate::ended::why_ended;
use crate::service::Failure;
use crate::work::Saved;

/// Payments of a worker that are asked about at the same time.
const AT_ONCE: usize = 8;

/// How long those of one turn may take. Whatever is not answered by then is asked about another time.
const TIME_MAX: Duration = Duration::from_secs(10);

/// What is being asked, beside the turns: a processor that is slow to say what became of a page must not keep anybody from
/// being charged at their charge time.
#[derive(Clone, Debug)]
pub struct Asking {
    under_way: Arc<Mutex<JoinSet<()>>>,
    places: Arc<Semaphore>,
}

impl Default for Asking {
    fn default() -> Self {
        Self { under_way: Arc::default(), places: Arc::new(Semaphore::new(AT_ONCE)) }
    }
}

impl Asking {
    /// Asks about these payments side by side and writes what follows.
    pub(in crate::payments) fn about(&self, desk: &Desk, waiting: Vec<(Charge, Option<String>)>) {
        if waiting.is_empty() {
            return;
        }
        let mut under_way = self.under_way();
        while under_way.try_join_next().is_some_and(told) {}
        under_way.spawn(look(desk.clone(), self.places.clone(), waiting));
    }

    /// Waits until nothing is being asked any more, and says whether anything was.
    pub async fn ended(&self) -> bool {
        let mut under_way = mem::take(&mut *self.under_way());
        let was_asked = !under_way.is_empty();
        while under_way.join_next().await.is_some_and(told) {}
        was_asked
    }

    fn under_way(&self) -> MutexGuard<'_, JoinSet<()>> {
        self.under_way.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// Tells the log of a task that did not come to its end.
fn told(ended: Result<(), tokio::task::JoinError>) -> bool {
    if let Err(error) = ended {
        tracing::error!(why = why_ended(&error), "asking about confirmations ended");
    }
    true
}

async fn look(desk: Desk, places: Arc<Semaphore>, waiting: Vec<(Charge, Option<String>)>) {
    let until = Instant::now() + TIME_MAX;
    let count = waiting.len();
    let answers = stream::iter(waiting)
        .map(|(charge, intent)| asked(&desk, &places, charge, intent, until))
        .buffer_unordered(count)
        .collect::<Vec<_>>();
    for (charge, found) in answers.await {
        if is_long_over(until) {
            tracing::warn!("answers about confirmations are too old to be written");
            return;
        }
        let written = match found {
            Some(found) => settle_by(&desk, &charge, &found).await.map(drop),
            None => again_soon(&desk, &charge, until).await,
        };
        if let Err(error) = written {
            let error = &error as &dyn std::error::Error;
            tracing::warn!(charge = %charge.id, error, "what became of a confirmation could not be stored");
        }
    }
}

/// How the payment stands; none when that was not to be had in time.
async fn asked(
    desk: &Desk,
    places: &Semaphore,
    charge: Charge,
    intent: Option<String>,
    until: Instant,
) -> (Charge, Option<PaymentIntent>) {
    let Some(intent) = intent.and_then(|intent| intent.parse().ok()) else { return (charge, None) };
    let asking = async {
        let _place = places.acquire().await;
        ask_about_confirmation(desk, &charge, &intent).await
    };
    let found = match timeout_at(until, asking).await {
        Ok(Ok(found)) => Some(found),
        Ok(Err(error)) => {
            let error = &error as &dyn std::error::Error;
            tracing::warn!(charge = %charge.id, error, "a payment could not be read");
            None
        }
        Err(_) => {
            tracing::warn!(charge = %charge.id, "the processor did not say in time how a payment stands");
            None
        }
    };
    (charge, found)
}

/// Of a process that stood still in the meantime the answers are old, and another has asked since.
fn is_long_over(until: Instant) -> bool {
    until.elapsed() > TIME_MAX
}

/// Unless the charge was changed in the meantime, or may have been put off by another, which leaves its version as it is.
async fn again_soon(desk: &Desk, charge: &Charge, until: Instant) -> Result<(), Failure> {
    let unit = desk.store.begin().await?;
    // The process may have stood still while it waited for its turn to write.
    if is_long_over(until) {
        return Ok(());
    }
    let look_at = Failed::confirmation_retry_at(desk.business.now());
    match Saved::of(charges::defer(&unit, charge.id, charge.version, Some(look_at)).await)? {
        Saved::Written => Ok(unit.commit().await?),
        Saved::Stale => Ok(()),
    }
}
