//! How often and when a declined charge is tried again.

use chrono::{DateTime, Days, NaiveDate, Utc};
use serde::{Deserialize, Serialize};

use crate::ids::PaymentMethodId;
use crate::promise::Promise;

/// Days on which a charge is tried, counted from the first attempt with the same payment method.
pub const ATTEMPT_DAYS: [u64; 4] = [0, 3, 8, 15];

/// The attempts counted against one payment method.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct MethodAttempts {
    /// The method they were made with.
    pub method: PaymentMethodId,
    /// The day of the first.
    pub first_day: NaiveDate,
    /// How many of the days of [`ATTEMPT_DAYS`] are used up.
    pub count: u8,
    /// Whether the method was declined for good. It is not tried again, whatever is tried in between.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub ended: bool,
}

/// The attempts at a charge. Each payment method has a count of its own: a new one starts afresh, and one that comes back goes
/// on where it was.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct AttemptsMade(Vec<MethodAttempts>);

impl AttemptsMade {
    /// Whether nothing counts so far.
    #[must_use]
    pub const fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Those with the method that was tried last.
    #[must_use]
    pub fn latest(&self) -> Option<MethodAttempts> {
        self.0.last().copied()
    }

    /// Those with `method`.
    #[must_use]
    pub fn with(&self, method: PaymentMethodId) -> Option<MethodAttempts> {
        self.0.iter().copied().find(|attempts| attempts.method == method)
    }

    /// One more attempt with `method` on `day`.
    #[must_use]
    pub fn and_one(self, method: PaymentMethodId, day: NaiveDate) -> Self {
        let attempts = match self.with(method) {
            Some(attempts) => MethodAttempts { count: attempts.count.saturating_add(1), ..attempts },
            None => MethodAttempts { method, first_day: day, count: 1, ended: false },
        };
        self.and_latest(attempts)
    }

    /// Those with `method` begin anew with one on `day`.
    #[must_use]
    pub fn afresh(self, method: PaymentMethodId, day: NaiveDate) -> Self {
        self.and_latest(MethodAttempts { method, first_day: day, count: 1, ended: false })
    }

    /// The method tried last was declined for good.
    #[must_use]
    pub fn ended(mut self) -> Self {
        if let Some(latest) = self.0.last_mut() {
            latest.ended = true;
        }
        self
    }

    /// An attempt with the method of `attempts` that counts no further than they do.
    #[must_use]
    pub fn and_latest(mut self, attempts: MethodAttempts) -> Self {
        self.0.retain(|it| it.method != attempts.method);
        self.0.push(attempts);
        self
    }
}

impl From<MethodAttempts> for AttemptsMade {
    fn from(attempts: MethodAttempts) -> Self {
        Self(vec![attempts])
    }
}

impl MethodAttempts {
    /// When the next attempt is, if one is left: the first day of the plan that is not used up and lies after `now`.
    #[must_use]
    pub fn next(&self, promise: &Promise, now: DateTime<Utc>) -> Option<DateTime<Utc>> {
        let left = ATTEMPT_DAYS.iter().skip(usize::from(self.count));
        left.map(|days| promise.charged_at(self.first_day + Days::new(*days))).find(|at| *at > now)
    }
}

#[cfg(test)]
mod tests {
    #[cfg(target_arch = "wasm32")]
    use wasm_bindgen_test::wasm_bindgen_test as test;

    use super::*;
    use crate::testing::{CARD, OTHER_CARD, at, attempts, day, promise};

    #[test]
    fn the_days_of_the_attempts_are_calendar_days_across_a_clock_change() {
        for (first_day, instants) in [
            ("2026-03-06", ["2026-03-09T14:00:00Z", "2026-03-14T14:00:00Z", "2026-03-21T14:00:00Z"]),
            ("2026-02-28", ["2026-03-03T15:00:00Z", "2026-03-08T14:00:00Z", "2026-03-15T14:00:00Z"]),
            ("2026-10-30", ["2026-11-02T15:00:00Z", "2026-11-07T15:00:00Z", "2026-11-14T15:00:00Z"]),
        ] {
            let promise = promise("2026-01-01 09:30:00", first_day);
            let mut now = promise.charged_at(day(first_day));
            for (count, instant) in (1..).zip(instants) {
                let attempts =
                    MethodAttempts { method: CARD, first_day: day(first_day), count, ended: false };
                assert_eq!(attempts.next(&promise, now), Some(at(instant)), "{first_day}");
                now = at(instant);
            }
            let attempts = MethodAttempts { method: CARD, first_day: day(first_day), count: 4, ended: false };
            assert_eq!(attempts.next(&promise, now), None, "{first_day}");
        }
    }

    #[test]
    fn attempts_count_up_with_one_method_and_from_one_with_another() {
        let first = AttemptsMade::default().and_one(CARD, day("2025-12-02"));
        assert_eq!(first, attempts(CARD, 1));
        let second = first.and_one(CARD, day("2025-12-05"));
        assert_eq!(second, attempts(CARD, 2));
        let other = second.and_one(OTHER_CARD, day("2025-12-06"));
        let afresh =
            MethodAttempts { method: OTHER_CARD, first_day: day("2025-12-06"), count: 1, ended: false };
        assert_eq!(other.latest(), Some(afresh));
    }

    #[test]
    fn a_method_that_comes_back_goes_on_where_it_was() {
        let other = attempts(CARD, 2).and_one(OTHER_CARD, day("2025-12-06"));
        let back = other.and_one(CARD, day("2025-12-07"));
        assert_eq!(back.latest(), attempts(CARD, 3).latest());
        assert_eq!(back.with(OTHER_CARD).map(|attempts| attempts.count), Some(1));
    }

    #[test]
    fn a_day_of_the_plan_that_has_passed_is_not_made_up_for() {
        let promise = promise("2025-12-01 09:30:00", "2025-11-24");
        let next = |count, now| attempts(CARD, count).latest().and_then(|it| it.next(&promise, at(now)));
        assert_eq!(next(1, "2025-12-05T14:59:59Z"), Some(at("2025-12-05T15:00:00Z")));
        assert_eq!(next(1, "2025-12-05T15:00:00Z"), Some(at("2025-12-10T15:00:00Z")));
        assert_eq!(next(1, "2025-12-17T15:00:00Z"), None);
    }

    #[test]
    fn more_attempts_than_planned_end_them_too() {
        let promise = promise("2025-12-01 09:30:00", "2025-11-24");
        for count in [4, 5, u8::MAX] {
            let attempts = MethodAttempts { method: CARD, first_day: day("2025-12-02"), count, ended: false };
            assert_eq!(attempts.next(&promise, at("2025-12-02T15:00:00Z")), None, "{count}");
            let more = AttemptsMade::from(attempts).and_one(CARD, day("2025-12-02"));
            assert!(more.latest().is_some_and(|more| more.count >= count));
        }
    }
}
