//! What is due next, and with what it is paid.

use wire::billing::BillingView;
use wire::paths;

use super::{ApiError, get};

/// The open charges and the card.
pub async fn overview() -> Result<BillingView, ApiError> {
    get(paths::BILLING).await
}
