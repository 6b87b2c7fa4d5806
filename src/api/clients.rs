//! The clients of the provider who is signed in.

use domain::ClientId;
use wire::clients::{ProviderClientsView, ReplyView};
use wire::paths;

use super::{Answering, Api};

impl Api {
    /// All of them.
    #[must_use]
    pub fn clients(self) -> Answering<ProviderClientsView> {
        self.get(paths::CLIENTS.to_owned())
    }

    /// One of them.
    #[must_use]
    pub fn client(self, id: ClientId) -> Answering<ReplyView> {
        self.get(paths::client(id))
    }
}
