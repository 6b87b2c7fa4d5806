//! An attempt that can come to nothing is followed by another.

use domain::attempt::{Attempt, AttemptState};
use domain::audit::Action;
use domain::charge::{ChargeState, Processing};
use processor::IdempotencyKey;
use store::{StoreError, attempts, payment_methods};

use super::end;
use crate::payments::OpenAttempt;
use crate::payments::begin::without_method;
use crate::payments::verdict::Said;
use crate::work::{Saved, Work};

/// Ends an attempt that took nothing and never will, and stores another one, which a worker takes up at once.
pub(super) async fn retry_with_new_attempt(
    work: &mut Work,
    open: &OpenAttempt,
    said: String,
) -> Result<Saved, StoreError> {
    let said = Said::without_attempt(said);
    let method = payment_methods::default_of_client(work.unit(), open.charge.client).await?;
    let Some(method) = method else {
        if without_method(work, &open.charge, open.processing.clone()).await? == Saved::Stale {
            return Ok(Saved::Stale);
        }
        end(work, open, AttemptState::Settled, &said).await?;
        return Ok(Saved::Written);
    };
    let id = work.make();
    let next = Attempt {
        id,
        number: open.attempt.number + 1,
        method: method.id,
        intent: None,
        confirm_key: IdempotencyKey::attempt(id).to_string(),
        state: AttemptState::Begun,
        begun_at: work.now(),
        ..open.attempt.clone()
    };
    let state = ChargeState::Processing(Processing { attempt: id, ..open.processing.clone() });
    if work.save(&open.charge_in(state)).await? == Saved::Stale {
        return Ok(Saved::Stale);
    }
    end(work, open, AttemptState::Settled, &said).await?;
    attempts::insert(work.unit(), &next).await?;
    work.record(&open.charge, Action::AttemptBegun { attempt: id });
    Ok(Saved::Written)
}
