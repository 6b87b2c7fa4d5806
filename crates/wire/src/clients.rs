//! A provider's clients. Nothing here can hold an amount, a day of a charge, a member ID or a card.

use domain::ClientId;
use domain::reply::Values;
use serde::{Deserialize, Serialize};

/// A client, as their provider may see them.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Client {
    /// Their id.
    #[cfg_attr(feature = "openapi", schema(value_type = String))]
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
pub struct Clients {
    /// The clients.
    pub clients: Vec<Client>,
}

/// One client, with what the recommended response is filled with.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ClientPage {
    /// The client.
    pub client: Client,
    /// Names and addresses for the slots.
    #[cfg_attr(feature = "openapi", schema(schema_with = reply_schema))]
    pub reply: Values,
}

/// Each value is a text, and there is no other.
#[cfg(feature = "openapi")]
fn reply_schema() -> utoipa::openapi::schema::Object {
    use utoipa::openapi::schema::{AdditionalProperties, Object, ObjectBuilder, Type};
    let names = ["client_name", "provider_name", "practice_name", "portal", "help", "support"];
    let text = || Object::with_type(Type::String);
    let object = names
        .into_iter()
        .fold(ObjectBuilder::new(), |object, name| object.property(name, text()).required(name));
    object
        .additional_properties(Some(AdditionalProperties::<utoipa::openapi::schema::Schema>::FreeForm(false)))
        .build()
}
