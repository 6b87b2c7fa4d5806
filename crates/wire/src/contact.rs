//! How a client is reached, as they see and change it themselves.

use domain::change_phone::PhoneForm;
use domain::phone::PhoneOnFile;
use serde::{Deserialize, Serialize};

/// What the tab `About Me` shows.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ContactView {
    /// The telephone number that is kept, or what the practice wrote instead of one; none where there is none.
    #[cfg_attr(feature = "openapi", schema(value_type = Option<String>))]
    pub phone: Option<PhoneOnFile>,
}

/// Asks for another telephone number, or for none.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct PhoneRequest {
    /// The number that was seen; none where there was none.
    #[cfg_attr(feature = "openapi", schema(value_type = Option<String>))]
    pub seen: Option<PhoneOnFile>,
    /// The number as typed; blank for none.
    pub phone: String,
}

impl From<PhoneRequest> for PhoneForm {
    fn from(PhoneRequest { seen, phone }: PhoneRequest) -> Self {
        Self { seen, phone }
    }
}
