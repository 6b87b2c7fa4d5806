//! What the processor tells of its own accord.

use processor::{Event, EventKind};
use store::unapplied_payments::UnappliedPayment;
use store::webhook_events;

use super::{settle_from_processor, unapplied};
use crate::desk::Desk;
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
    let intent = match &event.kind {
        EventKind::IntentSucceeded(it)
        | EventKind::IntentFailed(it)
        | EventKind::IntentNeedsCardholder(it)
        | EventKind::IntentCanceled(it) => Some(&it.id),
        EventKind::Refunded(_) | EventKind::Other(_) => None,
    };
    if let Some(intent) = intent {
        settle_from_processor(desk, intent).await?;
    }
    if let EventKind::IntentSucceeded(it) = &event.kind
        && let Some(charge) = it.charge
    {
        let payment = UnappliedPayment { intent: it.id.to_string(), charge, amount: it.amount };
        unapplied::book_if_there(desk, &payment).await?;
    }
    let unit = desk.store.begin().await?;
    webhook_events::remember(&unit, event.id.as_str(), desk.real.now()).await?;
    Ok(unit.commit().await?)
}
