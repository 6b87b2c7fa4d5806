//! A payment intent: the wish to take one amount once, and how far it got.

use serde::{Deserialize, Serialize};

use super::{ChargeObject, ErrorObject, Expandable, Metadata};

/// A payment intent.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct PaymentIntentObject {
    /// `pi_…`.
    pub id: String,
    /// Always `payment_intent`.
    #[serde(default)]
    pub object: String,
    /// What is to be taken.
    pub amount: i64,
    /// What has been taken.
    #[serde(default)]
    pub amount_received: i64,
    /// ISO code in lower case.
    pub currency: String,
    /// When it was made.
    pub created: i64,
    /// How far it got.
    pub status: IntentStatus,
    /// Whose methods may pay for it.
    #[serde(default)]
    pub customer: Option<String>,
    /// The method that is being tried, none after a decline.
    #[serde(default)]
    pub payment_method: Option<String>,
    /// `automatic`: confirming takes the money at once.
    #[serde(default)]
    pub capture_method: Option<String>,
    /// For people.
    #[serde(default)]
    pub description: Option<String>,
    /// Our charge's id under [`super::CHARGE_ID`].
    #[serde(default)]
    pub metadata: Metadata,
    /// The latest attempt.
    #[serde(default)]
    pub latest_charge: Option<Expandable<ChargeObject>>,
    /// Why the latest attempt failed; none while a later one is under way or has succeeded.
    #[serde(default)]
    pub last_payment_error: Option<ErrorObject>,
    /// What the cardholder has to do.
    #[serde(default)]
    pub next_action: Option<NextAction>,
    /// When it was called off.
    #[serde(default)]
    pub canceled_at: Option<i64>,
    /// Why it was called off, if that was said: `abandoned` and others.
    #[serde(default)]
    pub cancellation_reason: Option<String>,
    /// False in a test account.
    #[serde(default)]
    pub livemode: bool,
}

/// How far an intent got.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum IntentStatus {
    /// New, or the latest attempt failed: confirm it with a method.
    RequiresPaymentMethod,
    /// Has a method and waits to be confirmed.
    RequiresConfirmation,
    /// The cardholder has to do something.
    RequiresAction,
    /// Under way.
    Processing,
    /// Authorized but not taken; this product never asks for that.
    RequiresCapture,
    /// Called off for good.
    Canceled,
    /// The money was taken.
    Succeeded,
    /// A status this version does not know.
    #[serde(other)]
    Unrecognized,
}

impl IntentStatus {
    /// The processor's word for it.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::RequiresPaymentMethod => "requires_payment_method",
            Self::RequiresConfirmation => "requires_confirmation",
            Self::RequiresAction => "requires_action",
            Self::Processing => "processing",
            Self::RequiresCapture => "requires_capture",
            Self::Canceled => "canceled",
            Self::Succeeded => "succeeded",
            Self::Unrecognized => "unrecognized",
        }
    }
}

/// What the cardholder has to do.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct NextAction {
    /// `redirect_to_url` and others.
    #[serde(rename = "type")]
    pub kind: String,
    /// The page to send the cardholder to.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub redirect_to_url: Option<RedirectToUrl>,
}

/// A page of the processor's and the way back.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct RedirectToUrl {
    /// Where to send the cardholder.
    #[serde(default)]
    pub url: Option<String>,
    /// Where the cardholder is sent afterwards.
    #[serde(default)]
    pub return_url: Option<String>,
}

/// The form that makes an intent, unconfirmed.
#[derive(Clone, Debug, Serialize)]
pub struct PaymentIntentForm<'a> {
    /// Minor units.
    pub amount: i64,
    /// ISO code in lower case.
    pub currency: &'a str,
    /// Whose methods may pay for it.
    pub customer: &'a str,
    /// For people.
    pub description: &'a str,
    /// `automatic`: the account's own default may be another.
    pub capture_method: &'static str,
    /// `card`.
    #[serde(rename = "payment_method_types[]")]
    pub payment_method_types: &'static str,
    /// Our charge's id.
    #[serde(rename = "metadata[charge_id]")]
    pub charge_id: &'a str,
    /// What the answer is to show in full.
    #[serde(rename = "expand[]")]
    pub expand: &'static str,
}

/// The form that confirms an intent: one attempt.
#[derive(Clone, Debug, Serialize)]
pub struct ConfirmForm<'a> {
    /// The method to try.
    pub payment_method: &'a str,
    /// True when no cardholder is there to answer a question.
    pub off_session: bool,
    /// Where the cardholder is sent after the processor's page.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub return_url: Option<&'a str>,
    /// What the answer is to show in full.
    #[serde(rename = "expand[]")]
    pub expand: &'static str,
}

/// The form that calls an intent off.
#[derive(Clone, Debug, Serialize)]
pub struct CancelForm {
    /// What the answer is to show in full.
    #[serde(rename = "expand[]")]
    pub expand: &'static str,
}
