//! What a practice can say about a dispute.

use std::collections::BTreeMap;

use serde::Serialize;

/// A text, or none, for each kind of evidence.
#[derive(Clone, Debug, Serialize)]
pub(crate) struct Evidence(BTreeMap<&'static str, Option<String>>);

const KINDS: [&str; 27] = [
    "access_activity_log",
    "billing_address",
    "cancellation_policy",
    "cancellation_policy_disclosure",
    "cancellation_rebuttal",
    "customer_communication",
    "customer_email_address",
    "customer_name",
    "customer_purchase_ip",
    "customer_signature",
    "duplicate_charge_documentation",
    "duplicate_charge_explanation",
    "duplicate_charge_id",
    "product_description",
    "receipt",
    "refund_policy",
    "refund_policy_disclosure",
    "refund_refusal_explanation",
    "service_date",
    "service_documentation",
    "shipping_address",
    "shipping_carrier",
    "shipping_date",
    "shipping_documentation",
    "shipping_tracking_number",
    "uncategorized_file",
    "uncategorized_text",
];

impl Evidence {
    /// Nothing was said yet.
    pub(super) fn none() -> Self {
        Self(KINDS.into_iter().map(|kind| (kind, None)).collect())
    }

    pub(crate) fn knows(kind: &str) -> bool {
        KINDS.contains(&kind)
    }

    /// An empty text unsets what was there; of a kind that nobody knows nothing is kept.
    pub(super) fn set(&mut self, kind: &str, text: &str) {
        if let Some(place) = self.0.get_mut(kind) {
            *place = Some(text.to_owned()).filter(|text| !text.is_empty());
        }
    }

    pub(super) fn is_empty(&self) -> bool {
        self.0.values().all(Option::is_none)
    }
}
