//! Payments that the cardholder's bank asks back: disputed, and charged back if the bank decides so.

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

use super::dispute::{lost_cents, open_cents};
use super::{ChargeState, Dispute, Paid, Refunded};
use crate::money::Money;

/// A payment by card, as the practice has it while no bank has any of it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "before", rename_all = "snake_case")]
pub enum DisputedPayment {
    /// All of it.
    Paid(Paid),
    /// What was not given back, which may be nothing: banks take disputes of payments that cardholders have back already.
    PartiallyRefunded(Refunded),
}

/// Cardholders told their banks that they do not owe it, and not all of the banks have decided.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Disputed {
    /// The payment, in the state that it comes back to if the practice wins.
    pub payment: DisputedPayment,
    /// The disputes, the oldest first. One of them at least is open, and others may be lost.
    pub disputes: Vec<Dispute>,
}

/// The bank decided for the cardholder and took the money back.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ChargedBack {
    /// The payment, in the state that it comes back to if the bank gives the money back later. What was not taken back stays paid.
    pub payment: DisputedPayment,
    /// The disputes, the oldest first, all of them lost.
    pub disputes: Vec<Dispute>,
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
            Self::PartiallyRefunded(it) => it.state(),
        }
    }
}

impl DisputedPayment {
    /// The state of the charge with these disputes.
    #[must_use]
    pub fn contested(self, disputes: Vec<Dispute>) -> ChargeState {
        if disputes.is_empty() {
            self.state()
        } else if disputes.iter().all(|it| it.lost_at.is_some()) {
            ChargeState::ChargedBack(ChargedBack { payment: self, disputes })
        } else {
            ChargeState::Disputed(Disputed { payment: self, disputes })
        }
    }
}

impl Disputed {
    /// How much is disputed and not decided.
    #[must_use]
    pub fn amount(&self) -> Money {
        Money::new(open_cents(&self.disputes), self.payment.left().currency())
    }

    /// When the first of those that are not decided was opened.
    #[must_use]
    pub fn opened_at(&self) -> Option<DateTime<Utc>> {
        self.disputes.iter().filter(|it| it.lost_at.is_none()).map(|it| it.opened_at).min()
    }

    /// What the practice has of the payment unless it loses: what banks took for good is gone.
    #[must_use]
    pub fn left(&self) -> Money {
        left(&self.payment, &self.disputes)
    }

    /// The practice won, or the bank closed its inquiry: as if nothing had been, but for what was lost before.
    #[must_use]
    pub fn won(self) -> ChargeState {
        let lost = self.disputes.into_iter().filter(|it| it.lost_at.is_some()).collect();
        self.payment.contested(lost)
    }

    /// The practice lost all that was not decided.
    #[must_use]
    pub fn lost(self, at: DateTime<Utc>) -> ChargedBack {
        let lost = |it: Dispute| Dispute { lost_at: it.lost_at.or(Some(at)), ..it };
        ChargedBack { payment: self.payment, disputes: self.disputes.into_iter().map(lost).collect() }
    }
}

impl ChargedBack {
    /// How much was taken back.
    #[must_use]
    pub fn amount(&self) -> Money {
        Money::new(lost_cents(&self.disputes), self.payment.left().currency())
    }

    /// When, the last time.
    #[must_use]
    pub fn at(&self) -> Option<DateTime<Utc>> {
        self.disputes.iter().filter_map(|it| it.lost_at).max()
    }

    /// What the practice has left of the payment. Below zero where the bank took back what had been given back already.
    #[must_use]
    pub fn left(&self) -> Money {
        left(&self.payment, &self.disputes)
    }

    /// The bank gave the money back after all.
    #[must_use]
    pub fn given_back(self) -> ChargeState {
        self.payment.state()
    }
}

fn left(payment: &DisputedPayment, disputes: &[Dispute]) -> Money {
    let left = payment.left();
    Money::new(left.cents() - lost_cents(disputes), left.currency())
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

    fn of_some(cents: i64) -> Disputed {
        let mut it = disputed(DisputedPayment::PartiallyRefunded(refunded(&[1_500])));
        it.disputes[0].amount = Money::usd(cents);
        it
    }

    #[test]
    fn of_a_dispute_that_is_lost_what_is_left_stays_paid() {
        let at = local("2026-01-20 09:00:00");
        let lost = of_some(2_000).lost(at);
        assert_eq!((lost.left(), lost.amount(), lost.at()), (Money::usd(500), Money::usd(2_000), Some(at)));
        assert_eq!(lost.given_back(), ChargeState::PartiallyRefunded(refunded(&[1_500])));
        assert_eq!(of_some(4_000).lost(at).left(), Money::usd(-1_500));
    }

    #[test]
    fn what_was_lost_before_is_gone_whatever_becomes_of_another_dispute() {
        let (first, second) = (local("2026-01-20 09:00:00"), local("2026-02-01 09:00:00"));
        let mut both = of_some(1_000).lost(first);
        both.disputes.push(Dispute { id: "dp_2".to_owned(), ..of_some(700).disputes.remove(0) });
        let ChargeState::Disputed(open) = both.payment.clone().contested(both.disputes) else {
            panic!("open")
        };
        assert_eq!((open.amount(), open.left()), (Money::usd(700), Money::usd(1_500)));
        assert_eq!(open.clone().won(), ChargeState::ChargedBack(of_some(1_000).lost(first)));
        let lost = open.lost(second);
        assert_eq!((lost.amount(), lost.left()), (Money::usd(1_700), Money::usd(800)));
        assert_eq!((lost.disputes[0].lost_at, lost.at()), (Some(first), Some(second)));
    }
}
