//! What money moved between a client and the practice: paid, given back, taken back, and what is left of it.
//!
//! A statement counts with these, and what is left is by construction what [`Balance::paid`] says, so that no paper can come to
//! something else than the screen.

use crate::charge::{Balance, PostingKind};
use crate::extra_payment::ExtraPayment;
use crate::money::{Currency, Money};

/// What moved, of one charge or of many, in one currency. Each is at least zero.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Figures {
    /// Taken by card through the desk or by hand at the processor, a second time as well.
    pub by_card: Money,
    /// Paid by another way than the desk.
    pub elsewhere: Money,
    /// Given back, on its way or there. Of what was taken a second time also what banks took: only its sum is kept.
    pub given_back: Money,
    /// Taken back by the cardholder's bank.
    pub taken_back: Money,
}

impl Figures {
    /// Nothing moved.
    #[must_use]
    pub const fn none(currency: Currency) -> Self {
        let zero = Money::new(0, currency);
        Self { by_card: zero, elsewhere: zero, given_back: zero, taken_back: zero }
    }

    /// What moved for a charge; none where nothing ever did.
    #[must_use]
    pub fn of(balance: &Balance) -> Option<Self> {
        let currency = balance.paid()?.currency();
        let mut figures = Self::none(currency);
        for posting in &balance.postings {
            let place = match posting.what {
                PostingKind::Waived => continue,
                PostingKind::Paid | PostingKind::PaidAgain => &mut figures.by_card,
                PostingKind::PaidElsewhere(_) => &mut figures.elsewhere,
                PostingKind::Refunded | PostingKind::RefundOnItsWay | PostingKind::PaidAgainReturned => {
                    &mut figures.given_back
                }
                PostingKind::ChargedBack => &mut figures.taken_back,
            };
            *place = Money::new(place.cents() + posting.amount.cents(), currency);
        }
        Some(figures)
    }

    /// What moved by a payment for no charge.
    #[must_use]
    pub fn of_extra(payment: &ExtraPayment) -> Self {
        let (given_back, currency) = (payment.given_back(), payment.amount.currency());
        let taken_back = Money::new(payment.back().cents() - given_back.cents(), currency);
        Self { by_card: payment.amount, given_back, taken_back, ..Self::none(currency) }
    }

    /// Both together. They are of one currency.
    #[must_use]
    pub const fn with(self, other: Self) -> Self {
        Self {
            by_card: sum(self.by_card, other.by_card),
            elsewhere: sum(self.elsewhere, other.elsewhere),
            given_back: sum(self.given_back, other.given_back),
            taken_back: sum(self.taken_back, other.taken_back),
        }
    }

    /// What was paid, however it was.
    #[must_use]
    pub const fn paid(self) -> Money {
        sum(self.by_card, self.elsewhere)
    }

    /// What is left of that. Below zero where more came back than was paid.
    #[must_use]
    pub const fn net(self) -> Money {
        let back = sum(self.given_back, self.taken_back);
        Money::new(self.paid().cents() - back.cents(), back.currency())
    }
}

const fn sum(one: Money, other: Money) -> Money {
    Money::new(one.cents() + other.cents(), one.currency())
}

#[cfg(test)]
mod tests {
    #[cfg(target_arch = "wasm32")]
    use wasm_bindgen_test::wasm_bindgen_test as test;

    use super::*;
    use crate::charge::{PaidHow, Posting};

    fn balance(postings: &[(PostingKind, i64)]) -> Balance {
        let posting =
            |&(what, cents): &(PostingKind, i64)| Posting { what, amount: Money::usd(cents), on: None };
        Balance { responsibility: Some(Money::usd(10_000)), postings: postings.iter().map(posting).collect() }
    }

    /// A line of each kind that moves money.
    const KINDS: [PostingKind; 7] = [
        PostingKind::Paid,
        PostingKind::PaidElsewhere(PaidHow::Check),
        PostingKind::Refunded,
        PostingKind::RefundOnItsWay,
        PostingKind::ChargedBack,
        PostingKind::PaidAgain,
        PostingKind::PaidAgainReturned,
    ];

    #[test]
    fn what_is_left_is_what_the_charge_says_was_paid_whatever_happened() {
        for first in KINDS {
            for second in KINDS {
                let balance = balance(&[(PostingKind::Waived, 17), (first, 10_000), (second, 2_500)]);
                let figures = Figures::of(&balance).expect("money moved");
                assert_eq!(Some(figures.net()), balance.paid(), "{first:?} {second:?}");
            }
        }
    }

    #[test]
    fn where_no_money_moved_there_are_no_figures() {
        assert_eq!(Figures::of(&balance(&[(PostingKind::Waived, 10_000)])), None);
        assert_eq!(Figures::of(&balance(&[])), None);
    }

    #[test]
    fn each_kind_of_line_has_its_place() {
        let all: Vec<(PostingKind, i64)> =
            KINDS.into_iter().zip([1, 20, 300, 4_000, 50_000, 600_000, 7_000_000]).collect();
        let figures = Figures::of(&balance(&all)).expect("money moved");
        assert_eq!(figures.by_card, Money::usd(600_001));
        assert_eq!(figures.elsewhere, Money::usd(20));
        assert_eq!(figures.given_back, Money::usd(7_004_300));
        assert_eq!(figures.taken_back, Money::usd(50_000));
        assert_eq!(figures.with(figures).paid(), Money::usd(1_200_042));
    }
}
