//! Support gives a charge up.

use chrono::{DateTime, Utc};
use domain::ChargeId;
use domain::charge::{Charge, Version, Waived};
use domain::reason::Reason;
use domain::withdrawal::Withdrawn;

use super::acting::{ActError, Done, Preview, seen as as_seen, theirs};
use super::withdraw;
use crate::desk::Desk;
use crate::service::agents::Agent;

/// What waiving the charge would come to.
///
/// # Errors
/// As with [`waive`].
pub async fn preview_waive(
    desk: &Desk,
    agent: &Agent,
    id: ChargeId,
    reason: &Reason,
) -> Result<Preview, ActError> {
    let now = desk.business.now();
    let charge = theirs(desk, agent, id).await?;
    let to = waived(agent, &charge, reason, now)?;
    withdraw::preview(desk, agent, charge, &to, now).await
}

/// Gives up a charge that is still to be taken, once nothing can be taken any more. Its client is told if they were told of it.
///
/// # Errors
/// When the agent may not, the charge is not the one that was seen or in another state, or its money was taken.
pub async fn waive(
    desk: &Desk,
    agent: &Agent,
    id: ChargeId,
    seen: Version,
    reason: &Reason,
) -> Result<Done, ActError> {
    let now = desk.business.now();
    let charge = as_seen(desk, agent, id, seen).await?;
    let to = waived(agent, &charge, reason, now)?;
    withdraw::withdraw(desk, agent, charge, to, now).await
}

fn waived(agent: &Agent, charge: &Charge, reason: &Reason, at: DateTime<Utc>) -> Result<Withdrawn, ActError> {
    let due = charge.state.due().ok_or_else(|| ActError::State(charge.state.name()))?.clone();
    let (by, reason) = (agent.actor(), reason.into());
    Ok(Withdrawn::Waived(Waived { due, at, by, reason, planned: None }))
}
