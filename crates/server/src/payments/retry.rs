//! Goes on with attempts that were left without an outcome, and says when the processor is asked again.

use chrono::{DateTime, Duration, Utc};
use domain::AttemptId;
use domain::actor::Actor;
use domain::attempt::AttemptState;
use domain::charge::{Charge, ChargeState, look_again_at};
use store::{attempts, charges, payment_methods};

use super::OpenAttempt;
use super::begin::missed_day;
use super::claim::ids;
use crate::desk::Desk;
use crate::leases::Lease;
use crate::service::Failure;
use crate::work::{Saved, Work};

/// When the processor is asked again what became of an attempt since `since`. An answer that got lost shortly before a restart is
/// not waited for any longer than what a dead process held.
pub(super) fn ask_again_at(since: DateTime<Utc>, now: DateTime<Utc>) -> DateTime<Utc> {
    look_again_at(since, now, (Duration::seconds(10), Duration::hours(1)))
}

/// The attempts that were left open, each with the payment intent of its charge. One of which surely nothing was sent before
/// its day was over is called off.
pub(super) async fn left_open(
    desk: &Desk,
    lease: &Lease,
    left: Vec<Charge>,
) -> Result<Vec<(OpenAttempt, Option<String>)>, Failure> {
    let reader = desk.store.reader();
    let mut intents = charges::intents(&reader, &ids(&left)).await?;
    let mut open = Vec::with_capacity(left.len());
    for charge in left {
        let ChargeState::Processing(processing) = charge.state.clone() else { continue };
        let attempt = attempts::find(&reader, processing.attempt).await?;
        let Some(attempt) = attempt.filter(|attempt| attempt.ended_at.is_none()) else {
            tracing::error!(charge = %charge.id, "a charge is tried without an attempt");
            continue;
        };
        let never_sent = attempt.state == AttemptState::Begun;
        if never_sent && !processing.may_still_be_sent(desk.business.now()) {
            call_off(desk, lease, charge, attempt.id).await?;
            continue;
        }
        let method = payment_methods::one_of_client(&reader, charge.client, attempt.method).await?;
        let Some(method) = method else {
            tracing::error!(charge = %charge.id, "a charge is tried with a card that is not there");
            continue;
        };
        let intent = intents.remove(&charge.id);
        open.push((OpenAttempt { charge, processing, attempt, method }, intent));
    }
    Ok(open)
}

/// In one unit of its own: should another worker send the attempt at this very moment, nothing of this holds.
async fn call_off(desk: &Desk, lease: &Lease, charge: Charge, attempt: AttemptId) -> Result<(), Failure> {
    let ChargeState::Processing(processing) = charge.state.clone() else { return Ok(()) };
    let mut work = Work::begin(desk, Actor::System).await?;
    if charges::held(work.unit(), &lease.hold(desk), &[charge.id]).await?.is_empty() {
        return Ok(());
    }
    let (now, missed) = (work.now(), processing.since);
    let state = processing.missed(now);
    let called_off = Saved::of(attempts::call_off(work.unit(), attempt, now).await)?;
    if called_off == Saved::Stale || missed_day(&mut work, charge, missed, state).await? == Saved::Stale {
        return Ok(());
    }
    work.commit().await
}
