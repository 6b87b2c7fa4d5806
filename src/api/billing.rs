//! What is due next, and with what it is paid.

use domain::ClientId;
use wire::billing::BillingView;
use wire::paths;

use super::{Answering, Api};

impl Api {
    /// The open charges of a client, and the card.
    #[must_use]
    pub fn billing(self, client: ClientId) -> Answering<BillingView> {
        self.get(paths::billing(client))
    }
}
