//! A charge is due, and there is no payment method.

use domain::actor::Actor;
use domain::audit::Action;
use domain::charge::{Charge, ChargeState, FailReason, HeldState, HoldReason, Processing, Upcoming};
use domain::task::TaskReason;
use store::{StoreError, coverages};

use crate::mail::Message;
use crate::work::{Saved, Work};

/// There is no card for a charge that is due: the client is asked for one, and support is told. A client who is asked for no
/// card is left alone, and support has to settle the charge.
pub(in crate::payments) async fn without_method(
    work: &mut Work,
    charge: &Charge,
    processing: Processing,
) -> Result<Saved, StoreError> {
    let now = work.now();
    let today = processing.announced.promise.zone.day(now);
    let payer = coverages::primary_of_client(work.unit(), charge.client, today).await?;
    let card_required = payer.is_none_or(|(_, payer)| payer.flags.card_required);
    let state = if card_required {
        ChargeState::Failed(processing.without_method(now))
    } else {
        let before = HeldState::Upcoming(Upcoming { announced: processing.announced });
        ChargeState::OnHold(before.hold(HoldReason::NoMethodNeeded, Actor::System, now))
    };
    let charge = Charge { state, ..charge.clone() };
    if work.save(&charge).await? == Saved::Stale {
        return Ok(Saved::Stale);
    }
    if card_required {
        work.record(&charge, Action::AttemptFailed { reason: FailReason::NoMethod, next_attempt: None });
        work.mail_untaken(&charge, &Message::CardNeeded { at: now }).await?;
        work.ask_support(&charge, TaskReason::NoMethod).await?;
    } else {
        work.held(&charge, now).await?;
        work.ask_support(&charge, TaskReason::NoMethodNeeded).await?;
    }
    Ok(Saved::Written)
}
