//! Money that somebody of ours asked the processor to give back. It is kept before the request leaves, so that it is made once, whatever
//! crashes.

use std::str::FromStr;

use chrono::{DateTime, Utc};

use crate::actor::Actor;
use crate::charge::{ChargeState, Refund, StateName};
use crate::extra_payment::ExtraPayment;
use crate::ids::{ChargeId, ClientId, PracticeId, RefundRequestId};
use crate::money::Money;

/// Such a request.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RefundRequest {
    /// Its id, which goes to the processor and comes back with the refund.
    pub id: RefundRequestId,
    /// The practice.
    pub practice: PracticeId,
    /// Who gets the money.
    pub client: ClientId,
    /// Of which charge.
    pub charge: ChargeId,
    /// The processor's id of the payment intent whose money goes back.
    pub intent: String,
    /// How much.
    pub amount: Money,
    /// Why.
    pub reason: String,
    /// Who asked.
    pub asked_by: Actor,
    /// When.
    pub asked_at: DateTime<Utc>,
    /// How far it got.
    pub state: RefundRequestState,
    /// The processor's id of the refund, once it is known.
    pub refund: Option<String>,
}

/// How far a request got.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RefundRequestState {
    /// It may have reached the processor, and is sent again until that is known.
    Sent,
    /// The money is on its way.
    Pending,
    /// The client has it.
    Done,
    /// The client's bank threw it back.
    ThrownBack,
    /// The processor did not give it back.
    Declined,
}

impl RefundRequestState {
    /// All of them.
    pub const ALL: [Self; 5] = [Self::Sent, Self::Pending, Self::Done, Self::ThrownBack, Self::Declined];

    /// The word in tables.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Sent => "sent",
            Self::Pending => "pending",
            Self::Done => "done",
            Self::ThrownBack => "thrown_back",
            Self::Declined => "declined",
        }
    }
}

impl FromStr for RefundRequestState {
    type Err = ();

    fn from_str(text: &str) -> Result<Self, ()> {
        Self::ALL.into_iter().find(|it| it.as_str() == text).ok_or(())
    }
}

impl RefundRequest {
    /// Whether it is not known yet what came of it. The books say nothing of it, and it counts as given back all the same.
    #[must_use]
    pub fn is_open(&self) -> bool {
        self.state == RefundRequestState::Sent
    }

    /// The refund that it becomes if the processor gives the money back, under the processor's id of it, if there is one yet.
    #[must_use]
    pub fn refund(&self) -> Refund {
        Refund {
            amount: self.amount,
            at: self.asked_at,
            by: self.asked_by,
            reason: self.reason.clone(),
            processor_id: self.refund.clone(),
            on_its_way: true,
        }
    }
}

/// Why money is not given back.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum RefundRefusal {
    /// The desk took nothing for it.
    #[error("the desk has taken nothing for it")]
    NotTaken(StateName),
    /// It was paid by another way, and is given back that way.
    #[error("it was paid by another way than the desk, and is given back that way")]
    PaidElsewhere,
    /// The cardholder's bank has the money or took it.
    #[error("the cardholder's bank has the money while it is disputed, or took it")]
    Contested(StateName),
    /// The cardholder's bank has some of a payment beside the charge, or took it.
    #[error("the cardholder's bank has the money of that payment while it is disputed, or took it")]
    BesideContested,
    /// The payment that was named is the charge's own.
    #[error("that payment is the charge's own")]
    Own,
    /// The payment that was named belongs to another charge of the practice.
    #[error("that payment belongs to another charge")]
    OfAnother(ChargeId),
    /// The payment that was named was made by hand, for no charge.
    #[error("that payment was made by hand and belongs to no charge")]
    ByHand,
    /// Nobody of the practice made the payment that was named.
    #[error("the practice has no such payment")]
    UnknownPayment,
    /// Nothing, or more than is left.
    #[error("a refund is above zero and at most {left}, which is what is left of the payment")]
    Amount {
        /// What may still be given back, less what is on its way to the processor.
        left: Money,
    },
}

/// Whether `amount` of a payment may be given back, of which `asked` was asked for and is not in the books yet. All that is left, if no
/// amount is given.
///
/// # Errors
/// [`RefundRefusal`] says why not.
pub fn may_refund(state: &ChargeState, asked: Money, amount: Option<Money>) -> Result<Money, RefundRefusal> {
    let left = match state {
        ChargeState::Paid(it) => it.due.amount,
        ChargeState::PartiallyRefunded(it) | ChargeState::Refunded(it) if it.of.paid().is_some() => it.left(),
        ChargeState::PartiallyRefunded(_) | ChargeState::Refunded(_) | ChargeState::SettledElsewhere(_) => {
            return Err(RefundRefusal::PaidElsewhere);
        }
        ChargeState::Disputed(_) | ChargeState::ChargedBack(_) => {
            return Err(RefundRefusal::Contested(state.name()));
        }
        ChargeState::AwaitingInsurer
        | ChargeState::NothingDue(_)
        | ChargeState::Scheduled(_)
        | ChargeState::Upcoming(_)
        | ChargeState::Processing(_)
        | ChargeState::Failed(_)
        | ChargeState::OnHold(_)
        | ChargeState::Waived(_) => return Err(RefundRefusal::NotTaken(state.name())),
    };
    fitting(left, asked, amount)
}

/// The same of a payment beside a charge.
///
/// # Errors
/// [`RefundRefusal`] says why not.
pub fn may_refund_beside(
    payment: &ExtraPayment,
    asked: Money,
    amount: Option<Money>,
) -> Result<Money, RefundRefusal> {
    if !payment.disputes.is_empty() {
        return Err(RefundRefusal::BesideContested);
    }
    fitting(payment.kept(), asked, amount)
}

/// The amount, or all of what is `left` less what was `asked` for, if it is not more than that.
fn fitting(left: Money, asked: Money, amount: Option<Money>) -> Result<Money, RefundRefusal> {
    let left = Money::new(left.cents() - asked.cents(), left.currency());
    let amount = amount.unwrap_or(left);
    let fits = amount.currency() == left.currency() && (1..=left.cents()).contains(&amount.cents());
    if fits { Ok(amount) } else { Err(RefundRefusal::Amount { left }) }
}

#[cfg(test)]
mod tests {
    #[cfg(target_arch = "wasm32")]
    use wasm_bindgen_test::wasm_bindgen_test as test;

    use super::*;
    use crate::charge::DisputedPayment;
    use crate::testing::{disputed, every_state, extra_payment, paid, refund, refunded};

    const NOTHING: Money = Money::usd(0);

    #[test]
    fn what_is_left_may_be_given_back_and_not_a_cent_more() {
        let some = refunded(&[1_500]).state();
        let of = |asked, cents| may_refund(&some, Money::usd(asked), Some(Money::usd(cents)));
        assert_eq!(of(0, 2_500), Ok(Money::usd(2_500)));
        assert_eq!(of(0, 2_501), Err(RefundRefusal::Amount { left: Money::usd(2_500) }));
        // What was asked for and is not booked yet is as good as gone.
        assert_eq!(of(1_000, 1_500), Ok(Money::usd(1_500)));
        assert_eq!(of(1_000, 1_501), Err(RefundRefusal::Amount { left: Money::usd(1_500) }));
        for cents in [0, -1] {
            assert_eq!(of(0, cents), Err(RefundRefusal::Amount { left: Money::usd(2_500) }));
        }
        assert_eq!(may_refund(&some, Money::usd(700), None), Ok(Money::usd(1_800)), "all that is left");
        let all = refunded(&[4_000]).state();
        assert_eq!(may_refund(&all, NOTHING, None), Err(RefundRefusal::Amount { left: NOTHING }));
        assert_eq!(may_refund(&ChargeState::Paid(paid()), NOTHING, None), Ok(Money::usd(4_000)));
    }

    #[test]
    fn only_what_the_desk_took_and_has_is_given_back() {
        for state in every_state() {
            let answer = may_refund(&state, NOTHING, Some(Money::usd(1)));
            match state.name() {
                StateName::Paid | StateName::PartiallyRefunded => assert_eq!(answer, Ok(Money::usd(1))),
                StateName::Refunded => assert_eq!(answer, Err(RefundRefusal::Amount { left: NOTHING })),
                StateName::SettledElsewhere => assert_eq!(answer, Err(RefundRefusal::PaidElsewhere)),
                name @ (StateName::Disputed | StateName::ChargedBack) => {
                    assert_eq!(answer, Err(RefundRefusal::Contested(name)));
                }
                name => assert_eq!(answer, Err(RefundRefusal::NotTaken(name))),
            }
        }
    }

    #[test]
    fn of_a_payment_beside_a_charge_what_is_kept_may_be_given_back_unless_a_bank_has_it() {
        let mut payment = extra_payment();
        payment.refunds.push(refund(1_500));
        let left = Money::usd(2_500);
        assert_eq!(may_refund_beside(&payment, NOTHING, None), Ok(left));
        assert_eq!(may_refund_beside(&payment, Money::usd(1_000), None), Ok(Money::usd(1_500)));
        let more = may_refund_beside(&payment, NOTHING, Some(Money::usd(2_501)));
        assert_eq!(more, Err(RefundRefusal::Amount { left }));
        payment.disputes = disputed(DisputedPayment::Paid(paid())).disputes;
        assert_eq!(may_refund_beside(&payment, NOTHING, None), Err(RefundRefusal::BesideContested));
    }

    #[test]
    fn every_state_reads_back_from_its_word() {
        for state in RefundRequestState::ALL {
            assert_eq!(state.as_str().parse(), Ok(state));
        }
        assert_eq!("lost".parse::<RefundRequestState>(), Err(()));
    }
}
