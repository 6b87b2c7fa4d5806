//! An attempt at taking a charge, and how it ends.

use chrono::{DateTime, Days, Utc};
use serde::{Deserialize, Serialize};

use super::{Announced, CardShown, ChargeState, FailReason, Failed, HeldState, Overdue, Paid, Upcoming};
use crate::ids::{AttemptId, PaymentMethodId};

/// An attempt is under way. Its attempt was stored before anything left for the processor.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Processing {
    /// What the client was told.
    pub announced: Announced,
    /// The stored attempt.
    pub attempt: AttemptId,
    /// When the attempt began.
    pub since: DateTime<Utc>,
    /// Whether the client asked for this attempt.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub asked: bool,
    /// Whether the charge waited for a card. Such an attempt is made at charge time and at no other hour.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub waited: bool,
}

/// Why a charge is not taken now.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum NotDue {
    /// Its instant has not come.
    #[error("the charge is not due yet")]
    Early,
    /// Its day is over; the client has to be told anew.
    #[error("the day announced for the charge is over")]
    Overdue(Overdue),
    /// No further attempt is planned.
    #[error("no further attempt is planned")]
    NoneLeft,
}

impl Processing {
    /// The processor took the money at `paid_at`.
    #[must_use]
    pub fn paid(self, paid_at: DateTime<Utc>, card: CardShown, receipt: String) -> Paid {
        let Announced { due, day, promise, .. } = self.announced;
        Paid { due, day, paid_at, paid_on: promise.zone.day(paid_at), card: Some(card), receipt, also: None }
    }

    /// The processor declined, or the cardholder has to confirm: one more attempt counts against the method, unless the client
    /// asked for this one on top of those planned for the same method. Who asks for a page after the last one that was planned
    /// starts afresh.
    #[must_use]
    pub fn declined(self, method: PaymentMethodId, reason: FailReason, now: DateTime<Utc>) -> Failed {
        let mut announced = self.announced;
        let day = announced.promise.zone.day(self.since);
        let on_top = announced.attempts.with(method).filter(|_| self.asked);
        announced.attempts = match on_top {
            Some(attempts) if asks_for_page(&reason) && attempts.next(&announced.promise, now).is_none() => {
                announced.attempts.afresh(method, day)
            }
            Some(attempts) => announced.attempts.and_latest(attempts),
            None => announced.attempts.and_one(method, day),
        };
        if reason == FailReason::DeclinedForGood {
            announced.attempts = announced.attempts.ended();
        }
        let left = announced.attempts.latest().filter(|_| reason.may_be_tried_again());
        let next_attempt = left.and_then(|attempts| attempts.next(&announced.promise, now));
        Failed { announced, reason, failed_at: now, next_attempt, asked: false }
    }

    /// There was no method to charge: no attempt counts, and the next comes with a new method.
    #[must_use]
    pub fn without_method(self, now: DateTime<Utc>) -> Failed {
        let reason = FailReason::NoMethod;
        Failed { announced: self.announced, reason, failed_at: now, next_attempt: None, asked: false }
    }

    /// Whether an attempt that surely was not carried out may still be at `now` without a new announcement: until its day is over,
    /// the day after if the client asked for it, and only as long as it is charge time if the charge waited for a card.
    #[must_use]
    pub fn may_still_be_sent(&self, now: DateTime<Utc>) -> bool {
        let promise = &self.announced.promise;
        let zone = promise.zone;
        let is_its_day = zone.day(now) <= zone.day(self.since) + Days::new(u64::from(self.asked));
        is_its_day && (!self.waited || promise.is_charge_time(now))
    }

    /// The attempt surely was not carried out and its time is over: back to before it, as for any day that was missed. A charge
    /// that waited for a card waits for the next charge time.
    #[must_use]
    pub fn missed(self, now: DateTime<Utc>) -> ChargeState {
        if self.waited {
            let failed_at = self.since;
            return ChargeState::Failed(self.without_method(failed_at));
        }
        HeldState::Upcoming(Upcoming { announced: self.announced }).resumed(now)
    }
}

const fn asks_for_page(reason: &FailReason) -> bool {
    matches!(reason, FailReason::NeedsConfirmation { .. })
}

#[cfg(test)]
mod tests;
