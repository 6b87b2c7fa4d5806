//! What a client sees and changes of themselves in the tab `About Me`.

use domain::address::{Address, AddressLines};
use domain::called::{Called, CalledForm};
use domain::change_address::AddressForm;
use domain::change_email::EmailForm;
use domain::change_phone::PhoneForm;
use domain::contact::Email;
use domain::phone::PhoneOnFile;
use domain::sex::Sex;
use serde::{Deserialize, Serialize};

/// What the tab `About Me` shows.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct AboutMeView {
    /// What they are called, and their pronouns.
    #[cfg_attr(feature = "openapi", schema(value_type = CalledView))]
    pub called: Called,
    /// The telephone number that is kept, or what the practice wrote instead of one; none where there is none.
    #[cfg_attr(feature = "openapi", schema(value_type = Option<String>))]
    pub phone: Option<PhoneOnFile>,
    /// Where they live; none where it is not known.
    #[cfg_attr(feature = "openapi", schema(value_type = Option<AddressView>))]
    pub address: Option<Address>,
    /// Where mail reaches them; none where there is no address.
    #[cfg_attr(feature = "openapi", schema(value_type = Option<String>))]
    pub email: Option<Email>,
    /// The address that they asked to have instead and have not confirmed yet; none where they asked for none.
    pub email_change: Option<EmailChangeView>,
    /// What only support changes.
    pub on_file: OnFileView,
}

/// An address that waits to be confirmed by the link that is sent to it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct EmailChangeView {
    /// The address.
    #[cfg_attr(feature = "openapi", schema(value_type = String))]
    pub to: Email,
    /// Until when the link works, on the practice's clock; none while it was not sent.
    #[serde(default, deserialize_with = "domain::iso::time_if_any", skip_serializing_if = "Option::is_none")]
    pub until: Option<chrono::NaiveTime>,
    /// Whether it was sent and does not work any more.
    pub is_over: bool,
    /// Whether no mailbox took it.
    #[serde(default)]
    pub is_refused: bool,
}

/// What is on file and only Client Support changes, once it knows who asks.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct OnFileView {
    /// The name on legal papers.
    pub legal_name: String,
    /// What they are called by it, where they chose nothing.
    pub legal_first: String,
    /// The day of birth.
    #[serde(deserialize_with = "domain::iso::day")]
    pub date_of_birth: chrono::NaiveDate,
    /// The sex; none where the practice said none.
    #[cfg_attr(feature = "openapi", schema(value_type = Option<String>))]
    pub sex: Option<Sex>,
}

/// How [`Called`] is written.
#[derive(Debug)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct CalledView {
    /// Instead of the legal first name; left out where they are called by that.
    pub chosen_first: Option<String>,
    /// Their pronouns; left out where they said none.
    pub pronouns: Option<String>,
}

/// How [`Address`] and [`AddressLines`] are written.
#[derive(Debug)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct AddressView {
    /// Number and street, or a box.
    pub line1: String,
    /// Apartment or suite; left out where there is none.
    pub line2: Option<String>,
    /// The city.
    pub city: String,
    /// The two letters of the state.
    pub state: String,
    /// Five digits, or nine with a dash.
    pub zip: String,
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

/// Asks to be called by another name, and to have other pronouns.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct CalledRequest {
    /// What was seen.
    #[cfg_attr(feature = "openapi", schema(value_type = CalledView))]
    pub seen: Called,
    /// The name as typed; blank for none but the legal one.
    pub chosen_first: String,
    /// The pronouns as typed; blank for none.
    pub pronouns: String,
}

/// Asks for another address, or for none.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct AddressRequest {
    /// The address that was seen; none where there was none.
    #[cfg_attr(feature = "openapi", schema(value_type = Option<AddressView>))]
    pub seen: Option<Address>,
    /// The address as typed; blank for none.
    #[cfg_attr(feature = "openapi", schema(value_type = AddressView))]
    pub address: AddressLines,
}

/// Asks for a link that confirms another email address.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct EmailRequest {
    /// The address that was seen; none where there was none.
    #[cfg_attr(feature = "openapi", schema(value_type = Option<String>))]
    pub seen: Option<Email>,
    /// The address as typed. The present one takes back what was asked for before.
    pub email: String,
}

impl From<EmailRequest> for EmailForm {
    fn from(EmailRequest { seen, email }: EmailRequest) -> Self {
        Self { seen, email }
    }
}

impl From<PhoneRequest> for PhoneForm {
    fn from(PhoneRequest { seen, phone }: PhoneRequest) -> Self {
        Self { seen, phone }
    }
}

impl From<CalledRequest> for CalledForm {
    fn from(CalledRequest { seen, chosen_first, pronouns }: CalledRequest) -> Self {
        Self { seen, chosen_first, pronouns }
    }
}

impl From<AddressRequest> for AddressForm {
    fn from(AddressRequest { seen, address }: AddressRequest) -> Self {
        Self { seen, lines: address }
    }
}
