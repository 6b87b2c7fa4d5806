//! Whether the desk can work.

use super::failure::Failure;
use crate::desk::Desk;

/// Asks the database for a sign of life.
///
/// # Errors
/// When there is none.
pub async fn ask(desk: &Desk) -> Result<(), Failure> {
    Ok(desk.store.ping().await?)
}
