//! Whether there are superbills, and what is missing where there are none.

use domain::month::Month;
use domain::superbill::Lack;
use serde::{Deserialize, Serialize};

/// Whether there is a superbill of a charge. What the session was for is on the paper alone.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct SuperbillView {
    /// What is missing without which insurers refuse it; where it is nothing, there is one.
    pub missing: Vec<Lack>,
}

/// Whether there is a superbill of a month.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct SuperbillMonthView {
    /// The month, such as `2025-11`.
    #[cfg_attr(feature = "openapi", schema(value_type = String))]
    pub month: Month,
    /// Whether there is one: of some of its sessions nothing is missing.
    pub is_ready: bool,
    /// What is missing of others.
    pub missing: Vec<Lack>,
}
