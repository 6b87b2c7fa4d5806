//! Charges that are still to be taken: `Scheduled`, before the client is told, and `Upcoming`, after.

use chrono::{DateTime, NaiveDate, Utc};
use serde::{Deserialize, Serialize};

use super::retries::AttemptsMade;
use super::{ChargeState, HeldState, NotDue, Overdue, Payment, Processing, StateName};
use crate::breakdown::Breakdown;
use crate::ids::AttemptId;
use crate::money::Money;
use crate::promise::Promise;
use crate::reschedule::{Plan, Reschedule, SupportMove};

/// What is to be paid and how it came about.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Due {
    /// The client's amount, above zero.
    pub amount: Money,
    /// The insurer's answer behind it; only for kind `insurance`.
    pub answer: Option<InsurerAnswer>,
}

/// What the payer answered and when.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct InsurerAnswer {
    /// How the client's part came about.
    pub breakdown: Breakdown,
    /// The day of the answer.
    pub answered_on: NaiveDate,
}

/// An amount is known and a day wished for; the client has not been told.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Scheduled {
    /// What is to be paid.
    pub due: Due,
    /// The day wished for.
    pub first_day: NaiveDate,
    /// Attempts made before the charge had to be announced anew, if any.
    #[serde(default, skip_serializing_if = "AttemptsMade::is_empty")]
    pub attempts: AttemptsMade,
    /// An earlier day wished for, before the charge had to be announced anew for a later one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub wished: Option<NaiveDate>,
    /// Whether that day is the client's or support's choice, which no export undoes.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub chosen: bool,
}

/// What the client was told, and the day that holds now.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Announced {
    /// What is to be paid.
    pub due: Due,
    /// The day it is taken.
    pub day: NaiveDate,
    /// What the notice promised.
    pub promise: Promise,
    /// When the mail server accepted the notice.
    pub told_at: DateTime<Utc>,
    /// Attempts made so far, if any.
    #[serde(default, skip_serializing_if = "AttemptsMade::is_empty")]
    pub attempts: AttemptsMade,
    /// The day wished for, where the notice came too late for it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub wished: Option<NaiveDate>,
    /// Whether that day is the client's or support's choice, which no export undoes.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub chosen: bool,
}

/// Announced and not yet processed: the one state in which a charge can be rescheduled (R3).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Upcoming {
    /// What the client was told.
    pub announced: Announced,
}

/// The mail server accepted the notice too late for its promise; a new notice has to replace it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("the notice was accepted too late for the day it states")]
pub struct VoidPromise;

impl Scheduled {
    /// The mail server accepted the notice that states `promise` at `accepted_at`: the promise becomes the charge's.
    ///
    /// # Errors
    /// [`VoidPromise`] when the acceptance leaves fewer hours of notice than promised.
    pub fn announced(self, promise: Promise, accepted_at: DateTime<Utc>) -> Result<Upcoming, VoidPromise> {
        if !promise.holds_when_accepted(accepted_at) {
            return Err(VoidPromise);
        }
        let (day, earliest) = (promise.initial_day, self.earliest_day());
        // A choice that could not be kept is nobody's any more.
        let chosen = self.chosen && day == self.first_day;
        let Self { due, attempts, .. } = self;
        let wished = (earliest < day).then_some(earliest);
        let told_at = accepted_at;
        Ok(Upcoming { announced: Announced { due, day, promise, told_at, attempts, wished, chosen } })
    }
}

impl Scheduled {
    /// The first day wished for at any time: from then on it may have been taken although these books do not know of it.
    #[must_use]
    pub fn earliest_day(&self) -> NaiveDate {
        self.wished.unwrap_or(self.first_day).min(self.first_day)
    }
}

impl Scheduled {
    /// Wished for by the practice on another day. That does not make it impossible that it was taken on an earlier one.
    #[must_use]
    pub fn wished_for(self, first_day: NaiveDate) -> Self {
        let earliest = self.earliest_day();
        let wished = (earliest < first_day).then_some(earliest);
        Self { first_day, wished, chosen: false, ..self }
    }

    /// Moved by support to the day that the rules let through.
    #[must_use]
    pub fn moved(self, to: &SupportMove) -> Self {
        Self { chosen: true, ..self.wished_for(to.day()) }
    }
}

impl Announced {
    /// The instant at which it is taken.
    #[must_use]
    pub fn charged_at(&self) -> DateTime<Utc> {
        self.promise.charged_at(self.day)
    }

    /// The first instant at which the charge may have been taken: that of its day, or of an earlier one wished for, on which it may
    /// have been taken although these books do not know of it.
    #[must_use]
    pub fn may_be_taken_from(&self) -> DateTime<Utc> {
        self.promise.charged_at(self.wished.unwrap_or(self.day).min(self.day))
    }

    /// Back to the time before the notice, when the day announced can no longer be kept.
    #[must_use]
    pub fn unannounced(self) -> Scheduled {
        let Self { due, day: first_day, attempts, wished, chosen, .. } = self;
        Scheduled { due, first_day, attempts, wished, chosen }
    }
}

impl ChargeState {
    /// What is planned, or was before the charge ended in another way, as it stood before any notice: what holds should it be owed after
    /// all. None where nothing was, or where the desk took it.
    #[must_use]
    pub fn planned(&self) -> Option<Scheduled> {
        match self {
            Self::Scheduled(_) | Self::Upcoming(_) | Self::Failed(_) | Self::OnHold(_) => {
                HeldState::of(self).map(HeldState::owed)
            }
            Self::Processing(it) => Some(it.announced.clone().unannounced()),
            Self::NothingDue(it) => it.planned.clone(),
            Self::Waived(it) => it.planned.clone(),
            Self::SettledElsewhere(it) => Some(it.owed.clone()),
            Self::PartiallyRefunded(it) | Self::Refunded(it) => match &it.of {
                Payment::SettledElsewhere(it) => Some(it.owed.clone()),
                Payment::Paid(_) => None,
            },
            Self::AwaitingInsurer | Self::Paid(_) | Self::Disputed(_) | Self::ChargedBack(_) => None,
        }
    }
}

impl Upcoming {
    /// The day, the window and the kind as the rules of rescheduling need them.
    #[must_use]
    pub fn plan(&self) -> Plan {
        self.announced.promise.plan(self.announced.day)
    }

    /// Moved to the day that the rules let through. The promise and its window stay as they are (R7).
    #[must_use]
    pub fn rescheduled(self, to: &Reschedule) -> Self {
        Self { announced: Announced { day: to.day(), chosen: true, ..self.announced } }
    }

    /// Moved by support to the day that the rules let through, which may lie outside the window. The promise and its window stay.
    #[must_use]
    pub fn moved(self, to: &SupportMove) -> Self {
        Self { announced: Announced { day: to.day(), chosen: true, ..self.announced } }
    }

    /// The moment of the reminder, if the charge was moved from the day announced (R9).
    #[must_use]
    pub fn reminder_at(&self) -> DateTime<Utc> {
        self.announced.promise.reminder_at(self.announced.day)
    }

    /// A worker takes it at `now` under the attempt it stored.
    ///
    /// # Errors
    /// [`NotDue::Early`] before the charge time of its day, [`NotDue::Overdue`] once that day is over.
    pub fn taken(self, attempt: AttemptId, now: DateTime<Utc>) -> Result<Processing, NotDue> {
        let due_at = self.announced.charged_at();
        if now < due_at {
            return Err(NotDue::Early);
        }
        if self.announced.promise.zone.day(now) > self.announced.day {
            return Err(NotDue::Overdue(Overdue { was: StateName::Upcoming }));
        }
        Ok(Processing { announced: self.announced, attempt, since: now, asked: false, waited: false })
    }
}

#[cfg(test)]
mod tests;
