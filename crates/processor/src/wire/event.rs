//! Something that happened, as webhooks and the list of events tell it.

use serde::{Deserialize, Serialize};
use serde_json::Value;

/// An event.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct EventObject {
    /// `evt_…`; the same in every delivery of the same event.
    pub id: String,
    /// Always `event`.
    #[serde(default)]
    pub object: String,
    /// The version whose shape the object has.
    #[serde(default)]
    pub api_version: Option<String>,
    /// When it happened.
    pub created: i64,
    /// What it happened to.
    pub data: EventData,
    /// False in a test account.
    #[serde(default)]
    pub livemode: bool,
    /// `payment_intent.succeeded` and many others.
    #[serde(rename = "type")]
    pub kind: String,
}

/// What an event happened to.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct EventData {
    /// The object as it was right after; its shape follows from the event's type.
    pub object: Value,
    /// What was changed, as it was before; only in events about a change.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub previous_attributes: Option<Value>,
}
