//! Charges set aside, and what happens when they are taken up again.

use chrono::{DateTime, Duration, Utc};
use serde::{Deserialize, Serialize};

use super::{ChargeState, Failed, Scheduled, StateName, Upcoming};
use crate::actor::Actor;

/// Set aside.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct OnHold {
    /// Why.
    pub reason: HoldReason,
    /// By whom.
    pub by: Actor,
    /// Since when.
    pub since: DateTime<Utc>,
    /// The state before, which a release may go back to.
    pub before: HeldState,
}

/// Why a charge is on hold.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "why", rename_all = "snake_case")]
pub enum HoldReason {
    /// The client has no payment method and the payer asks for none; support has to settle it.
    NoMethodNeeded,
    /// A support agent's own words.
    Support {
        /// What the agent wrote.
        note: String,
    },
}

/// A state that can be set aside.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "before", rename_all = "snake_case")]
pub enum HeldState {
    /// Not announced yet.
    Scheduled(Scheduled),
    /// Announced.
    Upcoming(Upcoming),
    /// Tried without success.
    Failed(Failed),
}

/// The day that was announced passed without the charge being taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Overdue {
    /// The state it was overdue in.
    pub was: StateName,
}

impl HeldState {
    /// Sets it aside.
    #[must_use]
    pub const fn hold(self, reason: HoldReason, by: Actor, since: DateTime<Utc>) -> OnHold {
        OnHold { reason, by, since, before: self }
    }

    /// Takes it up again at `now`: as it was if its instant is still the promised hours of notice ahead, otherwise `Scheduled`
    /// so that the client is told a new day. Nobody is charged on a day not announced.
    #[must_use]
    pub fn resumed(self, now: DateTime<Utc>) -> ChargeState {
        match self {
            Self::Scheduled(it) => ChargeState::Scheduled(it),
            Self::Upcoming(it) => {
                let notice = Duration::hours(i64::from(it.announced.promise.notice_hours));
                if it.announced.charged_at() >= now + notice {
                    ChargeState::Upcoming(it)
                } else {
                    ChargeState::Scheduled(it.announced.unannounced())
                }
            }
            Self::Failed(it) => {
                let notice = Duration::hours(i64::from(it.announced.promise.notice_hours));
                match it.next_try {
                    Some(next_try) if next_try < now + notice => {
                        ChargeState::Scheduled(it.announced.unannounced())
                    }
                    Some(_) | None => ChargeState::Failed(it),
                }
            }
        }
    }
}

impl OnHold {
    /// Released at `now`; see [`HeldState::resumed`].
    #[must_use]
    pub fn released(self, now: DateTime<Utc>) -> ChargeState {
        self.before.resumed(now)
    }
}
