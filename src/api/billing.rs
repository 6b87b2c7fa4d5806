//! What is due next, and with what it is paid.

use wire::billing::Billing;
use wire::paths;

use super::{ApiError, get};

/// The open charges and the card.
pub async fn overview() -> Result<Billing, ApiError> {
    get(paths::BILLING).await
}
