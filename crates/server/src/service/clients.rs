//! A provider's clients. Nothing here reads an amount, a day of a charge, a member ID, a card or a telephone number.

use domain::ClientId;
pub use store::clients::ProviderClient;
use store::{clients, staff};

use super::sessions::ProviderAccess;
use super::{Failure, practices};
use crate::desk::Desk;

/// A client with the names that a reply to them needs.
#[derive(Clone, Debug)]
pub struct Addressed {
    /// The client.
    pub client: ProviderClient,
    /// The provider who replies.
    pub provider: String,
    /// In the name of this practice.
    pub practice: String,
}

/// The provider's clients, by last name.
///
/// # Errors
/// When the store fails.
pub async fn all(desk: &Desk, access: &ProviderAccess) -> Result<Vec<ProviderClient>, Failure> {
    let practice = practices::of(desk, access.practice()).await?;
    let today = practice.zone.day(desk.business.now());
    Ok(clients::of_provider(&desk.store.reader(), access.provider(), today).await?)
}

/// One of the provider's clients; none of another provider's.
///
/// # Errors
/// When the store fails.
pub async fn find(desk: &Desk, access: &ProviderAccess, id: ClientId) -> Result<Option<Addressed>, Failure> {
    let reader = desk.store.reader();
    let practice = practices::of(desk, access.practice()).await?;
    let today = practice.zone.day(desk.business.now());
    let found = clients::one_of_provider(&reader, access.provider(), id, today).await?;
    let Some(client) = found else { return Ok(None) };
    let provider = staff::find(&reader, access.provider()).await?.map(|it| it.name).unwrap_or_default();
    Ok(Some(Addressed { client, provider, practice: practice.name }))
}
