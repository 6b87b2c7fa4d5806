//! Pages of the processor's on which a customer's card is set up, and what was set up there.

use serde::{Deserialize, Serialize};

use super::{Expandable, Metadata, PaymentMethodObject};

/// A page, which one person is led to once.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct CheckoutObject {
    /// `cs_…`.
    pub id: String,
    /// Always `checkout.session`.
    #[serde(default)]
    pub object: String,
    /// `setup`, `payment` or `subscription`.
    pub mode: String,
    /// How far it got.
    #[serde(default)]
    pub status: Option<CheckoutStatus>,
    /// Its address, while it is open.
    #[serde(default)]
    pub url: Option<String>,
    /// Whose card it is for.
    #[serde(default)]
    pub customer: Option<String>,
    /// What we call it.
    #[serde(default)]
    pub client_reference_id: Option<String>,
    /// What is set up by it.
    #[serde(default)]
    pub setup_intent: Option<Expandable<SetupIntentObject>>,
    /// Where it leads once it is complete.
    #[serde(default)]
    pub success_url: Option<String>,
    /// Where whoever wants to go back is led.
    #[serde(default)]
    pub cancel_url: Option<String>,
    /// ISO code in lower case.
    #[serde(default)]
    pub currency: Option<String>,
    /// When it was made.
    #[serde(default)]
    pub created: i64,
    /// When it expires by itself.
    #[serde(default)]
    pub expires_at: i64,
    /// Free text under text.
    #[serde(default)]
    pub metadata: Metadata,
    /// False in a test account.
    #[serde(default)]
    pub livemode: bool,
}

/// How far a page got.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum CheckoutStatus {
    /// Somebody may still enter something.
    Open,
    /// What was entered is set up.
    Complete,
    /// Nothing can be entered any more.
    Expired,
    /// What a later version may say.
    #[serde(other)]
    Unrecognized,
}

/// The setting up of a card for later payments.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct SetupIntentObject {
    /// `seti_…`.
    pub id: String,
    /// Always `setup_intent`.
    #[serde(default)]
    pub object: String,
    /// When it was made.
    #[serde(default)]
    pub created: i64,
    /// `succeeded` once the card can be charged; `requires_payment_method` and others before.
    pub status: String,
    /// Whose card it is.
    #[serde(default)]
    pub customer: Option<String>,
    /// The card.
    #[serde(default)]
    pub payment_method: Option<Expandable<PaymentMethodObject>>,
    /// `off_session`: it is charged without its holder being there.
    #[serde(default)]
    pub usage: String,
    /// Free text under text.
    #[serde(default)]
    pub metadata: Metadata,
    /// False in a test account.
    #[serde(default)]
    pub livemode: bool,
}

/// The form that makes a page on which a card is set up.
#[derive(Clone, Debug, Serialize)]
pub struct CheckoutForm<'a> {
    /// `setup`: nothing is taken.
    pub mode: &'static str,
    /// Whose card it will be.
    pub customer: &'a str,
    /// `card`.
    #[serde(rename = "payment_method_types[]")]
    pub payment_method_types: &'static str,
    /// ISO code in lower case.
    pub currency: &'a str,
    /// Where it leads once it is complete.
    pub success_url: &'a str,
    /// Where whoever wants to go back is led.
    pub cancel_url: &'a str,
    /// What we call it.
    pub client_reference_id: &'a str,
    /// Our client's id.
    #[serde(rename = "metadata[client_id]")]
    pub client_id: &'a str,
}

/// The form that makes a customer. The processor is told nothing of a person but an id of ours.
#[derive(Clone, Debug, Serialize)]
pub struct CustomerForm<'a> {
    /// Our client's id.
    #[serde(rename = "metadata[client_id]")]
    pub client_id: &'a str,
}

/// The form of a request that says all by its path.
#[derive(Clone, Copy, Debug, Serialize)]
pub struct NothingForm {}
