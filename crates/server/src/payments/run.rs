//! Leads attempts through: one payment intent a charge, stored before it is confirmed; each attempt confirms it under its own key.
//!
//! What waits for the processor waits side by side. What is written is written for all of those at once that are ready, since
//! a durable commit is the dear part.

use std::collections::HashSet;

use domain::ChargeId;
use domain::actor::Actor;
use domain::charge::Charge;
use futures_util::stream::{self, StreamExt};
use processor::IntentId;
use store::{StoreError, Unit, attempts, charges};

use super::prepare::{Prepared, Stored, prepare_attempt};
use super::verdict::Verdict;
use super::{OpenAttempt, confirm, record};
use crate::crash_points::{CrashPoint, reached};
use crate::desk::Desk;
use crate::ended::why_ended;
use crate::leases::Lease;
use crate::service::Failure;
use crate::work::{Saved, Work};

/// Attempts of one turn that are with the processor at the same time, and the most that are written at once.
const AT_ONCE: usize = 16;

/// Makes these attempts, each with the intent that its charge has, if it has one.
pub(super) async fn run(desk: &Desk, lease: &Lease, attempts: Vec<(OpenAttempt, Option<String>)>) {
    let prepared = stream::iter(attempts)
        .map(|(open, intent)| prepared(desk.clone(), open, intent))
        .buffer_unordered(AT_ONCE)
        .ready_chunks(AT_ONCE);
    let answered = prepared
        .then(|chunk| apart(store_prepared(desk.clone(), lease.clone(), chunk)))
        .flat_map(stream::iter)
        .map(|to_confirm| answered(desk.clone(), lease.clone(), to_confirm))
        .buffer_unordered(AT_ONCE)
        .ready_chunks(AT_ONCE);
    answered.for_each(|chunk| apart(store_outcomes(desk.clone(), lease.clone(), chunk))).await;
}

/// Writes in a task of its own. In the line above only one place is looked at at a time: a unit of work that was begun in
/// another would keep the one here waiting for the database's only writer without ever being ended.
async fn apart<T: Default + Send + 'static>(work: impl Future<Output = T> + Send + 'static) -> T {
    tokio::spawn(work).await.unwrap_or_else(|error| {
        tracing::error!(why = why_ended(&error), "what was to be written came to nothing");
        T::default()
    })
}

async fn prepared(desk: Desk, this: OpenAttempt, intent: Option<String>) -> (OpenAttempt, Prepared) {
    let prepared = prepare_attempt(&desk, &this, intent.as_deref()).await;
    (this, prepared)
}

async fn answered(desk: Desk, lease: Lease, (this, intent, was_read): ToConfirm) -> (OpenAttempt, Verdict) {
    // Whoever took over sends it, or has read by now that it was sent.
    if !lease.is_live(&desk) {
        return (this, Verdict::AskAgain { after_seconds: 0 });
    }
    let verdict = confirm::confirm(&desk, &this, &intent, was_read).await;
    (this, verdict)
}

type ToConfirm = (OpenAttempt, IntentId, bool);

/// Writes what was prepared and passes on what is now to be confirmed. What cannot be written is not sent; it is taken up
/// again when it is due.
async fn store_prepared(desk: Desk, lease: Lease, chunk: Vec<(OpenAttempt, Prepared)>) -> Vec<ToConfirm> {
    let (mut ended, mut found, mut to_send) = (Vec::new(), Vec::new(), Vec::new());
    for (this, prepared) in chunk {
        match prepared {
            Prepared::Ended(verdict) => ended.push((this, verdict)),
            Prepared::Found { intent, stored, verdict } => found.push((this, intent, stored, verdict)),
            Prepared::Confirm { intent, stored, was_read } => to_send.push((this, intent, stored, was_read)),
        }
    }
    if !ended.is_empty() {
        store_outcomes(desk.clone(), lease.clone(), ended).await;
    }
    for one in found {
        if let Err(error) = store_found(&desk, &lease, one).await {
            let error = &error as &dyn std::error::Error;
            tracing::warn!(
                error,
                "what the processor had of a charge could not be stored; it is looked for again"
            );
        }
    }
    let mut stored = Vec::with_capacity(to_send.len());
    match sending(&desk, &lease, to_send, &mut stored).await {
        Ok(()) => stored,
        Err(error) => {
            tracing::warn!(
                error = &error as &dyn std::error::Error,
                "attempts may not be stored and are not sent"
            );
            Vec::new()
        }
    }
}

async fn sending(
    desk: &Desk,
    lease: &Lease,
    to_send: Vec<(OpenAttempt, IntentId, Stored, bool)>,
    stored: &mut Vec<ToConfirm>,
) -> Result<(), Failure> {
    if to_send.is_empty() {
        return Ok(());
    }
    let work = Work::begin(desk, Actor::System).await?;
    let held = held(work.unit(), desk, lease, to_send.iter().map(|(this, ..)| this)).await?;
    for (this, intent, how, was_read) in to_send.into_iter().filter(|it| held.contains(&it.0.charge.id)) {
        // Stale where another worker went on with it.
        if send(work.unit(), &this, &intent, how).await? == Saved::Written {
            stored.push((this, intent, was_read));
        }
    }
    work.commit().await
}

/// Names the intent for its charge and writes what it says, together.
async fn store_found(
    desk: &Desk,
    lease: &Lease,
    (this, intent, how, verdict): (OpenAttempt, IntentId, Stored, Verdict),
) -> Result<(), Failure> {
    let mut work = Work::begin(desk, Actor::System).await?;
    if held(work.unit(), desk, lease, std::iter::once(&this)).await?.is_empty()
        || send(work.unit(), &this, &intent, how).await? == Saved::Stale
    {
        return Ok(());
    }
    // Should somebody else have written the charge, the intent is named for it all the same: that keeps it from being taken again.
    let _ = record::record(&mut work, &this, verdict).await?;
    work.commit().await?;
    desk.wake.notify_one();
    Ok(())
}

async fn send(unit: &Unit, this: &OpenAttempt, intent: &IntentId, how: Stored) -> Result<Saved, StoreError> {
    let Charge { id, .. } = this.charge;
    let named = match how {
        Stored::Already => Saved::Written,
        Stored::New => Saved::of(charges::set_intent(unit, id, intent.as_str()).await)?,
        Stored::InsteadOf(old) => {
            Saved::of(charges::replace_intent(unit, id, old.as_str(), intent.as_str()).await)?
        }
    };
    // The one that another worker stored in the meantime is the same: it was made under the same key.
    if named == Saved::Stale && charges::intent_of(unit, id).await?.as_deref() != Some(intent.as_str()) {
        return Ok(Saved::Stale);
    }
    Saved::of(attempts::sending(unit, this.attempt.id, intent.as_str()).await)
}

/// Writes outcomes: all at once, or one by one should one of them stand in the way of the others. While the database cannot be
/// written to it is tried for as long as they are held.
async fn store_outcomes(desk: Desk, lease: Lease, outcomes: Vec<(OpenAttempt, Verdict)>) {
    reached(CrashPoint::AnswerNotCommitted);
    let mut stored = store_all(&desk, &lease, &outcomes).await;
    while lease.is_worth_a_retry(&desk, &stored).await {
        stored = store_all(&desk, &lease, &outcomes).await;
    }
    let Err(error) = stored else {
        desk.wake.notify_one();
        return reached(CrashPoint::OutboxUnsent);
    };
    tracing::warn!(error = &error as &dyn std::error::Error, "outcomes could not be stored together");
    if outcomes.len() == 1 {
        return;
    }
    for outcome in outcomes {
        let charge = outcome.0.charge.id;
        if let Err(error) = store_all(&desk, &lease, &[outcome]).await {
            let error = &error as &dyn std::error::Error;
            tracing::warn!(%charge, error, "an outcome could not be stored; it is read again later");
        }
    }
}

async fn store_all(desk: &Desk, lease: &Lease, outcomes: &[(OpenAttempt, Verdict)]) -> Result<(), Failure> {
    let mut work = Work::begin(desk, Actor::System).await?;
    let held = held(work.unit(), desk, lease, outcomes.iter().map(|(this, _)| this)).await?;
    for (this, verdict) in outcomes.iter().filter(|(this, _)| held.contains(&this.charge.id)) {
        // Whoever was faster heard of it from the processor, and wrote the same.
        let _ = record::record(&mut work, this, verdict.clone()).await?;
    }
    work.commit().await
}

/// The charges of these attempts that are still ours to write about. Of another, whoever took over reads what came of it.
async fn held(
    unit: &Unit,
    desk: &Desk,
    lease: &Lease,
    attempts: impl Iterator<Item = &OpenAttempt>,
) -> Result<HashSet<ChargeId>, StoreError> {
    let ids: Vec<ChargeId> = attempts.map(|this| this.charge.id).collect();
    let held = charges::held(unit, &lease.hold(desk), &ids).await?;
    if held.len() < ids.len() {
        tracing::warn!(lost = ids.len() - held.len(), "claims on charges ran out; others go on with them");
    }
    Ok(held)
}
