//! A dispute: the cardholder told their bank that a payment is not owed, or the bank asks about one.

use serde::{Deserialize, Serialize};

use super::Metadata;

/// A dispute.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct DisputeObject {
    /// `du_…`, or `dp_…` in older accounts.
    pub id: String,
    /// Always `dispute`.
    #[serde(default)]
    pub object: String,
    /// How much is disputed. May be more or less than what was taken.
    pub amount: i64,
    /// ISO code in lower case.
    pub currency: String,
    /// When it was opened.
    pub created: i64,
    /// The processor's charge that is disputed.
    #[serde(default)]
    pub charge: Option<String>,
    /// The intent that is disputed.
    #[serde(default)]
    pub payment_intent: Option<String>,
    /// What the cardholder gave as a reason: `fraudulent`, `duplicate` and others.
    #[serde(default)]
    pub reason: String,
    /// How far it got.
    pub status: DisputeStatus,
    /// Until when the practice may answer.
    #[serde(default)]
    pub evidence_details: Option<EvidenceDetails>,
    /// Whether the payment can still be given back, which ends an inquiry.
    #[serde(default)]
    pub is_charge_refundable: bool,
    /// Free text under text.
    #[serde(default)]
    pub metadata: Metadata,
    /// False in a test account.
    #[serde(default)]
    pub livemode: bool,
}

/// What is known of the practice's answer.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub struct EvidenceDetails {
    /// Until when it may be sent; none where the bank takes none any more.
    #[serde(default)]
    pub due_by: Option<i64>,
    /// Whether some of it is there.
    #[serde(default)]
    pub has_evidence: bool,
    /// Whether that time is over.
    #[serde(default)]
    pub past_due: bool,
    /// How often it was sent.
    #[serde(default)]
    pub submission_count: i64,
}

/// How far a dispute got. What begins with `warning` is an inquiry: no money has moved.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum DisputeStatus {
    /// An inquiry, and the practice should answer.
    WarningNeedsResponse,
    /// An inquiry, and the bank reads the answer.
    WarningUnderReview,
    /// An inquiry that came to nothing.
    WarningClosed,
    /// The money was withdrawn, and the practice should answer.
    NeedsResponse,
    /// The money was withdrawn, and the bank reads the answer.
    UnderReview,
    /// The bank gave the money back.
    Won,
    /// The bank keeps the money.
    Lost,
    /// A status this version does not know.
    #[serde(other)]
    Unrecognized,
}
