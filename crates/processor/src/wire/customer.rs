//! A customer: the one whom payment methods belong to.

use serde::{Deserialize, Serialize};

use super::Metadata;

/// A customer.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct CustomerObject {
    /// `cus_…`.
    pub id: String,
    /// Always `customer`.
    #[serde(default)]
    pub object: String,
    /// When it was made; missing once deleted.
    #[serde(default)]
    pub created: i64,
    /// Present and true once deleted.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub deleted: bool,
    /// Our client's id under `client_id`.
    #[serde(default)]
    pub metadata: Metadata,
    /// False in a test account.
    #[serde(default)]
    pub livemode: bool,
}
