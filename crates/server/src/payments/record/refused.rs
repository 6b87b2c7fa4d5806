//! The processor does not take a payment as it is.

use domain::actor::Actor;
use domain::attempt::AttemptState;
use domain::charge::{ChargeState, HeldState, HoldReason, Upcoming};
use domain::task::TaskReason;
use store::StoreError;

use super::end;
use crate::payments::OpenAttempt;
use crate::payments::verdict::Said;
use crate::work::{Saved, Work};

/// The processor will not take the payment as it is. Neither the client nor another attempt can help, so it is set aside.
pub(super) async fn refused(work: &mut Work, open: &OpenAttempt, said: String) -> Result<Saved, StoreError> {
    let now = work.now();
    let before = HeldState::Upcoming(Upcoming { announced: open.processing.announced.clone() });
    let held = before.hold(HoldReason::Refused { said: said.clone() }, Actor::System, now);
    if work.save(&open.charge_in(ChargeState::OnHold(held))).await? == Saved::Stale {
        return Ok(Saved::Stale);
    }
    end(work, open, AttemptState::Settled, &Said::without_attempt(&said)).await?;
    tracing::error!(charge = %open.charge.id, said, "the processor refuses a payment");
    work.held(&open.charge, now).await?;
    work.ask_support(&open.charge, TaskReason::PaymentRefused { said }).await?;
    Ok(Saved::Written)
}
