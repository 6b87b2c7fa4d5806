//! When a worker has to look at a charge.

use chrono::{DateTime, Duration, Utc};

use super::{ChargeState, FailReason, Failed};
use crate::policy::Policy;
use crate::promise::notice_due;
use crate::zone::PracticeZone;

/// How often a cardholder's confirmation is looked for, should the processor not tell.
const CONFIRMATION: (Duration, Duration) = (Duration::minutes(10), Duration::hours(6));

impl ChargeState {
    /// When a worker has to look at a charge that comes into this state at `now`: to send its notice, to take it, to try again, to
    /// look for what was to be given or confirmed. None while nothing happens by itself. Zone and policy are those of its practice.
    #[must_use]
    pub fn due_at(&self, zone: PracticeZone, policy: &Policy, now: DateTime<Utc>) -> Option<DateTime<Utc>> {
        match self {
            Self::Scheduled(it) => Some(notice_due(it.first_day, zone, policy)),
            Self::Upcoming(it) => Some(it.announced.charged_at()),
            // An attempt that was begun goes on at once: whoever began it holds the charge, and if they die somebody else takes over.
            Self::Processing(_) => Some(now),
            Self::Failed(it) if it.waits_for_cardholder(now) => Some(confirmation(it, now)),
            Self::Failed(it) => it.next_attempt.or_else(|| new_method(it, now)),
            Self::AwaitingInsurer
            | Self::NothingDue(_)
            | Self::Paid(_)
            | Self::OnHold(_)
            | Self::Waived(_)
            | Self::PartiallyRefunded(_)
            | Self::Refunded(_)
            | Self::SettledElsewhere(_)
            | Self::Disputed(_)
            | Self::ChargedBack(_) => None,
        }
    }
}

impl Failed {
    /// When a confirmation is looked for again that could not be looked for at `now`.
    #[must_use]
    pub fn confirmation_retry_at(now: DateTime<Utc>) -> DateTime<Utc> {
        now + CONFIRMATION.0
    }
}

/// How long after a first look that came to nothing, at `since`, the next one is: as long again, within these bounds.
#[must_use]
pub fn look_again_at(
    since: DateTime<Utc>,
    now: DateTime<Utc>,
    (least, most): (Duration, Duration),
) -> DateTime<Utc> {
    now + (now - since).clamp(least, most)
}

/// A confirmation may come at any time; on the day of the next try the page is made anew, and after the last one it is given
/// up.
fn confirmation(failed: &Failed, now: DateTime<Utc>) -> DateTime<Utc> {
    let look = look_again_at(failed.failed_at, now, CONFIRMATION);
    let ends = failed.next_attempt.or_else(|| failed.confirm_until());
    ends.filter(|ends| *ends > now).map_or(look, |ends| look.min(ends))
}

/// A new method is charged at the next charge time, so it is looked for then.
fn new_method(failed: &Failed, now: DateTime<Utc>) -> Option<DateTime<Utc>> {
    match failed.reason {
        FailReason::NoMethod | FailReason::NotConfirmed => {
            Some(failed.announced.promise.next_charge_time(now))
        }
        FailReason::NeedsConfirmation { .. } | FailReason::Declined | FailReason::DeclinedForGood => None,
    }
}

#[cfg(test)]
mod tests;
