//! A refund: money on its way back.

use serde::{Deserialize, Serialize};

use super::Metadata;

/// A refund.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct RefundObject {
    /// `re_…`.
    pub id: String,
    /// Always `refund`.
    #[serde(default)]
    pub object: String,
    /// How much goes back.
    pub amount: i64,
    /// ISO code in lower case.
    pub currency: String,
    /// When it was asked for.
    pub created: i64,
    /// The processor's charge that is refunded.
    #[serde(default)]
    pub charge: Option<String>,
    /// The intent that is refunded.
    #[serde(default)]
    pub payment_intent: Option<String>,
    /// Our charge's id under [`super::CHARGE_ID`].
    #[serde(default)]
    pub metadata: Metadata,
    /// How far it got.
    pub status: RefundStatus,
    /// Why money was given back: `duplicate`, `fraudulent` or `requested_by_customer`.
    #[serde(default)]
    pub reason: Option<String>,
    /// Why it failed: `expired_or_canceled_card` and others. Only there once it did.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub failure_reason: Option<String>,
    /// The movement, `txn_…`, by which the money came back to us. Only there once it did.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub failure_balance_transaction: Option<String>,
}

/// How far a refund got.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum RefundStatus {
    /// On its way.
    Pending,
    /// The customer has to do something.
    RequiresAction,
    /// Done.
    Succeeded,
    /// It came back; the money is ours again.
    Failed,
    /// Called off.
    Canceled,
    /// A status this version does not know.
    #[serde(other)]
    Unrecognized,
}

/// The form that asks for a refund.
#[derive(Clone, Debug, Serialize)]
pub struct RefundForm<'a> {
    /// The intent to refund.
    pub payment_intent: &'a str,
    /// How much goes back, in minor units.
    pub amount: i64,
    /// Our charge's id.
    #[serde(rename = "metadata[charge_id]")]
    pub charge_id: &'a str,
    /// The request's id.
    #[serde(rename = "metadata[refund_id]")]
    pub refund_id: &'a str,
}
