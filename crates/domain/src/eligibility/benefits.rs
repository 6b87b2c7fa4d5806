//! What a plan leaves to the client.

use serde::{Deserialize, Serialize};

use super::BasisPoints;
use crate::money::Money;

/// What a plan leaves to the client of a mental health visit outside of a hospital, in the plan's network and for one person. What the
/// payer does not say, or says twice and differently, is none: no figure is better than a wrong one.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Benefits {
    /// What the client pays of each visit.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub copay: Option<Money>,
    /// Which share of the allowed amount the client pays.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub coinsurance: Option<BasisPoints>,
    /// What the client pays before the plan does.
    #[serde(default, skip_serializing_if = "Limit::is_unknown")]
    pub deductible: Limit,
    /// The most that the client pays.
    #[serde(default, skip_serializing_if = "Limit::is_unknown")]
    pub out_of_pocket: Limit,
}

/// An amount for the plan's year, and how much of it is still to come.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Limit {
    /// For the whole year.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub total: Option<Money>,
    /// What was left when it was asked.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub remaining: Option<Money>,
}

impl Limit {
    /// Whether nothing is known of it.
    #[must_use]
    pub const fn is_unknown(&self) -> bool {
        self.total.is_none() && self.remaining.is_none()
    }
}
