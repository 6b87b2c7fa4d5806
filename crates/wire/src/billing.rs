//! What a client is asked to pay next, and with what.

use chrono::{Datelike, NaiveDate};
use domain::payment_method::last_day;
use serde::{Deserialize, Serialize};

use crate::Entries;
use crate::charges::ChargeRowView;

/// The client's `Home` and the upper part of `Billing Information`.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct BillingView {
    /// The same in every answer that says the same, however long it holds.
    #[serde(default)]
    pub sign: String,
    /// Today in the practice's zone.
    #[serde(deserialize_with = "domain::iso::day")]
    pub today: NaiveDate,
    /// Seconds until something else may be true: that day is over, a charge is due, or can no longer be moved.
    pub holds_for_seconds: u32,
    /// Charges that still ask for money or attention, the next day first; then those without a day.
    #[cfg_attr(feature = "openapi", schema(value_type = Vec<ChargeRowView>))]
    pub open: Entries<ChargeRowView>,
    /// The card that is charged, if there is one.
    pub card: Option<PaymentMethodView>,
    /// Whether that card ends soon, or has ended, where the client is asked for one.
    #[serde(default)]
    pub card_ends: bool,
    /// Whether the client is asked for a card. If not, the payer is the reason.
    pub card_required: bool,
    /// The name of the payer of the primary coverage; none for a client who pays without insurance.
    pub payer: Option<String>,
    /// The plan with that payer.
    pub plan: Option<String>,
    /// Whether something else waits for the client, which [`crate::to_do`] says.
    pub more_to_do: bool,
}

/// A card, as far as it may be shown.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct PaymentMethodView {
    /// Such as `Visa`.
    pub brand: String,
    /// The last four digits.
    pub last4: String,
    /// Month of expiry, 1 to 12.
    pub expires_month: u32,
    /// Year of expiry, four digits.
    pub expires_year: i32,
}

impl PaymentMethodView {
    /// The last day on which it can be charged.
    #[must_use]
    pub fn good_until(&self) -> NaiveDate {
        last_day(self.expires_year, self.expires_month)
    }

    /// Whether it can be charged on that day: it is good through its last month.
    #[must_use]
    pub fn is_good_on(&self, day: NaiveDate) -> bool {
        (day.year(), day.month()) <= (self.expires_year, self.expires_month)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_card_is_good_through_its_last_month() {
        let card = PaymentMethodView {
            brand: "Visa".into(),
            last4: "4242".into(),
            expires_month: 12,
            expires_year: 2025,
        };
        let is_good = |day: &str| card.is_good_on(day.parse().expect("a day"));
        assert!(is_good("2025-12-31") && is_good("2025-01-01") && is_good("2024-12-31"));
        assert!(!is_good("2026-01-01") && !is_good("2026-12-01"));
    }
}
