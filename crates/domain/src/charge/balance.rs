//! What a charge comes to for its client: what is theirs to pay, what of it was given up, paid, given back and taken back.
//!
//! The page of a charge, lists and sums say the same of it because they ask this one function.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::{ChargeState, PaidElsewhere, PaidHow};
use crate::extra_payment::ExtraPayment;
use crate::money::Money;
use crate::zone::PracticeZone;

/// A charge as an account of its own, at one moment.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Balance {
    /// The client's part as it came about; none while the insurer has not answered.
    pub responsibility: Option<Money>,
    /// What changed what is to be paid, or moved money: first what was given up, then payments with what became of each, in order.
    pub postings: Vec<Posting>,
}

/// One line of the account.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Posting {
    /// What it was.
    pub what: PostingKind,
    /// How much, above zero.
    pub amount: Money,
    /// On which day of the practice's zone; none where only the sum of several is kept.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub on: Option<NaiveDate>,
}

/// What a line of the account was.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum PostingKind {
    /// The practice gave it up.
    Waived,
    /// The desk took it by card.
    Paid,
    /// It was paid by another way than the desk.
    PaidElsewhere(PaidHow),
    /// It was given back.
    Refunded,
    /// It was given back, and has not arrived yet.
    RefundOnItsWay,
    /// The cardholder's bank took it back.
    ChargedBack,
    /// It was taken although the charge was paid, or asked for nothing any more.
    PaidAgain,
    /// Of what was taken like that, it was given back or taken back.
    PaidAgainReturned,
}

impl Balance {
    /// What a charge in `state` comes to, with the payments that were booked `beside` it.
    #[must_use]
    pub fn of(state: &ChargeState, beside: &[ExtraPayment], zone: PracticeZone) -> Self {
        let responsibility = state.amount();
        let postings = waived(state, zone).into_iter().chain(paid(state)).chain(refunded(state, zone));
        let postings = postings.chain(charged_back(state, zone)).chain(extra(beside)).collect();
        Self { responsibility, postings }
    }

    /// The client's part as it is now: as it came about, less what the practice gave up.
    #[must_use]
    pub fn part(&self) -> Option<Money> {
        let waived: i64 =
            self.postings.iter().filter(|it| !it.what.is_payment()).map(|it| it.amount.cents()).sum();
        self.responsibility.map(|it| Money::new(it.cents() - waived, it.currency()))
    }

    /// What the client has paid: less what was given back, on its way or there, and less what their bank took back. None where nothing
    /// was ever paid. Below zero where the bank took back what had been given back already.
    #[must_use]
    pub fn paid(&self) -> Option<Money> {
        let mut payments = self.postings.iter().filter(|it| it.what.is_payment()).peekable();
        let currency = payments.peek()?.amount.currency();
        let cents =
            payments.map(|it| if it.what.is_taken() { it.amount.cents() } else { -it.amount.cents() });
        Some(Money::new(cents.sum(), currency))
    }
}

impl Balance {
    /// Whether this much of the charge's own payment has not come back to the client, so that it counts as paid while their bank decides
    /// about it.
    #[must_use]
    pub fn keeps(&self, amount: Money) -> bool {
        let by_card = self.is_by_card();
        let of_its_own = |it: &&Posting| match it.what {
            PostingKind::Waived | PostingKind::PaidAgain | PostingKind::PaidAgainReturned => false,
            PostingKind::PaidElsewhere(_) => !by_card,
            PostingKind::Paid
            | PostingKind::Refunded
            | PostingKind::RefundOnItsWay
            | PostingKind::ChargedBack => true,
        };
        let cents = |it: &Posting| if it.what.is_taken() { it.amount.cents() } else { -it.amount.cents() };
        self.postings.iter().filter(of_its_own).map(cents).sum::<i64>() >= amount.cents()
    }

    fn is_by_card(&self) -> bool {
        self.postings.iter().any(|it| it.what == PostingKind::Paid)
    }

    /// How much of what was taken by card was paid by another way as well, and is with the practice twice.
    fn twice(&self) -> i64 {
        let is_elsewhere = |it: &Posting| matches!(it.what, PostingKind::PaidElsewhere(_));
        if !self.is_by_card() || !self.postings.iter().any(is_elsewhere) {
            return 0;
        }
        let of_card = |it: &Posting| match it.what {
            PostingKind::Paid => it.amount.cents(),
            PostingKind::Refunded | PostingKind::RefundOnItsWay | PostingKind::ChargedBack => {
                -it.amount.cents()
            }
            PostingKind::Waived
            | PostingKind::PaidElsewhere(_)
            | PostingKind::PaidAgain
            | PostingKind::PaidAgainReturned => 0,
        };
        self.postings.iter().map(of_card).sum::<i64>().max(0)
    }

    /// How much more came back to the client than they paid, above zero; none where it did not.
    #[must_use]
    pub fn more_back(&self) -> Option<Money> {
        let paid = self.paid().filter(|it| it.cents() < 0)?;
        Some(Money::new(-paid.cents(), paid.currency()))
    }

    /// What was taken although nothing asked for it, as far as the client does not have it back; none where they have all of it.
    #[must_use]
    pub fn to_return(&self) -> Option<Money> {
        let cents = |what| -> i64 {
            self.postings.iter().filter(|it| it.what == what).map(|it| it.amount.cents()).sum()
        };
        let left = cents(PostingKind::PaidAgain) - cents(PostingKind::PaidAgainReturned) + self.twice();
        let currency = self.postings.first()?.amount.currency();
        (left > 0).then_some(Money::new(left, currency))
    }
}

impl PostingKind {
    /// Whether money moved.
    #[must_use]
    pub const fn is_payment(self) -> bool {
        match self {
            Self::Waived => false,
            Self::Paid
            | Self::PaidElsewhere(_)
            | Self::Refunded
            | Self::RefundOnItsWay
            | Self::ChargedBack
            | Self::PaidAgain
            | Self::PaidAgainReturned => true,
        }
    }

    /// Whether the practice got money by it.
    #[must_use]
    pub const fn is_taken(self) -> bool {
        match self {
            Self::Paid | Self::PaidElsewhere(_) | Self::PaidAgain => true,
            Self::Waived
            | Self::Refunded
            | Self::RefundOnItsWay
            | Self::ChargedBack
            | Self::PaidAgainReturned => false,
        }
    }
}

fn waived(state: &ChargeState, zone: PracticeZone) -> Option<Posting> {
    let ChargeState::Waived(it) = state else { return None };
    Some(Posting { what: PostingKind::Waived, amount: it.due.amount, on: Some(zone.day(it.at)) })
}

/// What was paid, however little of it the practice still has.
fn paid(state: &ChargeState) -> impl Iterator<Item = Posting> + use<> {
    let elsewhere = |it: PaidElsewhere, amount| (PostingKind::PaidElsewhere(it.how), amount, it.on);
    let card = state.paid().map(|it| (PostingKind::Paid, it.due.amount, it.paid_on));
    let also = state.paid().and_then(|it| it.also.map(|also| elsewhere(also, it.due.amount)));
    let settled = state.settled_elsewhere().map(|it| elsewhere(it.payment, it.owed.due.amount));
    let all = card.into_iter().chain(also).chain(settled);
    all.map(|(what, amount, on)| Posting { what, amount, on: Some(on) })
}

fn refunded(state: &ChargeState, zone: PracticeZone) -> impl Iterator<Item = Posting> {
    state.refunds().iter().map(move |it| Posting {
        what: if it.on_its_way { PostingKind::RefundOnItsWay } else { PostingKind::Refunded },
        amount: it.amount,
        on: Some(zone.day(it.at)),
    })
}

/// What is only disputed stays paid until the bank has decided.
fn charged_back(state: &ChargeState, zone: PracticeZone) -> impl Iterator<Item = Posting> {
    state.disputes().iter().filter_map(move |it| {
        let on = Some(zone.day(it.lost_at?));
        Some(Posting { what: PostingKind::ChargedBack, amount: it.amount, on })
    })
}

/// What became of such a payment is one line, whether it was given back or banks took it.
fn extra(beside: &[ExtraPayment]) -> impl Iterator<Item = Posting> {
    beside.iter().flat_map(|it| {
        let taken = Posting { what: PostingKind::PaidAgain, amount: it.amount, on: Some(it.taken_on) };
        let back = Posting { what: PostingKind::PaidAgainReturned, amount: it.back(), on: None };
        [Some(taken), (!back.amount.is_zero()).then_some(back)].into_iter().flatten()
    })
}

#[cfg(test)]
mod tests;
