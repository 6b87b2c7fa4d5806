//! Payments that the cardholder's bank asks back: disputed, and charged back if the bank decides so.

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

use super::{ChargeState, Paid, Refunded};
use crate::money::Money;

/// A payment by card some of which the practice still has.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "before", rename_all = "snake_case")]
pub enum DisputedPayment {
    /// All of it.
    Paid(Paid),
    /// What was not given back.
    PartiallyRefunded(Refunded),
}

/// The cardholder told their bank that they do not owe it, and the bank has not decided.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Disputed {
    /// The payment, in the state that it comes back to if the practice wins.
    pub payment: DisputedPayment,
    /// The processor's id of the dispute.
    pub dispute: String,
    /// How much is disputed.
    pub amount: Money,
    /// When it was opened.
    pub opened_at: DateTime<Utc>,
    /// Until when the bank takes the practice's answer; none once it takes none any more.
    pub answer_until: Option<DateTime<Utc>>,
}

/// The bank decided for the cardholder and took the money back.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ChargedBack {
    /// The payment, in the state that it comes back to if the bank gives the money back later. What was not taken back stays paid.
    pub payment: DisputedPayment,
    /// The processor's id of the dispute.
    pub dispute: String,
    /// How much was taken back.
    pub amount: Money,
    /// When.
    pub at: DateTime<Utc>,
}

impl DisputedPayment {
    /// The payment as the desk took it.
    #[must_use]
    pub fn paid(&self) -> Option<&Paid> {
        match self {
            Self::Paid(it) => Some(it),
            Self::PartiallyRefunded(it) => it.of.paid(),
        }
    }

    /// What the practice has of it while nothing is charged back.
    #[must_use]
    pub fn left(&self) -> Money {
        match self {
            Self::Paid(it) => it.due.amount,
            Self::PartiallyRefunded(it) => it.left(),
        }
    }

    /// The state of the charge once nothing is disputed.
    #[must_use]
    pub fn state(self) -> ChargeState {
        match self {
            Self::Paid(it) => ChargeState::Paid(it),
            Self::PartiallyRefunded(it) => ChargeState::PartiallyRefunded(it),
        }
    }
}

impl Disputed {
    /// The practice won, or the bank closed its inquiry: as if nothing had been.
    #[must_use]
    pub fn won(self) -> ChargeState {
        self.payment.state()
    }

    /// The practice lost.
    #[must_use]
    pub fn lost(self, at: DateTime<Utc>) -> ChargedBack {
        let Self { payment, dispute, amount, .. } = self;
        ChargedBack { payment, dispute, amount, at }
    }
}

impl ChargedBack {
    /// What the practice has left of the payment. Below zero where the bank took back what had been given back already.
    #[must_use]
    pub fn left(&self) -> Money {
        let left = self.payment.left();
        Money::new(left.cents() - self.amount.cents(), left.currency())
    }

    /// The bank gave the money back after all.
    #[must_use]
    pub fn given_back(self) -> ChargeState {
        self.payment.state()
    }
}

#[cfg(test)]
mod tests {
    #[cfg(target_arch = "wasm32")]
    use wasm_bindgen_test::wasm_bindgen_test as test;

    use super::*;
    use crate::testing::{disputed, local, paid, refunded};

    #[test]
    fn a_dispute_that_is_won_leads_to_the_state_before() {
        assert_eq!(disputed(DisputedPayment::Paid(paid())).won(), ChargeState::Paid(paid()));
        let some = refunded(&[1_500]);
        let dispute = disputed(DisputedPayment::PartiallyRefunded(some.clone()));
        assert_eq!(dispute.won(), ChargeState::PartiallyRefunded(some));
    }

    #[test]
    fn of_a_dispute_that_is_lost_what_is_left_stays_paid() {
        let at = local("2026-01-20 09:00:00");
        let some = || DisputedPayment::PartiallyRefunded(refunded(&[1_500]));
        let dispute = Disputed { amount: Money::usd(2_000), ..disputed(some()) };
        let lost = dispute.lost(at);
        assert_eq!((lost.left(), lost.at), (Money::usd(500), at));
        assert_eq!(lost.given_back(), ChargeState::PartiallyRefunded(refunded(&[1_500])));
        let all = Disputed { amount: Money::usd(4_000), ..disputed(some()) }.lost(at);
        assert_eq!(all.left(), Money::usd(-1_500));
    }
}
