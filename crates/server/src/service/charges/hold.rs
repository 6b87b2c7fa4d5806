//! Support sets a charge aside.

use domain::ChargeId;
use domain::charge::Version;
use domain::reason::Reason;
use domain::withdrawal::Withdrawn;

use super::acting::{ActError, Done, Preview, seen as as_seen, theirs};
use super::withdraw;
use crate::desk::Desk;
use crate::service::agents::Agent;

/// What holding the charge would come to.
///
/// # Errors
/// As with [`hold`].
pub async fn preview_hold(
    desk: &Desk,
    agent: &Agent,
    id: ChargeId,
    reason: &Reason,
) -> Result<Preview, ActError> {
    let now = desk.business.now();
    let charge = theirs(desk, agent, id).await?;
    withdraw::preview(desk, agent, charge, &held(reason), now).await
}

/// Sets a planned or failed charge aside once nothing can be taken any more. Its client is told if they were told of the charge.
///
/// # Errors
/// When the agent may not, the charge is not the one that was seen or in another state, or its money was taken.
pub async fn hold(
    desk: &Desk,
    agent: &Agent,
    id: ChargeId,
    seen: Version,
    reason: &Reason,
) -> Result<Done, ActError> {
    let now = desk.business.now();
    let charge = as_seen(desk, agent, id, seen).await?;
    withdraw::withdraw(desk, agent, charge, held(reason), now).await
}

fn held(reason: &Reason) -> Withdrawn {
    Withdrawn::Held { reason: reason.into() }
}
