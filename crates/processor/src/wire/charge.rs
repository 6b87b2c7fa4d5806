//! Stripe's charge: one attempt at taking an intent's amount. What Almoner calls a charge is an intent here.

use serde::{Deserialize, Serialize};

use super::{Metadata, MethodDetails};

/// One attempt, successful or not.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct ChargeObject {
    /// `ch_…`.
    pub id: String,
    /// Always `charge`.
    #[serde(default)]
    pub object: String,
    /// What was asked for.
    pub amount: i64,
    /// What was taken: nothing, or the amount.
    #[serde(default)]
    pub amount_captured: i64,
    /// What went back so far.
    #[serde(default)]
    pub amount_refunded: i64,
    /// ISO code in lower case.
    pub currency: String,
    /// When the attempt was made.
    pub created: i64,
    /// Whether money was taken.
    #[serde(default)]
    pub paid: bool,
    /// Whether all of it went back.
    #[serde(default)]
    pub refunded: bool,
    /// Whether the cardholder or the bank ever disputed it, whatever came of that.
    #[serde(default)]
    pub disputed: bool,
    /// `succeeded`, `pending` or `failed`.
    #[serde(default)]
    pub status: String,
    /// The customer it belongs to.
    #[serde(default)]
    pub customer: Option<String>,
    /// Copied from the intent.
    #[serde(default)]
    pub metadata: Metadata,
    /// The intent it was an attempt at.
    #[serde(default)]
    pub payment_intent: Option<String>,
    /// The method that was tried.
    #[serde(default)]
    pub payment_method: Option<String>,
    /// What is known of the method, as it was then.
    #[serde(default)]
    pub payment_method_details: Option<MethodDetails>,
    /// Why it failed.
    #[serde(default)]
    pub failure_code: Option<String>,
    /// False in a test account.
    #[serde(default)]
    pub livemode: bool,
}
