//! What a client has to see to.

use chrono::NaiveDate;
use domain::contact::Email;
use serde::{Deserialize, Serialize};

/// What waits for a client, beside their card.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ToDoView {
    /// Today in the practice's zone.
    #[serde(deserialize_with = "domain::iso::day")]
    pub today: NaiveDate,
    /// The address that is to be confirmed, where one is.
    #[cfg_attr(feature = "openapi", schema(value_type = Option<String>))]
    pub confirm_email: Option<Email>,
    /// The last day that they are insured, where that is soon and nothing follows.
    #[serde(deserialize_with = "domain::iso::day_if_any")]
    pub coverage_ends: Option<NaiveDate>,
}
