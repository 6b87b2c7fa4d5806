//! Stripe's JSON and forms, as its API reference describes them for the version in [`VERSION`].
//!
//! Only what this product reads or writes; unknown members are passed over. Amounts are whole minor units, instants are
//! Unix seconds. The types hold what was said, without judging it: [`crate::PaymentIntent`] and its kin do that.

pub mod charge;
pub mod checkout;
pub mod customer;
pub mod dispute;
pub mod error;
pub mod event;
pub mod expandable;
pub mod list;
pub mod payment_intent;
pub mod payment_method;
pub mod refund;

use std::collections::BTreeMap;

pub use charge::ChargeObject;
pub use checkout::{
    CheckoutForm, CheckoutObject, CheckoutStatus, CustomerForm, NothingForm, SetupIntentObject,
};
pub use customer::CustomerObject;
pub use dispute::{DisputeObject, DisputeStatus, EvidenceDetails};
pub use error::{ErrorEnvelope, ErrorObject};
pub use event::{EventData, EventObject};
pub use expandable::Expandable;
pub use list::ListObject;
pub use payment_intent::{
    CancelForm, ConfirmForm, IntentStatus, NextAction, PaymentIntentForm, PaymentIntentObject, RedirectToUrl,
};
pub use payment_method::{CardObject, MethodDetails, PaymentMethodObject};
pub use refund::{RefundForm, RefundObject, RefundStatus};

/// The `Stripe-Version` every request names, so that an account's own default cannot change what answers look like.
pub const VERSION: &str = "2024-06-20";

/// What a client may hang on an object: text under text.
pub type Metadata = BTreeMap<String, String>;

/// The metadata key under which a refund carries the request of ours that it comes from.
pub const REFUND_ID: &str = "refund_id";

/// The metadata key under which an intent, a charge and a refund carry our charge's id.
pub const CHARGE_ID: &str = "charge_id";
