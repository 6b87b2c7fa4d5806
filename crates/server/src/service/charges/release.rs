//! Support takes a charge up again that was set aside.

use chrono::{DateTime, Utc};
use domain::ChargeId;
use domain::audit::Action;
use domain::charge::{Charge, ChargeState, Version};
use domain::reason::Reason;

use super::acting::{ActError, After, Done, Preview, seen as as_seen, stale, telling, theirs};
use crate::desk::Desk;
use crate::service::agents::Agent;
use crate::service::told::Told;
use crate::work::{Saved, Work};

/// What releasing the charge would come to.
///
/// # Errors
/// As with [`release`].
pub async fn preview_release(desk: &Desk, agent: &Agent, id: ChargeId) -> Result<Preview, ActError> {
    let charge = theirs(desk, agent, id).await?;
    let (state, told) = released(desk, &charge, desk.business.now()).await?;
    Ok(Preview { charge, after: After::State(Box::new(state)), told, reminder_at: None })
}

/// Takes a charge up again: as it was where its day still leaves the hours of notice, otherwise with a new notice. Its client is told.
///
/// # Errors
/// When the agent may not, or the charge is not the one that was seen or not on hold.
pub async fn release(
    desk: &Desk,
    agent: &Agent,
    id: ChargeId,
    seen: Version,
    reason: &Reason,
) -> Result<Done, ActError> {
    let now = desk.business.now();
    let charge = as_seen(desk, agent, id, seen).await?;
    let (state, told) = released(desk, &charge, now).await?;
    let mut charge = Charge { state, ..charge };
    // As of the instant at which the rule let it through: the database may be waited for.
    let mut work = Work::begin_in(&desk.store, &desk.ids, agent.actor(), now).await?;
    if work.save(&charge).await? == Saved::Stale {
        drop(work);
        return Err(stale(desk, id).await);
    }
    charge.version += 1;
    work.record(&charge, Action::Released { to: charge.state.name(), reason: Some(reason.into()) });
    match told {
        Told::Mail(message) => work.mail(&charge, &message).await?,
        Told::NoticeNow { .. } | Told::NoticeAt(_) | Told::Nothing => {}
    }
    work.commit().await?;
    desk.wake.notify_one();
    Ok(Done::Now(Box::new(charge)))
}

async fn released(desk: &Desk, charge: &Charge, now: DateTime<Utc>) -> Result<(ChargeState, Told), ActError> {
    let state = match &charge.state {
        ChargeState::OnHold(it) => it.clone().released(now),
        ChargeState::AwaitingInsurer
        | ChargeState::NothingDue(_)
        | ChargeState::Scheduled(_)
        | ChargeState::Upcoming(_)
        | ChargeState::Processing(_)
        | ChargeState::Paid(_)
        | ChargeState::Failed(_)
        | ChargeState::Waived(_)
        | ChargeState::PartiallyRefunded(_)
        | ChargeState::Refunded(_)
        | ChargeState::SettledElsewhere(_)
        | ChargeState::Disputed(_)
        | ChargeState::ChargedBack(_) => return Err(ActError::State(charge.state.name())),
    };
    let told = telling(desk, charge, now).await?.of_release(&state);
    Ok((state, told))
}
