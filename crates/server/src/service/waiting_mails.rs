//! How many mails should have left by now.

use std::time::Duration;

use store::outbox;

use super::failure::Failure;
use crate::desk::Desk;

/// Mails that are due and have not left.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct MailsWaiting {
    /// How many.
    pub count: u64,
    /// How long the one has waited that has waited the longest.
    pub longest: Duration,
}

/// Counts them.
///
/// # Errors
/// When the store fails.
pub async fn count(desk: &Desk) -> Result<MailsWaiting, Failure> {
    let now = desk.business.now();
    let outbox::Waiting { count, since } = outbox::waiting(&desk.store.reader(), now).await?;
    let longest = since.and_then(|since| (now - since).to_std().ok()).unwrap_or_default();
    Ok(MailsWaiting { count, longest })
}
