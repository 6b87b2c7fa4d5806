//! A try at taking a charge, and how it ends.

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

use super::retries::Tries;
use super::{Announced, CardShown, FailReason, Failed, Overdue, Paid};
use crate::ids::{AttemptId, PaymentMethodId};

/// A try is under way. Its attempt was stored before anything left for the processor.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Processing {
    /// What the client was told.
    pub announced: Announced,
    /// The stored attempt.
    pub attempt: AttemptId,
    /// When the try began.
    pub since: DateTime<Utc>,
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
    /// No further try is planned.
    #[error("no further try is planned")]
    NoneLeft,
}

impl Processing {
    /// The processor took the money at `paid_at`.
    #[must_use]
    pub fn paid(self, paid_at: DateTime<Utc>, card: CardShown, receipt: String) -> Paid {
        let Announced { due, day, promise, .. } = self.announced;
        Paid { due, day, paid_at, paid_on: promise.zone.day(paid_at), card: Some(card), receipt }
    }

    /// The processor declined, or the cardholder has to confirm: one more try counts against the method.
    #[must_use]
    pub fn declined(self, method: PaymentMethodId, reason: FailReason, now: DateTime<Utc>) -> Failed {
        let mut announced = self.announced;
        let tries = Tries::and_one(announced.tries, method, announced.promise.zone.day(self.since));
        announced.tries = Some(tries);
        let next_try = if reason.may_be_tried_again() { tries.next(&announced.promise, now) } else { None };
        Failed { announced, reason, failed_at: now, next_try }
    }

    /// There was no method to charge: no try counts, and the next comes with a new method.
    #[must_use]
    pub fn without_method(self, now: DateTime<Utc>) -> Failed {
        Failed { announced: self.announced, reason: FailReason::NoMethod, failed_at: now, next_try: None }
    }
}
