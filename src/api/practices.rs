//! The practice as everybody may see it.

use wire::paths;
use wire::practices::SupportContactView;

use super::{ApiError, get};

/// How to reach the support of this practice, or of the only one there is, without being signed in.
pub async fn support(practice: Option<&str>) -> Result<SupportContactView, ApiError> {
    match practice {
        Some(practice) => get(&format!("{}?practice={practice}", paths::SUPPORT_CONTACT)).await,
        None => get(paths::SUPPORT_CONTACT).await,
    }
}
