//! Brings our books up to the processor's, where it is the one that knows.

use std::error::Error;

use super::Difference;
use crate::desk::Desk;
use crate::payments::{book_stray, follow_card_named, follow_named, settle_named};
use crate::service::Failure;

/// Books what the processor says of the payments that differ: what was taken, given back, disputed, and of cards. What else differs is for
/// a person. What came of it is found out by comparing again.
///
/// # Errors
/// When the store or the processor cannot be asked.
pub async fn repair(desk: &Desk, differences: &[Difference]) -> Result<(), Failure> {
    for difference in differences {
        let settled = match difference {
            Difference::GivenBack { intent, .. } | Difference::Contested { intent, .. } => {
                follow_named(desk, intent).await
            }
            Difference::NotBooked { intent, .. } => settle_named(desk, intent).await,
            Difference::Card { method, .. } => follow_card_named(desk, method).await,
            Difference::Stray { intent, .. } => book_stray(desk, intent).await,
            Difference::IntentMissing { .. }
            | Difference::OtherCharge { .. }
            | Difference::NotTaken { .. }
            | Difference::Amount { .. }
            | Difference::TakenTwice { .. }
            | Difference::SameSession { .. } => continue,
        };
        match settled {
            Ok(_) => {}
            // One that cannot be booked keeps no other waiting: it is named again by the comparison that follows.
            Err(error @ (Failure::Broken(_) | Failure::Changed)) => {
                tracing::error!(error = &error as &dyn Error, "a payment that differs could not be booked");
            }
            Err(error) => return Err(error),
        }
    }
    Ok(())
}
