use domain::actor::Actor;
use domain::audit::Action;
use domain::charge::{Charge, ChargeState, FailReason, HeldState, HoldReason, Processing, Upcoming};
use store::{StoreError, Unit, charges, coverages};

use super::look_again;
use crate::desk::Desk;
use crate::mail::Message;
use crate::service::journal::{Journal, Topic};

/// There is no card for a charge that is due: the client is asked for one, and support is told. A client who is asked for no
/// card is left alone, and support has to settle the charge. `false`, and nothing written, when somebody was faster.
///
/// # Errors
/// When the store fails.
pub async fn without_method(
    unit: &Unit,
    desk: &Desk,
    charge: &Charge,
    processing: Processing,
    journal: &mut Journal<'_>,
) -> Result<bool, StoreError> {
    let now = journal.now;
    let today = processing.announced.promise.zone.day(now);
    let payer = coverages::primary_of_client(unit, charge.client, today).await?;
    let card_required = payer.is_none_or(|(_, payer)| payer.flags.card_required);
    let state = if card_required {
        ChargeState::Failed(processing.without_method(now))
    } else {
        let before = HeldState::Upcoming(Upcoming { announced: processing.announced });
        ChargeState::OnHold(before.hold(HoldReason::NoMethodNeeded, Actor::System, now))
    };
    let due_at = look_again(&state, now);
    let charge = Charge { state, ..charge.clone() };
    match charges::save(unit, &charge, due_at).await {
        Ok(_) => {}
        Err(StoreError::Stale) => return Ok(false),
        Err(error) => return Err(error),
    }
    if card_required {
        journal.note(&charge, Action::TryFailed { reason: FailReason::NoMethod, next_try: None });
        journal.mail(unit, &charge, &Message::CardNeeded { at: now }).await?;
        journal.ask_support(unit, &charge, Topic::Payment, desk.texts.task_no_card()).await?;
    } else {
        journal.held(unit, &charge, now).await?;
        journal.ask_support(unit, &charge, Topic::Payment, desk.texts.task_no_card_needed()).await?;
    }
    Ok(true)
}
