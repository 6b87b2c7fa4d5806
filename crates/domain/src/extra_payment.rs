//! Money taken by card that is no charge's own payment: a charge was paid a second time, or somebody made a payment by hand at the
//! processor.

use chrono::{DateTime, NaiveDate, Utc};

use crate::actor::Actor;
use crate::audit::Action;
use crate::charge::aftermath::{by_itself, moved};
use crate::charge::dispute::{self, contested};
use crate::charge::{Aftermath, Dispute, Refund, lost_cents};
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
    /// Whether it may as well be another's, who shares that client's customer at the processor. Then it is on nobody's page.
    pub may_be_anothers: bool,
    /// The charge that it names; none where it was made by hand.
    pub charge: Option<ChargeId>,
    /// How much was taken, above zero.
    pub amount: Money,
    /// When.
    pub taken_at: DateTime<Utc>,
    /// The day of that in the practice's zone.
    pub taken_on: NaiveDate,
    /// What was given back of it.
    pub refunds: Vec<Refund>,
    /// The disputes for which a bank has money of it, until it has decided or for good.
    pub disputes: Vec<Dispute>,
}

impl ExtraPayment {
    /// How much of it was given back.
    #[must_use]
    pub fn given_back(&self) -> Money {
        self.money(self.refunds.iter().map(|it| it.amount.cents()).sum())
    }

    /// What the practice has of it: what was taken, less what was given back and what banks took for good.
    #[must_use]
    pub fn kept(&self) -> Money {
        self.money(self.amount.cents() - self.given_back().cents() - lost_cents(&self.disputes))
    }

    /// How much of it is not with the practice for good.
    #[must_use]
    pub fn back(&self) -> Money {
        self.money(self.amount.cents() - self.kept().cents())
    }

    const fn money(&self, cents: i64) -> Money {
        Money::new(cents, self.amount.currency())
    }

    /// What it comes to by what the processor says, and what the record says of the way there and of who did it; none where our books say
    /// so already.
    #[must_use]
    pub fn followed(&self, told: &Aftermath, now: DateTime<Utc>) -> Option<(Self, Vec<(Actor, Action)>)> {
        let known = |id: &str| self.refunds.iter().find(|it| it.processor_id.as_deref() == Some(id));
        let refunds: Vec<Refund> = told.refunds.iter().map(|it| it.refund(known(&it.id))).collect();
        let disputes = dispute::told(&told.disputes, &self.disputes, now);
        let actions = moved(&self.refunds, &refunds, &told.called_off)
            .into_iter()
            .chain(contested(&self.disputes, &disputes).into_iter().map(by_itself))
            .filter_map(|(by, action)| Some((by, beside(action)?)))
            .collect();
        let followed = Self { refunds, disputes, ..self.clone() };
        (followed != *self).then_some((followed, actions))
    }
}

/// What the record says where it is not about a charge's own payment; nothing of a refund that was on its way and has arrived.
fn beside(action: Action) -> Option<Action> {
    match action {
        Action::Refunded { amount, .. } => Some(Action::ExtraRefunded { amount }),
        Action::RefundReturned { amount, called_off } => {
            Some(Action::ExtraRefundReturned { amount, called_off })
        }
        Action::Disputed { amount, .. } => Some(Action::ExtraDisputed { amount }),
        Action::DisputeClosed => Some(Action::ExtraDisputeClosed),
        Action::ChargedBack { amount } => Some(Action::ExtraChargedBack { amount }),
        Action::ChargebackReturned { amount } => Some(Action::ExtraChargebackReturned { amount }),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    #[cfg(target_arch = "wasm32")]
    use wasm_bindgen_test::wasm_bindgen_test as test;

    use super::*;
    use crate::charge::{DisputeStanding, DisputeTold, RefundTold};
    use crate::testing::{extra_payment as second, local};

    fn refund(cents: i64) -> RefundTold {
        RefundTold {
            id: "re_1".to_owned(),
            amount: Money::usd(cents),
            at: local("2025-12-10 12:00:00"),
            on_its_way: false,
            by: Actor::Practice,
            reason: String::new(),
            request: None,
        }
    }

    fn dispute(standing: DisputeStanding) -> DisputeTold {
        DisputeTold {
            id: "du_1".to_owned(),
            amount: Money::usd(2_500),
            opened_at: local("2025-12-20 08:00:00"),
            answer_until: None,
            awaits_answer: true,
            standing,
        }
    }

    /// What it comes to, what the practice has of it then in cents, and what the record says.
    fn after(before: &ExtraPayment, told: &Aftermath) -> (ExtraPayment, i64, Vec<&'static str>) {
        let now = local("2026-01-20 09:00:00");
        let (followed, actions) = before.followed(told, now).expect("something is new");
        assert_eq!(followed.followed(told, now), None, "heard again it is nothing new");
        let kept = followed.kept().cents();
        (followed, kept, actions.iter().map(|(_, it)| it.as_str()).collect())
    }

    #[test]
    fn what_is_given_back_of_a_second_payment_counts_and_may_come_back() {
        let (back, kept, said) =
            after(&second(), &Aftermath { refunds: vec![refund(4_000)], ..Aftermath::default() });
        assert_eq!((kept, said), (0, vec!["extra_refunded"]));
        let (again, kept, said) = after(&back, &Aftermath::default());
        assert_eq!((kept, said), (4_000, vec!["extra_refund_returned"]));
        assert_eq!(again, second());
    }

    #[test]
    fn what_is_disputed_of_it_is_no_refund_and_gone_only_once_it_is_lost() {
        let told = |standing| Aftermath { disputes: vec![dispute(standing)], ..Aftermath::default() };
        let (open, kept, said) = after(&second(), &told(DisputeStanding::Open));
        assert_eq!((kept, open.given_back().cents(), said), (4_000, 0, vec!["extra_disputed"]));
        let (lost, kept, said) = after(&open, &told(DisputeStanding::Lost));
        assert_eq!((kept, said), (1_500, vec!["extra_charged_back"]));
        let (won, kept, said) = after(&lost, &told(DisputeStanding::Closed));
        assert_eq!((kept, said), (4_000, vec!["extra_chargeback_returned"]));
        assert_eq!(won, second());
        let (closed, _, said) = after(&open, &told(DisputeStanding::Closed));
        assert_eq!((closed, said), (second(), vec!["extra_dispute_closed"]));
        assert_eq!(second().followed(&told(DisputeStanding::Inquiry), local("2026-01-20 09:00:00")), None);
    }
}
