//! The day of a charge is over, and nothing was taken on it.

use chrono::{DateTime, Utc};
use domain::audit::Action;
use domain::charge::{Charge, ChargeState};
use store::StoreError;

use crate::work::{Saved, Work};

/// Writes the state that follows when the day of `missed` is over: nobody is charged on a day they were not told. A charge that
/// waited for a card has no day that could be over, and waits on.
pub(in crate::payments) async fn missed_day(
    work: &mut Work,
    charge: Charge,
    missed: DateTime<Utc>,
    state: ChargeState,
) -> Result<Saved, StoreError> {
    let (zone, _) = work.terms(charge.practice).await?;
    let action = match state {
        ChargeState::Failed(_) => Action::AttemptCalledOff,
        ChargeState::AwaitingInsurer
        | ChargeState::NothingDue(_)
        | ChargeState::Scheduled(_)
        | ChargeState::Upcoming(_)
        | ChargeState::Processing(_)
        | ChargeState::Paid(_)
        | ChargeState::OnHold(_)
        | ChargeState::Waived(_)
        | ChargeState::PartiallyRefunded(_)
        | ChargeState::Refunded(_)
        | ChargeState::SettledElsewhere(_)
        | ChargeState::Disputed(_)
        | ChargeState::ChargedBack(_) => Action::DayMissed { day: zone.day(missed) },
    };
    let charge = Charge { state, ..charge };
    let saved = work.save(&charge).await?;
    if saved == Saved::Written {
        work.record(&charge, action);
    }
    Ok(saved)
}
