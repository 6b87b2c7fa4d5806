//! Support moves a charge to another day, outside of its client's window too.

use chrono::{DateTime, NaiveDate, Utc};
use domain::ChargeId;
use domain::audit::Action;
use domain::charge::{Charge, ChargeState, Version};
use domain::reason::Reason;
use domain::reschedule::{SupportChoice, SupportRefusal, by_support};

use super::acting::{ActError, After, Done, Preview, seen as as_seen, stale, telling, theirs};
use crate::desk::Desk;
use crate::mail::Message;
use crate::service::agents::Agent;
use crate::service::told::{Telling, Told};
use crate::work::{Saved, Work};

/// What moving the charge would come to.
///
/// # Errors
/// As with [`move_day`].
pub async fn preview_move(
    desk: &Desk,
    agent: &Agent,
    id: ChargeId,
    to: NaiveDate,
) -> Result<Preview, ActError> {
    let charge = theirs(desk, agent, id).await?;
    let (telling, choice) = chosen(desk, &charge, to).await?;
    let (after, told) = (after(&choice), telling.of_move(&choice));
    Ok(Preview { charge, after, told, reminder_at: reminder_at(&choice, telling.now) })
}

/// Moves an announced charge of any kind to a day that leaves the hours of notice that were promised; its client is told and reminded.
/// Of one that was not announced the day wished for moves, and its client hears of it by the notice.
///
/// # Errors
/// When the agent may not, the charge is not the one that was seen or in another state, or the day comes too early.
pub async fn move_day(
    desk: &Desk,
    agent: &Agent,
    id: ChargeId,
    seen: Version,
    to: NaiveDate,
    reason: &Reason,
) -> Result<Done, ActError> {
    let charge = as_seen(desk, agent, id, seen).await?;
    let (telling, choice) = chosen(desk, &charge, to).await?;
    let (told, reminder_at) = (telling.of_move(&choice), reminder_at(&choice, telling.now));
    let (state, action) = match choice {
        SupportChoice::Unchanged => return Ok(Done::Unchanged),
        SupportChoice::Announced { from, to } => {
            let action = Action::Rescheduled { from, to: to.announced.day, reason: Some(reason.into()) };
            (ChargeState::Upcoming(to), action)
        }
        SupportChoice::Wished { from, to } => {
            let action = Action::FirstDayMoved { from, to: to.first_day, reason: reason.into() };
            (ChargeState::Scheduled(to), action)
        }
    };
    let mut charge = Charge { state, ..charge };
    // As of the instant at which the rules let it through: the database may be waited for.
    let mut work = Work::begin_in(&desk.store, &desk.ids, agent.actor(), telling.now).await?;
    if work.save(&charge).await? == Saved::Stale {
        drop(work);
        return Err(stale(desk, id).await);
    }
    charge.version += 1;
    work.record(&charge, action);
    match told {
        Told::Mail(message) => work.mail(&charge, &message).await?,
        Told::NoticeNow { .. } | Told::NoticeAt(_) | Told::Nothing => {}
    }
    work.day_is_known(&charge, to).await?;
    if let Some(at) = reminder_at {
        work.mail_at(&charge, &Message::Reminder { day: to }, at).await?;
    }
    work.commit().await?;
    desk.wake.notify_one();
    Ok(Done::Now(Box::new(charge)))
}

async fn chosen(desk: &Desk, charge: &Charge, to: NaiveDate) -> Result<(Telling, SupportChoice), ActError> {
    let telling = telling(desk, charge, desk.business.now()).await?;
    let Telling { zone, policy, now, .. } = telling;
    match by_support(&charge.state, to, (zone, &policy), now) {
        Ok(choice) => Ok((telling, choice)),
        Err(SupportRefusal::State(name)) => Err(ActError::State(name)),
        Err(SupportRefusal::TooEarly { first }) => Err(ActError::TooEarly { first }),
    }
}

fn after(choice: &SupportChoice) -> After {
    match choice {
        SupportChoice::Unchanged => After::Unchanged,
        SupportChoice::Announced { to, .. } => After::State(Box::new(ChargeState::Upcoming(to.clone()))),
        SupportChoice::Wished { to, .. } => After::State(Box::new(ChargeState::Scheduled(to.clone()))),
    }
}

/// As with a move by the client (R9): if that moment has passed, the confirmation is the reminder.
fn reminder_at(choice: &SupportChoice, now: DateTime<Utc>) -> Option<DateTime<Utc>> {
    match choice {
        SupportChoice::Announced { to, .. } => Some(to.reminder_at()).filter(|at| *at > now),
        SupportChoice::Unchanged | SupportChoice::Wished { .. } => None,
    }
}
