//! Goes on with tries that were left without an outcome.

use domain::attempt::AttemptState;
use domain::charge::{Charge, ChargeState};
use store::{attempts, charges, payment_methods};

use super::charges::ids;
use super::leases::Lease;
use crate::desk::Desk;
use crate::service::Failure;
use crate::service::journal::Journal;
use crate::service::payments::{Try, missed_day};

/// The tries that were left open, each with the payment intent of its charge. A try of which surely nothing was sent before
/// its day was over is called off.
pub(super) async fn resume(
    desk: &Desk,
    lease: &Lease,
    open: Vec<Charge>,
) -> Result<Vec<(Try, Option<String>)>, Failure> {
    let reader = desk.store.reader();
    let mut intents = charges::intents(&reader, &ids(&open)).await?;
    let mut tries = Vec::with_capacity(open.len());
    for charge in open {
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
        let Some(method) = payment_methods::one_of_client(&reader, charge.client, attempt.method).await?
        else {
            tracing::error!(charge = %charge.id, "a charge is tried with a card that is not there");
            continue;
        };
        let intent = intents.remove(&charge.id);
        tries.push((Try { charge, processing, attempt, method }, intent));
    }
    Ok(tries)
}

/// In one unit of its own: should another worker send the try at this very moment, nothing of this holds.
async fn call_off(
    desk: &Desk,
    lease: &Lease,
    charge: Charge,
    attempt: domain::AttemptId,
) -> Result<(), Failure> {
    let ChargeState::Processing(processing) = charge.state.clone() else { return Ok(()) };
    let unit = desk.store.begin().await?;
    if charges::held(&unit, &lease.hold(desk), &[charge.id]).await?.is_empty() {
        return Ok(());
    }
    let mut journal = Journal::new(desk, desk.business.now());
    let missed = processing.since;
    let state = processing.missed(journal.now);
    let written = async {
        attempts::call_off(&unit, attempt, journal.now).await?;
        missed_day(&unit, charge, missed, state, &mut journal).await?;
        journal.close(&unit).await
    };
    match written.await {
        Ok(()) => Ok(unit.commit().await?),
        Err(store::StoreError::Stale) => Ok(()),
        Err(error) => Err(error.into()),
    }
}
