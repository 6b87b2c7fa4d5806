//! What tasks tell of payments, refunds and disputes. Several may be told of in one task.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::PaymentDifference;
use crate::extra_payment::ExtraPayment;
use crate::money::Money;

/// Money that was to go back to a client and did not, or came back.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct FailedRefund {
    /// How much.
    pub amount: Money,
    /// The day, in the practice's zone, on which that was known.
    pub on: NaiveDate,
    /// Why.
    #[serde(flatten)]
    pub why: RefundFailure,
}

/// Why money did not go back.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "why", rename_all = "snake_case")]
pub enum RefundFailure {
    /// The client's bank threw it back.
    Returned,
    /// Somebody called the refund off in the processor's dashboard.
    CalledOff,
    /// The processor did not give it back.
    Declined {
        /// The processor's word for why.
        said: String,
        /// What has become of the payment meanwhile, where that is why.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        because: Option<RefundObstacle>,
    },
}

/// What keeps a payment from being given back.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "obstacle", rename_all = "snake_case")]
pub enum RefundObstacle {
    /// So much of it was given back that this is not left.
    GivenBack {
        /// How much, in all.
        amount: Money,
    },
    /// The cardholder's bank has it, until it has decided or for good.
    Contested {
        /// How much.
        amount: Money,
    },
}

/// A dispute or an inquiry that support is to answer.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct AskedDispute {
    /// The processor's id of it.
    pub dispute: String,
    /// The payment intent, where it is not the charge's own payment.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub beside: Option<String>,
    /// How much of the payment.
    pub amount: Money,
    /// The last day, in the practice's zone, on which the bank takes an answer; none where it takes none.
    pub answer_by: Option<NaiveDate>,
    /// Whether the bank only asks, and no money has moved.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub is_inquiry: bool,
}

/// Money that was taken beside a charge's own payment, or although it asked for nothing any more.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PaidAgain {
    /// The processor's id of the payment intent.
    pub intent: String,
    /// How much.
    pub amount: Money,
    /// How that came.
    pub difference: PaymentDifference,
    /// How much of it went back meanwhile.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub back: Option<Money>,
}

/// A payment that was made by hand.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PaidByHand {
    /// The processor's id of the payment intent.
    pub intent: String,
    /// How much.
    pub amount: Money,
    /// The day of it in the practice's zone.
    pub on: NaiveDate,
    /// The clients it may be for, as people name them, where several share a customer at the processor.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub may_be_for: Vec<String>,
    /// How much of it went back meanwhile.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub back: Option<Money>,
}

/// A payment that is no charge's own, in a list of a task.
pub(super) trait Beside {
    fn intent(&self) -> &str;
    fn set_back(&mut self, back: Option<Money>);
}

impl Beside for PaidAgain {
    fn intent(&self) -> &str {
        &self.intent
    }

    fn set_back(&mut self, back: Option<Money>) {
        self.back = back;
    }
}

impl Beside for PaidByHand {
    fn intent(&self) -> &str {
        &self.intent
    }

    fn set_back(&mut self, back: Option<Money>) {
        self.back = back;
    }
}

/// The list once `payment` stands as it does now: without it where nothing of it is left.
pub(super) fn followed<P: Beside + Clone>(list: &[P], payment: &ExtraPayment) -> Vec<P> {
    let is_left = payment.kept().cents() > 0;
    let back = Some(payment.back()).filter(|back| !back.is_zero());
    let now = |it: &P| {
        let mut it = it.clone();
        if it.intent() == payment.intent {
            it.set_back(back);
        }
        it
    };
    list.iter().filter(|it| is_left || it.intent() != payment.intent).map(now).collect()
}

/// The list with those of `more` that are not in it; none where all of them are.
pub(super) fn with_more<P: Beside + Clone>(list: &[P], more: &[P]) -> Option<Vec<P>> {
    let is_new = |it: &&P| list.iter().all(|known| known.intent() != it.intent());
    let new: Vec<P> = more.iter().filter(is_new).cloned().collect();
    (!new.is_empty()).then(|| [list, &new].concat())
}
