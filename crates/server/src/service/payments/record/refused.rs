use domain::actor::Actor;
use domain::attempt::AttemptState;
use domain::charge::{ChargeState, HeldState, HoldReason, Upcoming};
use store::{StoreError, Unit, attempts};

use super::{save, was_first};
use crate::desk::Desk;
use crate::service::journal::{Journal, Topic};
use crate::service::payments::Try;

/// The processor will not take the payment as it is. Neither the client nor another try can help, so it is set aside.
pub async fn refused(
    unit: &Unit,
    desk: &Desk,
    this: &Try,
    said: &str,
    journal: &mut Journal<'_>,
) -> Result<bool, StoreError> {
    let now = journal.now;
    let before = HeldState::Upcoming(Upcoming { announced: this.processing.announced.clone() });
    let note = desk.texts.hold_refused(said);
    let held = before.hold(HoldReason::Support { note }, Actor::System, now);
    if !was_first(save(unit, this, ChargeState::OnHold(held), None).await)? {
        return Ok(false);
    }
    attempts::end(unit, this.attempt.id, AttemptState::Settled, now, said).await?;
    tracing::error!(charge = %this.charge.id, said, "the processor refuses a payment");
    journal.held(unit, &this.charge, now).await?;
    journal.ask_support(unit, &this.charge, Topic::Payment, desk.texts.task_refused(said)).await?;
    Ok(true)
}
