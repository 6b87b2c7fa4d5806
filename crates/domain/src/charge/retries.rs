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
