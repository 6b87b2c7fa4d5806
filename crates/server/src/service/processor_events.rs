//! What the payment processor tells us by itself.

use processor::webhook::{self, TOLERANCE, WebhookError};
use secrecy::SecretString;

use super::{Failure, payments};
use crate::desk::Desk;

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
pub async fn hear(
    desk: &Desk,
    secret: &SecretString,
    signature: &str,
    body: &[u8],
) -> Result<(), EventError> {
    let event = webhook::verify(body, signature, secret, desk.real.now(), TOLERANCE);
    let event = event.map_err(EventError::NotTheirs)?;
    Ok(payments::hear(desk, &event).await?)
}
