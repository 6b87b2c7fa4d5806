//! Payments for charges that were not in our books when the sweep met them: each is booked as soon as its charge comes in, so that
//! nobody is told of a day for a charge that was taken.

use std::error::Error;

use store::unapplied_payments::{self, UnappliedPayment};

use crate::desk::Desk;
use crate::payments::settle::unapplied;
use crate::service::Failure;

/// Payments booked at a time. Others wait for the sweep meanwhile.
const SOME: u64 = 8;

/// What came of some of them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Applied {
    /// There is none left whose charge is there.
    All,
    /// There may be more.
    Some,
    /// The processor or the charge is to be asked again later. Until then no charge is begun.
    Later,
}

/// Books some of those whose charge is there by now.
pub(super) async fn apply(desk: &Desk) -> Result<Applied, Failure> {
    let some = unapplied_payments::arrived(&desk.store.reader(), SOME).await?;
    if some.is_empty() {
        return Ok(Applied::All);
    }
    for payment in some {
        match unapplied::book_if_there(desk, &payment).await {
            Ok(()) => {
                let unit = desk.store.begin().await?;
                unapplied_payments::forget(&unit, &payment.intent).await?;
                unit.commit().await?;
            }
            Err(Failure::Broken(error)) => {
                say(&payment, &*error);
                unapplied::set_aside(desk, &payment).await?;
            }
            Err(error @ (Failure::Unavailable(_) | Failure::Changed)) => {
                let error = &error as &dyn Error;
                tracing::warn!(error, "a payment for a charge that came in cannot be booked yet");
                return Ok(Applied::Later);
            }
            Err(error @ Failure::Unknown(_)) => return Err(error),
        }
    }
    Ok(Applied::Some)
}

fn say(payment: &UnappliedPayment, error: &(dyn Error + 'static)) {
    let UnappliedPayment { charge, intent, .. } = payment;
    tracing::error!(%charge, intent, error, "a payment could not be booked");
}
