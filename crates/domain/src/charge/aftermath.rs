//! What became of a payment by card after it was taken, as the processor tells it: refunds and disputes.
//!
//! What the processor says holds as a whole. From the same payment and the same words comes the same state, however often and in
//! whatever order they are heard.

use chrono::{DateTime, Utc};

use super::dispute::{self, contested};
use super::{
    ChargeState, ChargedBack, Dispute, Disputed, DisputedPayment, Payment, Refund, RefundProblem, Refunded,
};
use crate::actor::Actor;
use crate::audit::Action;
use crate::ids::RefundRequestId;
use crate::money::Money;

/// All that the processor says became of one payment.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Aftermath {
    /// The refunds that count: done, or on their way. The oldest first.
    pub refunds: Vec<RefundTold>,
    /// Ids of the refunds that were called off before they left. Those that banks threw back are not among them.
    pub called_off: Vec<String>,
    /// The disputes that there are or were, in any order.
    pub disputes: Vec<DisputeTold>,
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
    /// Whether the bank waits for the practice's answer, and does not review one already.
    pub awaits_answer: bool,
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
    /// A payment that was given back in full may be disputed as well, and then the bank has it a second time.
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
        let mut actions = moved(before, &refunded.refunds, &told.called_off);
        let payment = if refunded.refunds.is_empty() {
            DisputedPayment::Paid(paid.clone())
        } else {
            DisputedPayment::PartiallyRefunded(refunded)
        };
        let state = payment.contested(dispute::told(&told.disputes, self.disputes(), now));
        actions.extend(contested(self.disputes(), state.disputes()).into_iter().map(by_itself));
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

    /// The disputes of the payment for which a bank has money, until it has decided or for good.
    #[must_use]
    pub fn disputes(&self) -> &[Dispute] {
        match self {
            Self::Disputed(it) => &it.disputes,
            Self::ChargedBack(it) => &it.disputes,
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
            | Self::SettledElsewhere(_) => &[],
        }
    }
}

impl RefundTold {
    /// As our books keep it. What they know of it they know better.
    pub(crate) fn refund(&self, known: Option<&Refund>) -> Refund {
        let Self { id, amount, at, on_its_way, by, reason, request: _ } = self.clone();
        let Some(known) = known.cloned() else {
            return Refund { amount, at, by, reason, processor_id: Some(id), on_its_way };
        };
        // What has arrived is not on its way again.
        Refund { amount, on_its_way: on_its_way && known.on_its_way, ..known }
    }
}

/// Nobody asked for it in the desk.
pub(crate) const fn by_itself(action: Action) -> (Actor, Action) {
    (Actor::System, action)
}

/// What happened between these refunds and those, and who did it. The ones of these ids were called off.
pub(crate) fn moved(before: &[Refund], now: &[Refund], called_off: &[String]) -> Vec<(Actor, Action)> {
    let is_called_off = |it: &Refund| it.processor_id.as_ref().is_some_and(|id| called_off.contains(id));
    let same = |a: &Refund, b: &Refund| a.processor_id == b.processor_id && a.amount == b.amount;
    let returned = before.iter().filter(|old| !now.iter().any(|new| same(old, new)));
    let given = now.iter().filter(|new| !before.iter().any(|old| same(old, new)));
    let arrived =
        now.iter().filter(|new| !new.on_its_way && before.iter().any(|old| same(old, new) && old.on_its_way));
    returned
        .map(|it| by_itself(Action::RefundReturned { amount: it.amount, called_off: is_called_off(it) }))
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

#[cfg(test)]
mod tests;
