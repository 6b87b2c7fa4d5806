//! What is due next, and with what it is paid.

use domain::ClientId;
use wire::billing::BillingView;
use wire::paths;

use super::Answering;
use super::network::{Network, get};

/// What a client is asked to pay.
pub trait BillingApi {
    /// The open charges and the card.
    fn billing(&self, client: ClientId) -> Answering<BillingView>;
}

impl BillingApi for Network {
    fn billing(&self, client: ClientId) -> Answering<BillingView> {
        get(paths::billing(client))
    }
}
