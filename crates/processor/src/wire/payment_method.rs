//! A payment method: a card, as far as anyone but the processor may know it.

use serde::{Deserialize, Serialize};

use super::Metadata;

/// A payment method.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct PaymentMethodObject {
    /// `pm_…`.
    pub id: String,
    /// Always `payment_method`.
    #[serde(default)]
    pub object: String,
    /// `card` and others.
    #[serde(rename = "type")]
    pub kind: String,
    /// What is known of the card.
    #[serde(default)]
    pub card: Option<CardObject>,
    /// The customer it is attached to.
    #[serde(default)]
    pub customer: Option<String>,
    /// When it was made.
    pub created: i64,
    /// Free text under text.
    #[serde(default)]
    pub metadata: Metadata,
    /// False in a test account.
    #[serde(default)]
    pub livemode: bool,
}

/// What is known of a card.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct CardObject {
    /// `visa`, `mastercard`, `amex` and others.
    pub brand: String,
    /// The last four digits.
    pub last4: String,
    /// 1 to 12.
    #[serde(default)]
    pub exp_month: u32,
    /// Four digits.
    #[serde(default)]
    pub exp_year: i32,
    /// `credit`, `debit`, `prepaid` or `unknown`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub funding: Option<String>,
}

/// What an attempt tells of the method it used.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct MethodDetails {
    /// `card` and others.
    #[serde(rename = "type")]
    pub kind: String,
    /// What is known of the card.
    #[serde(default)]
    pub card: Option<CardObject>,
}
