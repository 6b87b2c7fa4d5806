//! The claims under which this process works: leases that it renews for as long as it lives.
//!
//! Each turn claims under a name of its own. A process that stood still for longer than a lease runs finds that it holds nothing
//! any more, even if nobody else came by, and writes nothing: whoever claims the work next reads what came of it.

use std::error::Error;
use std::sync::atomic::{AtomicI64, Ordering};
use std::sync::{Arc, Mutex, PoisonError, Weak};

use chrono::{DateTime, Duration, Utc};
use store::{Claim, Hold, charges, outbox};
use tokio_util::sync::CancellationToken;

use crate::desk::Desk;
use crate::service::Failure;

/// How long a claim holds, on the real clock, if it is not renewed: how long a dead process's work waits for another one.
const LEASE: Duration = Duration::seconds(15);

/// How often it is looked whether a lease has to be renewed. One that could not be is tried again before it runs out.
const LOOKED: std::time::Duration = std::time::Duration::from_secs(3);

/// A lease younger than this is not renewed yet. Most turns end before, and cost no write.
const YOUNG: Duration = Duration::seconds(3);

/// How long it is waited before the database is tried again.
const AGAIN: std::time::Duration = std::time::Duration::from_millis(500);

/// The leases of a process that are under way.
#[derive(Clone, Debug)]
pub struct Leases {
    process: Arc<str>,
    under_way: Arc<Mutex<Vec<Weak<HeldLease>>>>,
}

/// What one turn works under. It is renewed until the last copy is dropped.
#[derive(Clone, Debug)]
pub struct Lease(Arc<HeldLease>);

#[derive(Debug)]
struct HeldLease {
    holder: String,
    /// Microseconds of the real clock.
    until: AtomicI64,
}

impl Leases {
    pub fn new() -> Self {
        Self { process: format!("process {}", std::process::id()).into(), under_way: Arc::default() }
    }

    /// Begins a lease. Its name is never used again: process numbers are, and most of all after a restart.
    pub fn begin(&self, desk: &Desk) -> Lease {
        let holder = format!("{} {}", self.process, desk.ids.uuid().simple());
        let until = AtomicI64::new((desk.real.now() + LEASE).timestamp_micros());
        let held = Arc::new(HeldLease { holder, until });
        let mut under_way = self.under_way.lock().unwrap_or_else(PoisonError::into_inner);
        under_way.retain(|it| it.strong_count() > 0);
        under_way.push(Arc::downgrade(&held));
        Lease(held)
    }

    /// Renews what is under way until told to stop.
    pub async fn keep(self, desk: Desk, stop: CancellationToken) {
        while stop.run_until_cancelled(tokio::time::sleep(LOOKED)).await.is_some() {
            if let Err(error) = self.renew(&desk).await {
                tracing::warn!(error = &error as &dyn Error, "claims could not be renewed");
            }
        }
    }

    /// All in one unit of work. A lease that ran out is not renewed: somebody may have taken over.
    async fn renew(&self, desk: &Desk) -> Result<(), Failure> {
        let old = self.to_renew(desk.real.now());
        if old.is_empty() {
            return Ok(());
        }
        let unit = desk.store.begin().await?;
        // Now: it may have taken long to get here.
        let now = desk.real.now();
        let live: Vec<&Arc<HeldLease>> = old.iter().filter(|it| it.holds(now)).collect();
        let holders: Vec<&str> = live.iter().map(|it| it.holder.as_str()).collect();
        let until = now + LEASE;
        charges::renew(&unit, &holders, now, until).await?;
        outbox::renew(&unit, &holders, now, until).await?;
        unit.commit().await?;
        for it in live {
            it.until.store(until.timestamp_micros(), Ordering::Relaxed);
        }
        Ok(())
    }

    fn to_renew(&self, now: DateTime<Utc>) -> Vec<Arc<HeldLease>> {
        let under_way = self.under_way.lock().unwrap_or_else(PoisonError::into_inner);
        let old = |it: &Arc<HeldLease>| it.holds(now) && !it.holds(now + LEASE - YOUNG);
        under_way.iter().filter_map(Weak::upgrade).filter(old).collect()
    }
}

impl HeldLease {
    fn holds(&self, now: DateTime<Utc>) -> bool {
        self.until.load(Ordering::Relaxed) > now.timestamp_micros()
    }
}

impl Lease {
    /// What is claimed under it: up to `limit` rows that are due.
    pub fn claim(&self, desk: &Desk, limit: u64) -> Claim<'_> {
        let now = desk.real.now();
        let until = now + LEASE;
        self.0.until.store(until.timestamp_micros(), Ordering::Relaxed);
        Claim { due_by: desk.business.now(), now, until, holder: &self.0.holder, limit }
    }

    /// What is shown before anything is written about what was claimed.
    pub fn hold(&self, desk: &Desk) -> Hold<'_> {
        Hold { holder: &self.0.holder, now: desk.real.now() }
    }

    /// Whether to write once more what came to nothing, after a moment: the database was not available, and the lease runs.
    pub async fn is_worth_a_retry(&self, desk: &Desk, written: &Result<(), Failure>) -> bool {
        let Err(error @ Failure::Unavailable(_)) = written else { return false };
        if !self.is_live(desk) {
            return false;
        }
        tracing::warn!(error = error as &dyn Error, "the database cannot be written to; it is tried again");
        tokio::time::sleep(AGAIN).await;
        true
    }

    /// Whether it has not run out, as far as is known without asking: nothing is sent to others after that.
    pub fn is_live(&self, desk: &Desk) -> bool {
        self.0.holds(desk.real.now())
    }
}
