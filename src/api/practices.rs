//! The practice as everybody may see it.

use wire::paths;
use wire::practices::Support;

use super::{ApiError, get};

/// How to reach support without being signed in.
pub async fn support() -> Result<Support, ApiError> {
    get(paths::SUPPORT_CONTACT).await
}
