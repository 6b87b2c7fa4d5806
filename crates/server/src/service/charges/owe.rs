//! Support says that a charge was not paid by another way after all: it was said by mistake, or the check came back.

use chrono::{DateTime, Utc};
use domain::ChargeId;
use domain::audit::Action;
use domain::charge::{Charge, ChargeState, Version};
use domain::reason::Reason;

use super::acting::{ActError, After, Done, Preview, seen as as_seen, stale, telling, theirs};
use crate::desk::Desk;
use crate::service::agents::Agent;
use crate::work::{Saved, Work};

/// What saying so would come to.
///
/// # Errors
/// As with [`owe_after_all`].
pub async fn preview_owe(desk: &Desk, agent: &Agent, id: ChargeId) -> Result<Preview, ActError> {
    let now = desk.business.now();
    let charge = theirs(desk, agent, id).await?;
    let state = owed(&charge)?;
    let told = telling(desk, &charge, now).await?.of_debt(&state);
    Ok(Preview { charge, after: After::State(Box::new(state)), told, reminder_at: None })
}

/// Has a charge that was paid elsewhere, and of which nothing was given back, announced anew. What its client is told is the new notice.
///
/// # Errors
/// When the agent may not, or the charge is not the one that was seen or in another state.
pub async fn owe_after_all(
    desk: &Desk,
    agent: &Agent,
    id: ChargeId,
    seen: Version,
    reason: &Reason,
) -> Result<Done, ActError> {
    let now = desk.business.now();
    let charge = as_seen(desk, agent, id, seen).await?;
    let state = owed(&charge)?;
    write(desk, agent, Charge { state, ..charge }, reason, now).await
}

fn owed(charge: &Charge) -> Result<ChargeState, ActError> {
    match &charge.state {
        ChargeState::SettledElsewhere(it) => Ok(ChargeState::Scheduled(it.clone().owed_after_all())),
        ChargeState::AwaitingInsurer
        | ChargeState::NothingDue(_)
        | ChargeState::Scheduled(_)
        | ChargeState::Upcoming(_)
        | ChargeState::Processing(_)
        | ChargeState::Paid(_)
        | ChargeState::Failed(_)
        | ChargeState::OnHold(_)
        | ChargeState::Waived(_)
        | ChargeState::PartiallyRefunded(_)
        | ChargeState::Refunded(_)
        | ChargeState::Disputed(_)
        | ChargeState::ChargedBack(_) => Err(ActError::State(charge.state.name())),
    }
}

async fn write(
    desk: &Desk,
    agent: &Agent,
    mut charge: Charge,
    reason: &Reason,
    now: DateTime<Utc>,
) -> Result<Done, ActError> {
    let mut work = Work::begin_in(&desk.store, &desk.ids, agent.actor(), now).await?;
    if work.save(&charge).await? == Saved::Stale {
        drop(work);
        return Err(stale(desk, charge.id).await);
    }
    charge.version += 1;
    work.record(&charge, Action::OwedAfterAll { reason: Some(reason.into()) });
    work.commit().await?;
    desk.wake.notify_one();
    Ok(Done::Now(Box::new(charge)))
}
