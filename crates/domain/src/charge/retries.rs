//! How often and when a declined charge is tried again.

use chrono::{DateTime, Days, NaiveDate, Utc};
use serde::{Deserialize, Serialize};

use crate::ids::PaymentMethodId;
use crate::promise::Promise;

/// Days on which a charge is tried, counted from the first try with the same payment method.
pub const TRY_DAYS: [u64; 4] = [0, 3, 8, 15];

/// The tries counted against one payment method. A new method starts afresh.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Tries {
    /// The method they were made with.
    pub method: PaymentMethodId,
    /// The day of the first.
    pub first_day: NaiveDate,
    /// How many of the days of [`TRY_DAYS`] are used up.
    pub count: u8,
}

impl Tries {
    /// One more try with `method` on `day`, on top of those before.
    #[must_use]
    pub fn and_one(before: Option<Self>, method: PaymentMethodId, day: NaiveDate) -> Self {
        match before.filter(|tries| tries.method == method) {
            Some(tries) => Self { count: tries.count.saturating_add(1), ..tries },
            None => Self { method, first_day: day, count: 1 },
        }
    }

    /// When the next try is, if one is left: the first day of the plan that is not used up and lies after `now`.
    #[must_use]
    pub fn next(&self, promise: &Promise, now: DateTime<Utc>) -> Option<DateTime<Utc>> {
        let left = TRY_DAYS.iter().skip(usize::from(self.count));
        left.map(|days| promise.charged_at(self.first_day + Days::new(*days))).find(|at| *at > now)
    }
}

#[cfg(test)]
mod tests {
    #[cfg(target_arch = "wasm32")]
    use wasm_bindgen_test::wasm_bindgen_test as test;

    use super::*;
    use crate::testing::{CARD, OTHER_CARD, at, day, promise, tries};

    #[test]
    fn the_days_of_the_tries_are_calendar_days_across_a_clock_change() {
        for (first_day, instants) in [
            ("2026-03-06", ["2026-03-09T14:00:00Z", "2026-03-14T14:00:00Z", "2026-03-21T14:00:00Z"]),
            ("2026-02-28", ["2026-03-03T15:00:00Z", "2026-03-08T14:00:00Z", "2026-03-15T14:00:00Z"]),
            ("2026-10-30", ["2026-11-02T15:00:00Z", "2026-11-07T15:00:00Z", "2026-11-14T15:00:00Z"]),
        ] {
            let promise = promise("2026-01-01 09:30:00", first_day);
            let mut now = promise.charged_at(day(first_day));
            for (count, instant) in (1..).zip(instants) {
                let tries = Tries { method: CARD, first_day: day(first_day), count };
                assert_eq!(tries.next(&promise, now), Some(at(instant)), "{first_day}");
                now = at(instant);
            }
            let tries = Tries { method: CARD, first_day: day(first_day), count: 4 };
            assert_eq!(tries.next(&promise, now), None, "{first_day}");
        }
    }

    #[test]
    fn tries_count_up_with_one_method_and_from_one_with_another() {
        let first = Tries::and_one(None, CARD, day("2025-12-02"));
        assert_eq!(Some(first), tries(CARD, 1));
        let second = Tries::and_one(Some(first), CARD, day("2025-12-05"));
        assert_eq!(Some(second), tries(CARD, 2));
        let other = Tries::and_one(Some(second), OTHER_CARD, day("2025-12-06"));
        assert_eq!(other, Tries { method: OTHER_CARD, first_day: day("2025-12-06"), count: 1 });
    }

    #[test]
    fn a_day_of_the_plan_that_has_passed_is_not_made_up_for() {
        let promise = promise("2025-12-01 09:30:00", "2025-11-24");
        let next = |count, now| tries(CARD, count).and_then(|it| it.next(&promise, at(now)));
        assert_eq!(next(1, "2025-12-05T14:59:59Z"), Some(at("2025-12-05T15:00:00Z")));
        assert_eq!(next(1, "2025-12-05T15:00:00Z"), Some(at("2025-12-10T15:00:00Z")));
        assert_eq!(next(1, "2025-12-17T15:00:00Z"), None);
    }

    #[test]
    fn more_tries_than_planned_end_them_too() {
        let promise = promise("2025-12-01 09:30:00", "2025-11-24");
        for count in [4, 5, u8::MAX] {
            let tries = Tries { method: CARD, first_day: day("2025-12-02"), count };
            assert_eq!(tries.next(&promise, at("2025-12-02T15:00:00Z")), None, "{count}");
            assert!(Tries::and_one(Some(tries), CARD, day("2025-12-02")).count >= count);
        }
    }
}
