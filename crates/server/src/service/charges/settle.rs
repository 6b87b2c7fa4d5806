//! Support says that a charge was paid by another way than the desk.

use chrono::{DateTime, NaiveDate, Utc};
use domain::ChargeId;
use domain::charge::{Charge, PaidElsewhere, PaidHow, Version};
use domain::reason::Reason;
use domain::withdrawal::Withdrawn;
use domain::zone::PracticeZone;

use super::acting::{ActError, Done, Preview, seen as as_seen, theirs};
use super::withdraw;
use crate::desk::Desk;
use crate::service::agents::Agent;
use crate::service::practices;

/// How and when a charge was paid.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct PaidSo {
    /// How.
    pub how: PaidHow,
    /// The day in the practice's zone; today if not given.
    pub on: Option<NaiveDate>,
}

/// What saying so would come to.
///
/// # Errors
/// As with [`settle`].
pub async fn preview_settle(
    desk: &Desk,
    agent: &Agent,
    id: ChargeId,
    paid: PaidSo,
    reason: &Reason,
) -> Result<Preview, ActError> {
    let now = desk.business.now();
    let charge = theirs(desk, agent, id).await?;
    let zone = practices::of(desk, charge.practice).await?.zone;
    let to = settled(agent, &charge, paid, reason, (now, zone))?;
    withdraw::preview(desk, agent, charge, &to, now).await
}

/// Books a charge that is still to be taken as paid elsewhere, once nothing can be taken any more. Its client is told if they were told
/// of it.
///
/// # Errors
/// When the agent may not, the charge is not the one that was seen or in another state, its money was taken, or the day has not come.
pub async fn settle(
    desk: &Desk,
    agent: &Agent,
    id: ChargeId,
    seen: Version,
    paid: PaidSo,
    reason: &Reason,
) -> Result<Done, ActError> {
    let now = desk.business.now();
    let charge = as_seen(desk, agent, id, seen).await?;
    let zone = practices::of(desk, charge.practice).await?.zone;
    let to = settled(agent, &charge, paid, reason, (now, zone))?;
    withdraw::withdraw(desk, agent, charge, to, now).await
}

fn settled(
    agent: &Agent,
    charge: &Charge,
    PaidSo { how, on }: PaidSo,
    reason: &Reason,
    (now, zone): (DateTime<Utc>, PracticeZone),
) -> Result<Withdrawn, ActError> {
    let due = charge.state.due().ok_or_else(|| ActError::State(charge.state.name()))?.clone();
    let on = on.unwrap_or_else(|| zone.day(now));
    let payment = PaidElsewhere::said(how, on, agent.actor(), now, zone)?;
    Ok(Withdrawn::Settled { payment, due, refunds: Vec::new(), reason: Some(reason.into()) })
}
