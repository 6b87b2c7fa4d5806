//! What the payment processor tells us by itself.

use chrono::Duration;
use processor::webhook::{self, TOLERANCE, WebhookError};
use secrecy::SecretString;

use super::Failure;
use super::pruning::{Past, prune as prune_past};
use crate::desk::Desk;
use crate::payments::receive_webhook;

/// How long it is remembered that a message was heard. The processor sends none again for that long.
const REMEMBERED: Duration = Duration::days(60);

/// Why a message was not heard.
#[derive(Debug, thiserror::Error)]
pub enum EventError {
    /// It is not the processor's.
    #[error("the message is not the payment processor's")]
    NotTheirs(#[source] WebhookError),
    /// Something below failed; the processor should send it again.
    #[error(transparent)]
    Failed(#[from] Failure),
}

/// Does what a message calls for, once it is known to be the processor's: signed with `secret`, and lately.
///
/// # Errors
/// When it is not theirs, or could not be acted upon.
pub async fn receive(
    desk: &Desk,
    secret: &SecretString,
    signature: &str,
    body: &[u8],
) -> Result<(), EventError> {
    let event = webhook::verify(body, signature, secret, desk.real.now(), TOLERANCE);
    let event = event.map_err(EventError::NotTheirs)?;
    Ok(receive_webhook(desk, &event).await?)
}

/// Forgets messages that will not come again, and says how many.
///
/// # Errors
/// When the store fails.
pub async fn prune(desk: &Desk) -> Result<u64, Failure> {
    prune_past(desk, Past::Events, desk.real.now() - REMEMBERED).await
}
