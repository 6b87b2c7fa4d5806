//! What is due next, and with what it is paid.

use domain::ClientId;
use wire::billing::BillingView;
use wire::paths;

use super::{ApiError, get};

/// The open charges and the card.
pub async fn overview(client: ClientId) -> Result<BillingView, ApiError> {
    get(&paths::billing(client)).await
}
