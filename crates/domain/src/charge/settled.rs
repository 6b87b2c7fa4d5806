//! Charges that ask for nothing any more.

use chrono::{DateTime, NaiveDate, Utc};
use serde::{Deserialize, Serialize};

use super::{Due, InsurerAnswer};
use crate::actor::Actor;
use crate::money::Money;

/// The payer answered and nothing is left to pay.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct NothingDue {
    /// The answer, whose client responsibility is zero.
    pub answer: InsurerAnswer,
}

/// What of a card may be shown: brand and last four digits.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CardShown {
    /// Such as `Visa`.
    pub brand: String,
    /// The last four digits.
    pub last4: String,
}

/// Taken.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Paid {
    /// What was paid.
    pub due: Due,
    /// The day it was planned for.
    pub day: NaiveDate,
    /// When the money was taken.
    pub paid_at: DateTime<Utc>,
    /// The day of that in the practice's zone.
    pub paid_on: NaiveDate,
    /// The card used; none where the practice's own records of an earlier payment do not say.
    pub card: Option<CardShown>,
    /// The receipt's number.
    pub receipt: String,
}

/// Money given back once.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Refund {
    /// How much, above zero.
    pub amount: Money,
    /// When.
    pub at: DateTime<Utc>,
    /// By whom.
    pub by: Actor,
    /// Why.
    pub reason: String,
}

/// Paid, and given back in part or in full.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Refunded {
    /// The payment.
    pub paid: Paid,
    /// What was given back, in order.
    pub refunds: Vec<Refund>,
}

/// Given up by the practice.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Waived {
    /// What would have been paid.
    pub due: Due,
    /// When.
    pub at: DateTime<Utc>,
    /// By whom.
    pub by: Actor,
    /// Why.
    pub reason: String,
}

/// Why a refund is refused.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("a refund is above zero and at most {left}, which is what is left of the payment")]
pub struct RefundProblem {
    /// What can still be given back.
    pub left: Money,
}

impl Refunded {
    /// A payment nothing of which has been given back.
    #[must_use]
    pub const fn none_of(paid: Paid) -> Self {
        Self { paid, refunds: Vec::new() }
    }

    /// What can still be given back.
    #[must_use]
    pub fn left(&self) -> Money {
        let amount = self.paid.due.amount;
        let given: i64 = self.refunds.iter().map(|refund| refund.amount.cents()).sum();
        Money::new(amount.cents() - given, amount.currency())
    }

    /// Gives `refund` back.
    ///
    /// # Errors
    /// When it is not above zero, of another currency, or more than is left.
    pub fn and(mut self, refund: Refund) -> Result<Self, RefundProblem> {
        let left = self.left();
        let fits = refund.amount.currency() == left.currency()
            && (1..=left.cents()).contains(&refund.amount.cents());
        if !fits {
            return Err(RefundProblem { left });
        }
        self.refunds.push(refund);
        Ok(self)
    }
}

#[cfg(test)]
mod tests {
    #[cfg(target_arch = "wasm32")]
    use wasm_bindgen_test::wasm_bindgen_test as test;

    use super::*;
    use crate::testing::{paid, refund, refunded};

    fn cents_left(refunded: &Refunded) -> i64 {
        refunded.left().cents()
    }

    #[test]
    fn refunds_go_to_the_last_cent_and_no_further() {
        let once = refunded(&[3_999]);
        assert_eq!(cents_left(&once), 1);
        assert_eq!(once.clone().and(refund(2)), Err(RefundProblem { left: Money::usd(1) }));
        let all = once.and(refund(1)).expect("one cent is left");
        assert_eq!(cents_left(&all), 0);
        assert_eq!(all.refunds, [refund(3_999), refund(1)]);
        assert_eq!(all.and(refund(1)), Err(RefundProblem { left: Money::usd(0) }));
    }

    #[test]
    fn all_of_a_payment_may_be_given_back_at_once() {
        assert_eq!(cents_left(&Refunded::none_of(paid())), 4_000);
        assert_eq!(cents_left(&refunded(&[4_000])), 0);
    }

    #[test]
    fn a_refund_is_above_zero_and_at_most_the_payment() {
        for cents in [0, -1, i64::MIN, 4_001, i64::MAX] {
            let problem = Refunded::none_of(paid()).and(refund(cents));
            assert_eq!(problem, Err(RefundProblem { left: Money::usd(4_000) }), "{cents}");
        }
    }
}
