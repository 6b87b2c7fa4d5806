//! Payments for charges that were not in our books when the sweep met them: each is booked as soon as its charge comes in, so that
//! nobody is told of a day for a charge that was taken.

use std::error::Error;

use store::unapplied_payments;

use crate::desk::Desk;
use crate::service::Failure;
use crate::service::payments::unapplied;

/// Books those whose charge is there by now. `false` when the processor cannot be asked: until it can, no charge is begun.
pub(super) async fn apply(desk: &Desk) -> Result<bool, Failure> {
    for payment in unapplied_payments::arrived(&desk.store.reader()).await? {
        match unapplied::heard(desk, &payment).await {
            Ok(()) => {}
            Err(Failure::Broken(error)) => {
                let (charge, error) = (payment.charge, &*error as &dyn Error);
                tracing::error!(%charge, intent = payment.intent, error, "a payment could not be booked");
            }
            Err(Failure::Unavailable(error)) => {
                let error = &*error as &dyn Error;
                tracing::warn!(error, "a payment for a charge that came in cannot be asked about");
                return Ok(false);
            }
            Err(error @ (Failure::Unknown(_) | Failure::Changed)) => return Err(error),
        }
        let unit = desk.store.begin().await?;
        unapplied_payments::forget(&unit, &payment.intent).await?;
        unit.commit().await?;
    }
    Ok(true)
}
