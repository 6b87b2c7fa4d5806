//! Support takes a charge up again that was set aside, or takes back what is to become of one once the attempt under way has an outcome.

use chrono::{DateTime, Utc};
use domain::ChargeId;
use domain::actor::Actor;
use domain::audit::Action;
use domain::charge::{Charge, ChargeState, Version};
use domain::reason::Reason;
use domain::withdrawal::Withdrawal;
use store::{Access, StoreError, charges, withdrawals};

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
    if wish(&desk.store.reader(), &charge).await?.is_some() {
        return Ok(Preview { charge, after: After::WishTakenBack, told: Told::Nothing, reminder_at: None });
    }
    let (state, told) = released(desk, &charge, desk.business.now()).await?;
    Ok(Preview { charge, after: After::State(Box::new(state)), told, reminder_at: None })
}

/// Takes a charge up again: as it was where its day still leaves the hours of notice, otherwise with a new notice. Its client is told. Of
/// one that is being taken, what support said of it meanwhile is taken back.
///
/// # Errors
/// When the agent may not, or the charge is not the one that was seen, or not on hold and nothing was said of it.
pub async fn release(
    desk: &Desk,
    agent: &Agent,
    id: ChargeId,
    seen: Version,
    reason: &Reason,
) -> Result<Done, ActError> {
    let now = desk.business.now();
    let charge = as_seen(desk, agent, id, seen).await?;
    if wish(&desk.store.reader(), &charge).await?.is_some() {
        return take_back(desk, agent, &charge, reason, now).await;
    }
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

/// What support said of a charge while an attempt is under way. What the practice's own system says it may take back itself.
async fn wish(access: &impl Access, charge: &Charge) -> Result<Option<Withdrawal>, StoreError> {
    if !matches!(charge.state, ChargeState::Processing(_)) {
        return Ok(None);
    }
    let waiting = withdrawals::of_charge(access, charge.id).await?;
    Ok(waiting.filter(|it| it.by != Actor::Practice))
}

/// Nobody was told of it yet, so nobody is told.
async fn take_back(
    desk: &Desk,
    agent: &Agent,
    charge: &Charge,
    reason: &Reason,
    now: DateTime<Utc>,
) -> Result<Done, ActError> {
    let mut work = Work::begin_in(&desk.store, &desk.ids, agent.actor(), now).await?;
    // Should the attempt end at this very moment, it is carried out, or is not.
    let present = charges::hold(work.unit(), charge.id).await?.ok_or(ActError::NotFound)?;
    let said = wish(work.unit(), &present).await?.filter(|_| present.version == charge.version);
    let Some(said) = said else { return Err(ActError::Stale(present.state.name())) };
    if !withdrawals::forget(work.unit(), &said).await? {
        return Err(ActError::Stale(present.state.name()));
    }
    let (wish, reason) = (said.to.wish(), Some(reason.into()));
    work.record(&present, Action::Wished { wish, reason, taken_back: true });
    work.commit().await?;
    Ok(Done::WishTakenBack)
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
