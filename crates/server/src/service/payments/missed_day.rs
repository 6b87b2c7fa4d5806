use chrono::{DateTime, Utc};
use domain::audit::Action;
use domain::charge::{Charge, ChargeState};
use domain::practice::Practice;
use store::{StoreError, Unit, charges, policies, practices};

use super::look_again;
use crate::service::journal::Journal;

/// Writes the state that follows when the day of `missed` is over: nobody is charged on a day they were not told. A charge that
/// waited for a card has no day that could be over, and waits on.
///
/// # Errors
/// [`StoreError::Stale`] when somebody was faster.
pub async fn missed_day(
    unit: &Unit,
    charge: Charge,
    missed: DateTime<Utc>,
    state: ChargeState,
    journal: &mut Journal<'_>,
) -> Result<(), StoreError> {
    if matches!(state, ChargeState::Failed(_)) {
        let due_at = look_again(&state, journal.now);
        return charges::save(unit, &Charge { state, ..charge }, due_at).await.map(drop);
    }
    let Some(Practice { zone, .. }) = practices::find(unit, charge.practice).await? else { return Ok(()) };
    let day = zone.day(missed);
    let policy = policies::at(unit, charge.practice, zone.day(journal.now)).await?;
    let due_at = state.due_at(zone, &policy);
    let charge = Charge { state, ..charge };
    charges::save(unit, &charge, due_at).await?;
    journal.note(&charge, Action::DayMissed { day });
    Ok(())
}
