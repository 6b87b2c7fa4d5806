//! Whether a card will be good for what is to come.

use chrono::{Days, NaiveDate};
use serde::{Deserialize, Serialize};

use super::PaymentMethod;

/// Days before its end on which a card begins to be said to end soon: long enough for a bank to send another one.
const ENDS_SOON: Days = Days::new(45);

/// Whether a card is good, by its end alone.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum CardStanding {
    /// It is good for a while.
    Good,
    /// Its last month is near.
    EndsSoon,
    /// Its last month is over.
    Ended,
}

impl CardStanding {
    /// Whether a card is good that is so `until` and including that day.
    #[must_use]
    pub fn of(until: NaiveDate, today: NaiveDate) -> Self {
        if until < today {
            Self::Ended
        } else if until <= today + ENDS_SOON {
            Self::EndsSoon
        } else {
            Self::Good
        }
    }
}

impl PaymentMethod {
    /// Whether it is good on this day of the practice.
    #[must_use]
    pub fn standing(&self, today: NaiveDate) -> CardStanding {
        CardStanding::of(self.good_until(), today)
    }
}

#[cfg(test)]
mod tests {
    #[cfg(target_arch = "wasm32")]
    use wasm_bindgen_test::wasm_bindgen_test as test;

    use super::*;
    use crate::testing::{day, payment_method};

    #[test]
    fn a_card_is_said_to_end_soon_before_it_ends_and_to_have_ended_after() {
        let card = PaymentMethod { exp_month: 1, exp_year: 2026, ..payment_method(1, 1) };
        for (today, standing) in [
            ("2025-12-16", CardStanding::Good),
            ("2025-12-17", CardStanding::EndsSoon),
            ("2026-01-31", CardStanding::EndsSoon),
            ("2026-02-01", CardStanding::Ended),
        ] {
            assert_eq!(card.standing(day(today)), standing, "{today}");
        }
    }
}
