//! A provider's clients. Nothing here can hold an amount, a day of a charge, a member ID, a card or a telephone number.

use domain::ClientId;
use domain::reply::{Reach, Values};
use serde::{Deserialize, Serialize};

/// A client, as their provider may see them.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ProviderClientView {
    /// Their id.
    pub id: ClientId,
    /// The name they go by.
    pub name: String,
    /// Their pronouns, if known.
    pub pronouns: Option<String>,
    /// The name of the payer of their primary coverage; none for self-pay.
    pub payer: Option<String>,
}

/// A provider's clients, by name.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ProviderClientsView {
    /// The clients.
    pub clients: Vec<ProviderClientView>,
}

/// One client, with what the recommended response is filled with.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ReplyView {
    /// The client.
    pub client: ProviderClientView,
    /// Names and addresses for the slots.
    pub reply: Values,
    /// What of the portal is there for them.
    pub reach: Reach,
}
