use domain::attempt::AttemptState;
use store::{StoreError, Unit, attempts};

use super::was_first;
use crate::service::journal::Journal;
use crate::service::payments::{Try, missed_day};

/// Ends an attempt that took nothing and never will, whose day is over.
pub async fn missed(
    unit: &Unit,
    this: &Try,
    said: &str,
    journal: &mut Journal<'_>,
) -> Result<bool, StoreError> {
    let now = journal.now;
    let (day, state) = (this.processing.since, this.processing.clone().missed(now));
    if !was_first(missed_day(unit, this.charge.clone(), day, state, journal).await)? {
        return Ok(false);
    }
    attempts::end(unit, this.attempt.id, AttemptState::Settled, now, said).await?;
    Ok(true)
}
