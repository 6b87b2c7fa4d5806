//! Does what is due by itself: tells clients of charges, takes them, settles what was left open, and sends the mails.
//!
//! The charge is the job and so is the outbox row. Workers claim what is due under leases, so that two do not do the same, and
//! write only while theirs runs; that only one of them succeeds is what versions and attempts are for. Nothing leaves the process before what is needed to go on
//! after a crash is committed.

mod cards;
mod outbox;
mod photos;
mod rounds;

use std::time::Duration;

use chrono::{DateTime, Utc};
use tokio_util::sync::CancellationToken;

use self::photos::PhotoRound;
use crate::desk::Desk;
use crate::leases::Leases;
use crate::mail::Mailer;
use crate::payments::{self, Asking, Listening, Sweep};
use crate::service::Failure;

/// How long a standstill may last in which all that is due is in the hands of others.
const OTHERS_MAX: Duration = Duration::from_secs(60);

/// A worker of a desk.
#[derive(Clone, Debug)]
pub struct Worker {
    desk: Desk,
    mailer: Mailer,
    asking: Asking,
    leases: Leases,
    sweep: Sweep,
    listening: Listening,
    photos: PhotoRound,
}

impl Worker {
    /// A worker that works for this desk and sends mails this way.
    #[must_use]
    pub fn new(desk: Desk, mailer: Mailer) -> Self {
        let (asking, sweep, listening) = (Asking::default(), Sweep::default(), Listening::default());
        let (leases, photos) = (Leases::new(), PhotoRound::default());
        Self { desk, mailer, asking, leases, sweep, listening, photos }
    }

    /// Works until told to stop, and then ends what was begun.
    pub async fn run(&self, stop: CancellationToken) {
        rounds::run(self, stop).await;
    }

    /// Works until nothing is due on the business clock as it stands, not even with another worker.
    ///
    /// # Errors
    /// When the store fails.
    pub async fn run_until_idle(&self) -> Result<(), Failure> {
        let stop = CancellationToken::new();
        tokio::spawn(self.leases.clone().keep(self.desk.clone(), stop.clone()));
        let _until_here = stop.drop_guard();
        let mut waited = Duration::ZERO;
        loop {
            if self.turn().await? > 0 || self.asking.ended().await {
                waited = Duration::ZERO;
                continue;
            }
            let is_due = self.next_due().await?.is_some_and(|at| at <= self.desk.business.now());
            // What waits for the processor to answer does not become idle by waiting here.
            if !is_due || waited >= OTHERS_MAX || self.sweep.waits(&self.desk).await {
                return Ok(());
            }
            let step = Duration::from_millis(20);
            tokio::time::sleep(step).await;
            waited += step;
        }
    }

    /// Moves the business clock to `until`, stopping on the way at each instant at which something is due, as if the time had
    /// passed.
    ///
    /// # Errors
    /// When the store fails.
    pub async fn play_until(&self, until: DateTime<Utc>) -> Result<(), Failure> {
        loop {
            self.run_until_idle().await?;
            let now = self.desk.business.now();
            // What is still due now is in the hands of somebody who does not come to an end.
            match self.next_due_after(now).await? {
                Some(at) if at <= until => self.desk.business.set(at),
                Some(_) | None => {
                    self.desk.business.set(until.max(now));
                    return self.run_until_idle().await;
                }
            }
        }
    }

    /// When something is due next, on the business clock; may lie in the past.
    ///
    /// # Errors
    /// When the store fails.
    pub async fn next_due(&self) -> Result<Option<DateTime<Utc>>, Failure> {
        let reader = self.desk.store.reader();
        let charge = store::charges::next_due(&reader).await?;
        let mail = store::outbox::next_due(&reader).await?;
        Ok([charge, mail].into_iter().flatten().min())
    }

    async fn next_due_after(&self, after: DateTime<Utc>) -> Result<Option<DateTime<Utc>>, Failure> {
        let reader = self.desk.store.reader();
        let charge = store::charges::next_due_after(&reader, after).await?;
        let mail = store::outbox::next_due_after(&reader, after).await?;
        Ok([charge, mail].into_iter().flatten().min())
    }

    /// As [`Self::next_due`], without what somebody is working on.
    async fn next_free(&self) -> Result<Option<DateTime<Utc>>, Failure> {
        let (reader, now) = (self.desk.store.reader(), self.desk.real.now());
        let charge = store::charges::next_free(&reader, now).await?;
        let mail = store::outbox::next_free(&reader, now).await?;
        Ok([charge, mail].into_iter().flatten().min())
    }

    /// Deletes some of the photos' objects that are due, or encrypts some anew under the present key, and says how many it was.
    ///
    /// # Errors
    /// When the store fails.
    pub async fn photos(&self) -> Result<usize, Failure> {
        self.photos.turn(&self.desk).await
    }

    /// Looks after some of the cards that are being set up or were taken away, where nobody else does, and says how many it was.
    ///
    /// # Errors
    /// When the store fails.
    pub async fn cards(&self) -> Result<usize, Failure> {
        cards::turn(&self.desk).await
    }

    /// A turn at the charges.
    async fn charges(&self) -> Result<usize, Failure> {
        payments::turn(&self.desk, &self.leases, (&self.sweep, &self.listening), &self.asking).await
    }

    /// Does some of what is due, and says how much it was.
    async fn turn(&self) -> Result<usize, Failure> {
        if self.listening.turn(&self.desk).await? {
            return Ok(1);
        }
        let charges = self.charges().await?;
        let mails = outbox::turn(self).await?;
        Ok(charges + mails + self.photos().await? + self.cards().await?)
    }
}
