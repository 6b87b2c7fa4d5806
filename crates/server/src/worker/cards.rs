//! Cards that are being set up or were taken away, where nobody comes back or the processor was not reached.

use std::error::Error;

use store::{card_setups, payment_methods};

use crate::desk::Desk;
use crate::payments::{detach, look_again};
use crate::service::Failure;

/// Looked at in one go.
const SOME: u64 = 8;

/// Looks after some of those that are due, and says how many it was.
///
/// # Errors
/// When the store fails.
pub async fn turn(desk: &Desk) -> Result<usize, Failure> {
    let (reader, now) = (desk.store.reader(), desk.real.now());
    let setups = card_setups::due(&reader, now, SOME).await?;
    for setup in &setups {
        look_again(desk, setup).await?;
    }
    let gone = payment_methods::to_detach(&reader, now, SOME).await?;
    for card in &gone {
        match detach(desk, card).await {
            Ok(()) => {}
            Err(error @ (Failure::Unavailable(_) | Failure::Broken(_))) => {
                let error = &error as &dyn Error;
                tracing::warn!(error, card = %card.id, "a card that was taken away could not be taken off its customer");
            }
            Err(error) => return Err(error),
        }
    }
    Ok(setups.len() + gone.len())
}

/// Whether there is something to do.
pub async fn is_due(desk: &Desk) -> bool {
    let (reader, now) = (desk.store.reader(), desk.real.now());
    let setups = async || card_setups::due(&reader, now, 1).await.is_ok_and(|it| !it.is_empty());
    let gone = async || payment_methods::to_detach(&reader, now, 1).await.is_ok_and(|it| !it.is_empty());
    setups().await || gone().await
}
