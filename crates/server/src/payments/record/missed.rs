//! An attempt whose day is over.

use domain::attempt::AttemptState;
use store::StoreError;

use super::end;
use crate::payments::OpenAttempt;
use crate::payments::begin::missed_day;
use crate::payments::verdict::Said;
use crate::work::{Saved, Work};

/// Ends an attempt that took nothing and never will, whose day is over.
pub(super) async fn missed(work: &mut Work, open: &OpenAttempt, said: String) -> Result<Saved, StoreError> {
    let (day, state) = (open.processing.since, open.processing.clone().missed(work.now()));
    if missed_day(work, open.charge.clone(), day, state).await? == Saved::Stale {
        return Ok(Saved::Stale);
    }
    end(work, open, AttemptState::Settled, &Said::without_attempt(said)).await?;
    Ok(Saved::Written)
}
