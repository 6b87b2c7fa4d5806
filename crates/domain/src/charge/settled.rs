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
    pub why: String,
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
    pub why: String,
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
