//! What an open task says once more of the same comes up, or some of it is over. At most one task is open about a subject and a topic,
//! and nothing that support has to know is left out because of that.

use super::money::{followed, with_more};
use super::{PaymentDifference, TaskReason};
use crate::extra_payment::ExtraPayment;

/// What becomes of an open task.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Still {
    /// It says what it said.
    Same,
    /// It says this from now on.
    Says(TaskReason),
    /// Nothing is left of what it was about.
    Over,
}

impl TaskReason {
    /// What an open task says once `more` of its topic comes up; none where it says so already, or what it says is enough.
    #[must_use]
    pub fn with(&self, more: &Self) -> Option<Self> {
        match (self, more) {
            // Each of them is money that somebody has to bring back.
            (Self::RefundsFailed { refunds }, Self::RefundsFailed { refunds: more }) => {
                Some(Self::RefundsFailed { refunds: [refunds.as_slice(), more].concat() })
            }
            (Self::PaidAgain { payments }, Self::PaidAgain { payments: more }) => {
                with_more(payments, more).map(|payments| Self::PaidAgain { payments })
            }
            (Self::PaidByHand { payments }, Self::PaidByHand { payments: more }) => {
                with_more(payments, more).map(|payments| Self::PaidByHand { payments })
            }
            (Self::PaymentDiffers { difference }, Self::PaymentDiffers { difference: more }) => {
                let new = more.each().iter().filter(|it| !difference.each().contains(it));
                let new: Vec<PaymentDifference> = new.cloned().collect();
                let all = [difference.each(), &new].concat();
                (!new.is_empty()).then(|| Self::differing(all)).flatten()
            }
            // Of a charge that cannot be taken it is said why not now.
            (
                Self::NoMethod
                | Self::NoMethodNeeded
                | Self::PaymentFailed
                | Self::NotConfirmed
                | Self::PaymentRefused { .. },
                more,
            ) => (self != more).then(|| more.clone()),
            _ => None,
        }
    }

    /// What becomes of a task about money that is no charge's own once such a payment stands as it does now.
    #[must_use]
    pub fn after(&self, payment: &ExtraPayment) -> Still {
        let now = match self {
            Self::PaidAgain { payments } => {
                let payments = followed(payments, payment);
                (!payments.is_empty()).then_some(Self::PaidAgain { payments })
            }
            Self::PaidByHand { payments } => {
                let payments = followed(payments, payment);
                (!payments.is_empty()).then_some(Self::PaidByHand { payments })
            }
            _ => return Still::Same,
        };
        self.still(now)
    }

    /// What becomes of a task about differences once these are none any more.
    #[must_use]
    pub fn without(&self, is_over: impl Fn(&PaymentDifference) -> bool) -> Still {
        let Self::PaymentDiffers { difference } = self else { return Still::Same };
        let left = difference.each().iter().filter(|it| !is_over(it)).cloned().collect();
        self.still(Self::differing(left))
    }

    fn still(&self, now: Option<Self>) -> Still {
        match now {
            None => Still::Over,
            Some(now) if now == *self => Still::Same,
            Some(now) => Still::Says(now),
        }
    }

    fn differing(mut all: Vec<PaymentDifference>) -> Option<Self> {
        let difference = if all.len() > 1 { PaymentDifference::Several { all } } else { all.pop()? };
        Some(Self::PaymentDiffers { difference })
    }
}

impl PaymentDifference {
    /// Each of them, where it is several.
    #[must_use]
    pub fn each(&self) -> &[Self] {
        match self {
            Self::Several { all } => all,
            one => std::slice::from_ref(one),
        }
    }
}
