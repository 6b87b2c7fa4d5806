//! How a client is reached.

use domain::ClientId;
use wire::contact::{ContactView, PhoneRequest};
use wire::paths;

use super::{Answering, Api};

impl Api {
    /// How the client is reached.
    #[must_use]
    pub fn contact(self, client: ClientId) -> Answering<ContactView> {
        self.get(paths::contact(client))
    }

    /// Has the client reached at another telephone number, or at none.
    #[must_use]
    pub fn change_phone(self, client: ClientId, request: &PhoneRequest) -> Answering<ContactView> {
        self.put(paths::contact_phone(client), request)
    }
}
