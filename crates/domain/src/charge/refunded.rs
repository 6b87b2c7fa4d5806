//! Money given back: in part, in full, and thrown back by the client's bank.

use chrono::{DateTime, NaiveDate, Utc};
use serde::{Deserialize, Serialize};

use super::{CardShown, ChargeState, Due, Paid, SettledElsewhere};
use crate::actor::Actor;
use crate::money::Money;

/// How the money came in, some of which was given back.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "by", rename_all = "snake_case")]
pub enum Payment {
    /// Taken by card.
    Paid(Paid),
    /// By another way than the desk.
    SettledElsewhere(SettledElsewhere),
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
    /// The processor's id of it; none where the practice gave it back by another way.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub processor_id: Option<String>,
    /// Whether it has not arrived yet. It counts, as the processor has it already.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub on_its_way: bool,
}

/// Paid, and given back in part or in full.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Refunded {
    /// The payment.
    pub of: Payment,
    /// What was given back, in order.
    pub refunds: Vec<Refund>,
}

/// Why a refund is refused.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("a refund is above zero and at most {left}, which is what is left of the payment")]
pub struct RefundProblem {
    /// What can still be given back.
    pub left: Money,
}

impl Payment {
    /// What was paid.
    #[must_use]
    pub const fn due(&self) -> &Due {
        match self {
            Self::Paid(it) => &it.due,
            Self::SettledElsewhere(it) => &it.owed.due,
        }
    }

    /// The day of the payment in the practice's zone.
    #[must_use]
    pub const fn on(&self) -> NaiveDate {
        match self {
            Self::Paid(it) => it.paid_on,
            Self::SettledElsewhere(it) => it.payment.on,
        }
    }

    /// The payment that the desk took, if it took it.
    #[must_use]
    pub const fn paid(&self) -> Option<&Paid> {
        match self {
            Self::Paid(it) => Some(it),
            Self::SettledElsewhere(_) => None,
        }
    }

    /// The card that it was taken from.
    #[must_use]
    pub fn card(&self) -> Option<&CardShown> {
        self.paid().and_then(|it| it.card.as_ref())
    }

    /// The state of a charge nothing of which was given back.
    #[must_use]
    pub fn state(self) -> ChargeState {
        match self {
            Self::Paid(it) => ChargeState::Paid(it),
            Self::SettledElsewhere(it) => ChargeState::SettledElsewhere(it),
        }
    }
}

impl Refunded {
    /// A payment nothing of which has been given back.
    #[must_use]
    pub const fn none_of(of: Payment) -> Self {
        Self { of, refunds: Vec::new() }
    }

    /// What was given back in all.
    #[must_use]
    pub fn given_back(&self) -> Money {
        let given: i64 = self.refunds.iter().map(|refund| refund.amount.cents()).sum();
        Money::new(given, self.of.due().amount.currency())
    }

    /// What can still be given back.
    #[must_use]
    pub fn left(&self) -> Money {
        let amount = self.of.due().amount;
        Money::new(amount.cents() - self.given_back().cents(), amount.currency())
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

    /// The bank threw a refund back, and the practice has that money again. None where no such refund was given.
    #[must_use]
    pub fn thrown_back(mut self, processor_id: &str) -> Option<ChargeState> {
        let place = self.refunds.iter().position(|it| it.processor_id.as_deref() == Some(processor_id))?;
        self.refunds.remove(place);
        Some(self.state())
    }

    /// The state of the charge: as it was paid while nothing is given back, refunded once nothing is left.
    #[must_use]
    pub fn state(self) -> ChargeState {
        if self.refunds.is_empty() {
            self.of.state()
        } else if self.left().is_zero() {
            ChargeState::Refunded(self)
        } else {
            ChargeState::PartiallyRefunded(self)
        }
    }
}

#[cfg(test)]
mod tests {
    #[cfg(target_arch = "wasm32")]
    use wasm_bindgen_test::wasm_bindgen_test as test;

    use super::*;
    use crate::charge::StateName;
    use crate::testing::{paid, refund, refunded, settled_elsewhere};

    fn cents_left(refunded: &Refunded) -> i64 {
        refunded.left().cents()
    }

    fn by_processor(cents: i64, id: &str) -> Refund {
        Refund { processor_id: Some(id.to_owned()), ..refund(cents) }
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
        assert_eq!(cents_left(&Refunded::none_of(Payment::Paid(paid()))), 4_000);
        assert_eq!(cents_left(&refunded(&[4_000])), 0);
    }

    #[test]
    fn a_refund_is_above_zero_and_at_most_the_payment() {
        for cents in [0, -1, i64::MIN, 4_001, i64::MAX] {
            let problem = Refunded::none_of(Payment::Paid(paid())).and(refund(cents));
            assert_eq!(problem, Err(RefundProblem { left: Money::usd(4_000) }), "{cents}");
        }
    }

    #[test]
    fn a_refund_that_the_bank_throws_back_leads_to_the_state_before() {
        let paid = || Refunded::none_of(Payment::Paid(paid()));
        let some = paid().and(by_processor(1_500, "re_1")).expect("it is left");
        let all = some.clone().and(by_processor(2_500, "re_2")).expect("it is left");
        assert_eq!(all.clone().state().name(), StateName::Refunded);
        assert_eq!(all.clone().thrown_back("re_2"), Some(ChargeState::PartiallyRefunded(some.clone())));
        assert_eq!(some.clone().thrown_back("re_1"), Some(paid().state()));
        // In whatever order they come back.
        let other = all.thrown_back("re_1").expect("it was given");
        assert_eq!(other.name(), StateName::PartiallyRefunded);
        assert_eq!(some.thrown_back("re_2"), None);
    }

    #[test]
    fn what_the_practice_was_paid_elsewhere_it_gives_back_elsewhere() {
        let payment = Payment::SettledElsewhere(settled_elsewhere());
        let back = Refunded::none_of(payment.clone()).and(refund(4_000)).expect("it is left");
        assert_eq!((back.of.card(), back.of.on()), (None, settled_elsewhere().payment.on));
        assert_eq!(back.state().name(), StateName::Refunded);
        assert_eq!(Refunded::none_of(payment).state().name(), StateName::SettledElsewhere);
    }
}
