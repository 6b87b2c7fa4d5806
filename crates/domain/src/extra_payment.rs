//! Money taken by card that is no charge's own payment: a charge was paid a second time, or somebody made a payment by hand at the
//! processor.

use chrono::{DateTime, Utc};

use crate::ids::{ChargeId, ClientId, PracticeId};
use crate::money::Money;

/// Such a payment. It is kept beside the charge, whose state says nothing of it, and counts until it is given back.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ExtraPayment {
    /// The processor's id of the payment intent.
    pub intent: String,
    /// The practice.
    pub practice: PracticeId,
    /// Whose money it is.
    pub client: ClientId,
    /// The charge that it names; none where it was made by hand.
    pub charge: Option<ChargeId>,
    /// How much was taken, above zero.
    pub amount: Money,
    /// When.
    pub taken_at: DateTime<Utc>,
    /// How much of it was given back, or taken back by the cardholder's bank.
    pub given_back: Money,
}

impl ExtraPayment {
    /// What the practice still has of it.
    #[must_use]
    pub fn kept(&self) -> Money {
        Money::new(self.amount.cents() - self.given_back.cents(), self.amount.currency())
    }
}
