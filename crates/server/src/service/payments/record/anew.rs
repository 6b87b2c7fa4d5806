use domain::attempt::{Attempt, AttemptState};
use domain::audit::Action;
use domain::charge::{ChargeState, Processing};
use processor::IdempotencyKey;
use store::{StoreError, Unit, attempts, payment_methods};

use super::{save, was_first};
use crate::desk::Desk;
use crate::service::journal::Journal;
use crate::service::payments::{Try, without_method};

/// Ends an attempt that took nothing and never will, and stores another one, which a worker takes up at once.
pub async fn anew(
    unit: &Unit,
    desk: &Desk,
    this: &Try,
    said: &str,
    journal: &mut Journal<'_>,
) -> Result<bool, StoreError> {
    let now = journal.now;
    let Some(method) = payment_methods::default_of_client(unit, this.charge.client).await? else {
        if !without_method(unit, desk, &this.charge, this.processing.clone(), journal).await? {
            return Ok(false);
        }
        attempts::end(unit, this.attempt.id, AttemptState::Settled, now, said).await?;
        return Ok(true);
    };
    let id = desk.ids.make();
    let next = Attempt {
        id,
        number: this.attempt.number + 1,
        method: method.id,
        intent: None,
        confirm_key: IdempotencyKey::attempt(id).to_string(),
        state: AttemptState::Begun,
        begun_at: now,
        ..this.attempt.clone()
    };
    let state = ChargeState::Processing(Processing { attempt: id, ..this.processing.clone() });
    if !was_first(save(unit, this, state, Some(now)).await)? {
        return Ok(false);
    }
    attempts::end(unit, this.attempt.id, AttemptState::Settled, now, said).await?;
    attempts::insert(unit, &next).await?;
    journal.note(&this.charge, Action::TryBegun { attempt: id });
    Ok(true)
}
