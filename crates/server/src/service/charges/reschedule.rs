//! A client moves a charge to another day.

use chrono::{DateTime, NaiveDate, Utc};
use domain::ChargeId;
use domain::actor::Actor;
use domain::audit::Action;
use domain::charge::{Charge, ChargeState};
use domain::practice::Practice;
use domain::reschedule::{self, Choice, Form, Refusal, Reschedule, Rules};
use store::{StoreError, charges};

use super::Detail;
use crate::desk::Desk;
use crate::mail::Message;
use crate::service::sessions::ClientAccess;
use crate::service::{Failure, practices};
use crate::work::{Saved, Work};

/// What became of the wish for another day.
#[derive(Clone, Debug)]
pub struct Rescheduled {
    /// Whether the day changed.
    pub moved: bool,
    /// The charge as it is now.
    pub charge: Detail,
}

/// Why the charge stays where it is.
#[derive(Debug, thiserror::Error)]
pub enum RescheduleError {
    /// It is not there, or not this client's.
    #[error("the client has no such charge")]
    NotFound,
    /// A rule refused.
    #[error("a rule refused the move")]
    Refused {
        /// Which one.
        refusal: Refusal,
        /// Today in the practice's zone.
        today: NaiveDate,
        /// The charge as it is now.
        charge: Box<Detail>,
    },
    /// Something below failed.
    #[error(transparent)]
    Failed(#[from] Failure),
}

impl RescheduleError {
    fn after_commit(self) -> Self {
        match self {
            Self::Failed(failure) => Self::Failed(failure.after_commit()),
            Self::NotFound | Self::Refused { .. } => self,
        }
    }
}

impl From<StoreError> for RescheduleError {
    fn from(error: StoreError) -> Self {
        Self::Failed(error.into())
    }
}

/// Moves a charge of the client to the day they chose, if the rules let it through.
///
/// # Errors
/// The refusal, with the charge as it is now.
pub async fn reschedule(
    desk: &Desk,
    access: &ClientAccess,
    id: ChargeId,
    form: &Form,
) -> Result<Rescheduled, RescheduleError> {
    let now = desk.business.now();
    let practice = practices::of(desk, access.practice()).await?;
    let charge = of_client(desk, access, id).await?;
    let rules = Rules::of(&charge, practice.zone, now);
    let to = match reschedule::parse(form, &rules) {
        Ok(Choice::Move(to)) => to,
        Ok(Choice::Unchanged) => {
            let charge = Detail::read(&desk.store.reader(), charge, &practice, now).await?;
            return Ok(Rescheduled { moved: false, charge });
        }
        Err(refusal) => return Err(refused(desk, charge, &practice, now, refusal).await?),
    };
    // Somebody else, or the charge run, was faster: the version read above is no longer the present one.
    if save(desk, charge, now, &to).await? == Saved::Stale {
        let fresh = of_client(desk, access, id).await?;
        return Err(refused(desk, fresh, &practice, now, Refusal::Stale).await?);
    }
    desk.wake.notify_one();
    let moved = async {
        let charge = of_client(desk, access, id).await?;
        Ok::<_, RescheduleError>(Detail::read(&desk.store.reader(), charge, &practice, now).await?)
    };
    let charge = moved.await.map_err(RescheduleError::after_commit)?;
    Ok(Rescheduled { moved: true, charge })
}

/// Writes the move, its record and its mails, all or nothing, as of the instant at which the rules let it through: the database may
/// be waited for beyond the last moment to act. A charge in another state than the rules saw is stale.
async fn save(desk: &Desk, charge: Charge, now: DateTime<Utc>, to: &Reschedule) -> Result<Saved, Failure> {
    let ChargeState::Upcoming(upcoming) = charge.state else { return Ok(Saved::Stale) };
    let (from, to_day) = (upcoming.plan().day, to.day());
    let moved = upcoming.rescheduled(to);
    let reminder_at = moved.reminder_at();
    let charge = Charge { state: ChargeState::Upcoming(moved), ..charge };
    let mut work = Work::begin_in(&desk.store, &desk.ids, Actor::Client, now).await?;
    if work.save(&charge).await? == Saved::Stale {
        return Ok(Saved::Stale);
    }
    work.record(&charge, Action::Rescheduled { from, to: to_day, reason: None });
    work.day_is_known(&charge, to_day).await?;
    work.mail(&charge, &Message::DateChanged { from, to: to_day }).await?;
    if reminder_at > work.now() {
        work.mail_at(&charge, &Message::Reminder { day: to_day }, reminder_at).await?;
    }
    work.commit().await?;
    Ok(Saved::Written)
}

async fn of_client(desk: &Desk, access: &ClientAccess, id: ChargeId) -> Result<Charge, RescheduleError> {
    let found = charges::of_client(&desk.store.reader(), access.client(), id).await?;
    found.ok_or(RescheduleError::NotFound)
}

async fn refused(
    desk: &Desk,
    charge: Charge,
    practice: &Practice,
    now: DateTime<Utc>,
    refusal: Refusal,
) -> Result<RescheduleError, Failure> {
    let charge = Detail::read(&desk.store.reader(), charge, practice, now).await?;
    Ok(RescheduleError::Refused { refusal, today: practice.zone.day(now), charge: Box::new(charge) })
}
