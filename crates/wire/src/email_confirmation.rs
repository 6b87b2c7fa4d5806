//! Following a link that confirms an email address.

use domain::email_change::NoLink;
use serde::{Deserialize, Serialize};

/// Follows a link.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct FollowRequest {
    /// What stands behind the `#` of the link.
    pub token: String,
}

/// What came of it. It says nothing of the client: whoever follows the link need not be signed in.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct FollowAnswer {
    /// Why nothing was changed; none where the address is the client's from now on.
    #[cfg_attr(feature = "openapi", schema(value_type = Option<String>))]
    pub refused: Option<NoLink>,
}
