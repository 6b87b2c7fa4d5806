//! The practice as everybody may see it.

use serde::{Deserialize, Serialize};

/// How to reach the support of a practice.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct SupportContactView {
    /// The practice's name.
    pub practice: String,
    /// Where it is, where it said so.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub address: Option<String>,
    /// Telephone number as shown.
    pub phone: String,
    /// Telephone number for a `tel:` link.
    pub phone_dial: String,
    /// Email address.
    pub email: String,
    /// When somebody answers, in words.
    pub hours: String,
}
