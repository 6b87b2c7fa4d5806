//! What became of a payment by card after it was taken, as the processor tells it: refunds and disputes.
//!
//! What the processor says holds as a whole. From the same payment and the same words comes the same state, however often and in
//! whatever order they are heard.

use chrono::{DateTime, Utc};

use super::{ChargeState, ChargedBack, Disputed, DisputedPayment, Payment, Refund, RefundProblem, Refunded};
use crate::actor::Actor;
use crate::audit::Action;
use crate::ids::RefundRequestId;
use crate::money::Money;

/// All that the processor says became of one payment.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Aftermath {
    /// The refunds that count: done, or on their way. The oldest first.
    pub refunds: Vec<RefundTold>,
    /// The dispute, if there was one.
    pub dispute: Option<DisputeTold>,
}

/// A refund, as the processor tells it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RefundTold {
    /// The processor's id of it.
    pub id: String,
    /// How much.
    pub amount: Money,
    /// When it was made.
    pub at: DateTime<Utc>,
    /// Whether it has not arrived yet.
    pub on_its_way: bool,
    /// By whom: somebody of ours who asked for it, or else the practice in the processor's dashboard.
    pub by: Actor,
    /// Why, as whoever asked said it, or in the processor's word; empty where nobody said.
    pub reason: String,
    /// The request of ours that it comes from, if it is one.
    pub request: Option<RefundRequestId>,
}

/// A dispute, as the processor tells it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DisputeTold {
    /// The processor's id of it.
    pub id: String,
    /// How much is disputed.
    pub amount: Money,
    /// When it was opened.
    pub opened_at: DateTime<Utc>,
    /// Until when the bank takes the practice's answer; none once it takes none any more.
    pub answer_until: Option<DateTime<Utc>>,
    /// How it stands.
    pub standing: DisputeStanding,
}

/// How a dispute stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DisputeStanding {
    /// The bank only asks. No money has moved, and the payment stays as it is.
    Inquiry,
    /// The bank took the money until it has decided.
    Open,
    /// The money stays with the practice, or came back to it.
    Closed,
    /// The money went to the cardholder.
    Lost,
}

/// What a payment comes to by what the processor says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Followed {
    /// The state of the charge now.
    pub state: ChargeState,
    /// What happened between the state before and this one, in order, and who did it: of a refund that somebody of ours asked for, they.
    pub actions: Vec<(Actor, Action)>,
}

impl ChargeState {
    /// What this payment comes to by what the processor says; none where our books say so already, or where the desk took nothing. `now`
    /// is when a dispute counts as lost that was not before: the processor does not say when the bank decided.
    ///
    /// A payment that was given back in full stays so whatever the bank says: there is nothing left to dispute.
    ///
    /// # Errors
    /// When more was given back than was paid, which no processor should say.
    pub fn followed(&self, told: &Aftermath, now: DateTime<Utc>) -> Result<Option<Followed>, RefundProblem> {
        let Some(paid) = self.paid() else { return Ok(None) };
        let before = self.refunds();
        let mut refunded = Refunded::none_of(Payment::Paid(paid.clone()));
        for refund in before.iter().filter(|it| it.processor_id.is_none()) {
            refunded = refunded.and(refund.clone())?;
        }
        for told in &told.refunds {
            let known = before.iter().find(|it| it.processor_id.as_deref() == Some(&told.id));
            refunded = refunded.and(told.refund(known))?;
        }
        let mut actions = moved(before, &refunded.refunds);
        let state = match &told.dispute {
            Some(dispute) if !refunded.left().is_zero() => {
                let payment = if refunded.refunds.is_empty() {
                    DisputedPayment::Paid(paid.clone())
                } else {
                    DisputedPayment::PartiallyRefunded(refunded)
                };
                self.disputed(dispute, payment, now)
            }
            Some(_) | None => refunded.state(),
        };
        actions.extend(contested(self.contest(), state.contest()).into_iter().map(by_itself));
        Ok((state != *self).then_some(Followed { state, actions }))
    }

    /// What was given back of the payment so far, whatever became of the rest.
    #[must_use]
    pub fn refunds(&self) -> &[Refund] {
        match self {
            Self::PartiallyRefunded(it) | Self::Refunded(it) => &it.refunds,
            Self::Disputed(Disputed { payment, .. }) | Self::ChargedBack(ChargedBack { payment, .. }) => {
                match payment {
                    DisputedPayment::Paid(_) => &[],
                    DisputedPayment::PartiallyRefunded(it) => &it.refunds,
                }
            }
            Self::AwaitingInsurer
            | Self::NothingDue(_)
            | Self::Scheduled(_)
            | Self::Upcoming(_)
            | Self::Processing(_)
            | Self::Paid(_)
            | Self::Failed(_)
            | Self::OnHold(_)
            | Self::Waived(_)
            | Self::SettledElsewhere(_) => &[],
        }
    }

    /// How much of the payment is disputed, or was taken back by the cardholder's bank.
    #[must_use]
    pub fn contested(&self) -> Option<Money> {
        match self.contest() {
            Contest::Open(it) => Some(it.amount),
            Contest::Lost(it) => Some(it.amount),
            Contest::None => None,
        }
    }

    /// The state of a payment with this dispute, some of which is left.
    fn disputed(&self, told: &DisputeTold, payment: DisputedPayment, now: DateTime<Utc>) -> Self {
        let DisputeTold { id, amount, opened_at, answer_until, .. } = told.clone();
        match told.standing {
            DisputeStanding::Inquiry | DisputeStanding::Closed => payment.state(),
            DisputeStanding::Open => {
                // The day by which to answer is support's: what they were told first holds.
                let answer_until = match self.contest() {
                    Contest::Open(it) if it.dispute == id => it.answer_until,
                    Contest::Open(_) | Contest::Lost(_) | Contest::None => answer_until,
                };
                Self::Disputed(Disputed { payment, dispute: id, amount, opened_at, answer_until })
            }
            DisputeStanding::Lost => {
                let at = match self.contest() {
                    Contest::Lost(it) if it.dispute == id => it.at,
                    Contest::Lost(_) | Contest::Open(_) | Contest::None => now,
                };
                Self::ChargedBack(ChargedBack { payment, dispute: id, amount, at })
            }
        }
    }

    fn contest(&self) -> Contest<'_> {
        match self {
            Self::Disputed(it) => Contest::Open(it),
            Self::ChargedBack(it) => Contest::Lost(it),
            Self::AwaitingInsurer
            | Self::NothingDue(_)
            | Self::Scheduled(_)
            | Self::Upcoming(_)
            | Self::Processing(_)
            | Self::Paid(_)
            | Self::Failed(_)
            | Self::OnHold(_)
            | Self::Waived(_)
            | Self::PartiallyRefunded(_)
            | Self::Refunded(_)
            | Self::SettledElsewhere(_) => Contest::None,
        }
    }
}

/// What a state says of a dispute.
enum Contest<'a> {
    None,
    Open(&'a Disputed),
    Lost(&'a ChargedBack),
}

impl RefundTold {
    /// As our books keep it. What they know of it they know better.
    fn refund(&self, known: Option<&Refund>) -> Refund {
        let Self { id, amount, at, on_its_way, by, reason, request: _ } = self.clone();
        let Some(known) = known.cloned() else {
            return Refund { amount, at, by, reason, processor_id: Some(id), on_its_way };
        };
        // What has arrived is not on its way again.
        Refund { amount, on_its_way: on_its_way && known.on_its_way, ..known }
    }
}

/// Nobody asked for it in the desk.
const fn by_itself(action: Action) -> (Actor, Action) {
    (Actor::System, action)
}

/// What happened between these refunds and those.
fn moved(before: &[Refund], now: &[Refund]) -> Vec<(Actor, Action)> {
    let same = |a: &Refund, b: &Refund| a.processor_id == b.processor_id && a.amount == b.amount;
    let returned = before.iter().filter(|old| !now.iter().any(|new| same(old, new)));
    let given = now.iter().filter(|new| !before.iter().any(|old| same(old, new)));
    let arrived =
        now.iter().filter(|new| !new.on_its_way && before.iter().any(|old| same(old, new) && old.on_its_way));
    returned
        .map(|it| by_itself(Action::RefundReturned { amount: it.amount }))
        .chain(given.map(|it| {
            let by = match it.by {
                // In the processor's dashboard: its own system has yet to hear of it, and the desk heard of it by itself.
                Actor::Practice => Actor::System,
                by @ (Actor::Client | Actor::Staff(_) | Actor::System | Actor::Operator) => by,
            };
            (by, Action::Refunded { amount: it.amount, reason: it.reason.clone() })
        }))
        .chain(arrived.map(|it| by_itself(Action::RefundArrived { amount: it.amount })))
        .collect()
}

/// What happened about a dispute between these two states.
fn contested(before: Contest<'_>, now: Contest<'_>) -> Vec<Action> {
    match (before, now) {
        (Contest::None, Contest::None) => Vec::new(),
        (Contest::None, Contest::Open(new)) => vec![Action::Disputed { amount: new.amount }],
        (Contest::None, Contest::Lost(new)) => {
            let amount = new.amount;
            vec![Action::Disputed { amount }, Action::ChargedBack { amount }]
        }
        (Contest::Open(_), Contest::None) => vec![Action::DisputeClosed],
        (Contest::Open(old), Contest::Open(new)) => {
            let is_same = (&old.dispute, old.amount) == (&new.dispute, new.amount);
            if is_same { Vec::new() } else { vec![Action::Disputed { amount: new.amount }] }
        }
        (Contest::Open(_), Contest::Lost(new)) => vec![Action::ChargedBack { amount: new.amount }],
        (Contest::Lost(old), Contest::None) => vec![Action::ChargebackReturned { amount: old.amount }],
        (Contest::Lost(old), Contest::Open(new)) => {
            vec![Action::ChargebackReturned { amount: old.amount }, Action::Disputed { amount: new.amount }]
        }
        (Contest::Lost(old), Contest::Lost(new)) => {
            let is_same = (&old.dispute, old.amount) == (&new.dispute, new.amount);
            if is_same { Vec::new() } else { vec![Action::ChargedBack { amount: new.amount }] }
        }
    }
}

#[cfg(test)]
mod tests;
