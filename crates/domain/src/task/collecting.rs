//! What an open task says once more of the same comes up, or some of it is over. At most one task is open about a subject and a topic,
//! and nothing that support has to know is left out because of that.

use super::money::{followed, with_more};
use super::{DisputedDetail, PaymentDifference, TaskReason, coverage};
use crate::client::Details;
use crate::coverage::Coverage;
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
            (Self::DetailDisputed { details }, Self::DetailDisputed { details: more }) => {
                let is_said_anew = |it: &DisputedDetail| more.iter().any(|new| new.is_same_detail(it));
                let others = details.iter().filter(|it| !is_said_anew(it)).cloned();
                let all: Vec<_> = others.chain(more.iter().cloned()).collect();
                (all != *details).then_some(Self::DetailDisputed { details: all })
            }
            (Self::CoverageChanged { changes }, Self::CoverageChanged { changes: more }) => {
                let all = coverage::with_more(changes, more);
                (all != *changes).then_some(Self::CoverageChanged { changes: all })
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

    /// What becomes of a task about details of a client once the desk has these and the export says those: what both say is in dispute no
    /// more, and what was changed since is said as it is now.
    #[must_use]
    pub fn agreeing(&self, desk: &Details, export: &Details) -> Still {
        self.disputed_still(|it| it.as_it_is(desk, export))
    }

    /// The same of a task about a coverage that stands like this now.
    #[must_use]
    pub fn agreeing_about(&self, coverage: &Coverage) -> Still {
        self.disputed_still(|it| it.as_it_is_of(coverage))
    }

    /// What becomes of a task to take over a client's insurance once one of their coverages stands like this.
    #[must_use]
    pub fn taken_over(&self, coverage: &Coverage) -> Still {
        let Self::CoverageChanged { changes } = self else { return Still::Same };
        let changes = coverage::left(changes, coverage);
        self.still((!changes.is_empty()).then_some(Self::CoverageChanged { changes }))
    }

    fn disputed_still(&self, now: impl Fn(&DisputedDetail) -> Option<DisputedDetail>) -> Still {
        let Self::DetailDisputed { details } = self else { return Still::Same };
        let details: Vec<_> = details.iter().filter_map(now).collect();
        self.still((!details.is_empty()).then_some(Self::DetailDisputed { details }))
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

impl DisputedDetail {
    fn is_same_detail(&self, other: &Self) -> bool {
        std::mem::discriminant(self) == std::mem::discriminant(other)
    }

    /// What is disputed still, once desk and export say this of the client.
    fn as_it_is(&self, desk: &Details, export: &Details) -> Option<Self> {
        match self {
            Self::ChosenName { .. } => both(&desk.chosen_first, &export.chosen_first)
                .map(|(desk, export)| Self::ChosenName { desk, export }),
            Self::Pronouns { .. } => {
                both(&desk.pronouns, &export.pronouns).map(|(desk, export)| Self::Pronouns { desk, export })
            }
            Self::Phone { .. } => {
                both(&desk.phone, &export.phone).map(|(desk, export)| Self::Phone { desk, export })
            }
            Self::Address { .. } => {
                both(&desk.address, &export.address).map(|(desk, export)| Self::Address { desk, export })
            }
            Self::Email { .. } => {
                both(&desk.email, &export.email).map(|(desk, export)| Self::Email { desk, export })
            }
            // An export that says nothing of it asks nothing.
            Self::ProcessorCustomer { .. } => both(&desk.processor_customer, &export.processor_customer)
                .and_then(|(desk, export)| Some(Self::ProcessorCustomer { desk: desk?, export: export? })),
            Self::Payer { .. }
            | Self::Plan { .. }
            | Self::MemberId { .. }
            | Self::GroupNumber { .. }
            | Self::Subscriber { .. }
            | Self::CoveredFrom { .. }
            | Self::CoveredTo { .. }
            | Self::FirstDay { .. } => Some(self.clone()),
        }
    }

    /// The same, once they say this of the coverage.
    fn as_it_is_of(&self, coverage: &Coverage) -> Option<Self> {
        let Some(export) = &coverage.exported else { return Some(self.clone()) };
        match self {
            Self::Payer { .. } => (coverage.payer != export.payer).then(|| self.clone()),
            Self::Plan { .. } => {
                both(&coverage.plan, &export.plan).map(|(desk, export)| Self::Plan { desk, export })
            }
            Self::MemberId { .. } => both(&coverage.member_id, &export.member_id)
                .map(|(desk, export)| Self::MemberId { desk, export }),
            Self::GroupNumber { .. } => both(&coverage.group_number, &export.group_number)
                .map(|(desk, export)| Self::GroupNumber { desk, export }),
            Self::Subscriber { .. } => both(&coverage.subscriber, &export.subscriber)
                .map(|(desk, export)| Self::Subscriber { desk, export }),
            Self::CoveredFrom { .. } => {
                both(&coverage.from, &export.from).map(|(desk, export)| Self::CoveredFrom { desk, export })
            }
            Self::CoveredTo { .. } => {
                both(&coverage.to, &export.to).map(|(desk, export)| Self::CoveredTo { desk, export })
            }
            Self::ChosenName { .. }
            | Self::Pronouns { .. }
            | Self::Phone { .. }
            | Self::Address { .. }
            | Self::Email { .. }
            | Self::ProcessorCustomer { .. }
            | Self::FirstDay { .. } => Some(self.clone()),
        }
    }
}

/// Both, where they differ.
fn both<T: Clone + PartialEq>(desk: &T, export: &T) -> Option<(T, T)> {
    (desk != export).then(|| (desk.clone(), export.clone()))
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
