//! A provider's clients.

use domain::ClientId;
use wire::clients::{ProviderClientsView, ReplyView};
use wire::paths;

use super::{ApiError, get};

/// All clients of the provider who is signed in.
pub async fn all() -> Result<ProviderClientsView, ApiError> {
    get(paths::CLIENTS).await
}

/// One client.
pub async fn find(id: ClientId) -> Result<ReplyView, ApiError> {
    get(&paths::client(id)).await
}
