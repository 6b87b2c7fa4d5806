//! A provider's clients.

use domain::ClientId;
use wire::clients::{ProviderClientsView, ReplyView};
use wire::paths;

use super::Answering;
use super::network::{Network, get};

/// The clients of the provider who is signed in.
pub trait ClientsApi {
    /// All of them.
    fn clients(&self) -> Answering<ProviderClientsView>;

    /// One of them.
    fn client(&self, id: ClientId) -> Answering<ReplyView>;
}

impl ClientsApi for Network {
    fn clients(&self) -> Answering<ProviderClientsView> {
        get(paths::CLIENTS.to_owned())
    }

    fn client(&self, id: ClientId) -> Answering<ReplyView> {
        get(paths::client(id))
    }
}
