//! What the processor tells of its own accord.

use processor::{Event, EventKind, PaymentIntent};
use store::unapplied_payments::UnappliedPayment;
use store::webhook_events;

use super::aftermath::follow;
use super::by_hand::by_hand;
use super::cards::follow_card;
use super::{settle_from_processor, unapplied};
use crate::desk::Desk;
use crate::payments::set_up::follow_page;
use crate::service::Failure;

/// Does what an event of the processor calls for. Events come late, twice and in any order, so what one says is only a hint:
/// what holds is what the processor answers when it is asked.
///
/// # Errors
/// When the processor or the store cannot be asked. Then the event is not remembered, and should be sent again.
pub async fn receive_webhook(desk: &Desk, event: &Event) -> Result<(), Failure> {
    if webhook_events::is_known(&desk.store.reader(), event.id.as_str()).await? {
        return Ok(());
    }
    hear(desk, event).await
}

/// As [`receive_webhook`], of an event that is not known.
///
/// # Errors
/// As there.
pub(super) async fn hear(desk: &Desk, event: &Event) -> Result<(), Failure> {
    match &event.kind {
        EventKind::IntentSucceeded(it) => succeeded(desk, it).await?,
        EventKind::IntentFailed(it)
        | EventKind::IntentNeedsCardholder(it)
        | EventKind::IntentCanceled(it) => {
            settle_from_processor(desk, &it.id).await?;
        }
        EventKind::PaymentFollowed(intent) => {
            follow(desk, intent).await?;
        }
        EventKind::MethodChanged(method) => {
            follow_card(desk, method).await?;
        }
        EventKind::CheckoutCompleted(page) => follow_page(desk, page.as_str()).await?,
        EventKind::Other(_) => {}
    }
    let unit = desk.store.begin().await?;
    webhook_events::remember(&unit, event.id.as_str(), desk.real.now()).await?;
    Ok(unit.commit().await?)
}

/// An intent is said to have taken money, for a charge or by somebody's hand.
///
/// # Errors
/// When the processor or the store cannot be asked.
pub(super) async fn succeeded(desk: &Desk, it: &PaymentIntent) -> Result<(), Failure> {
    let Some(charge) = it.charge else { return by_hand(desk, it).await };
    settle_from_processor(desk, &it.id).await?;
    let payment = UnappliedPayment { intent: it.id.to_string(), charge, amount: it.amount };
    unapplied::book_if_there(desk, &payment).await
}
