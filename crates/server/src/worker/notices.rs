//! Charges whose clients have to be told.
//!
//! Here a notice is only asked for. Its text, and with it the promise, comes about when it is sent; until then the charge
//! waits with the notice.

use domain::ClientId;
use domain::audit::Action;
use domain::charge::Charge;
use store::{StoreError, Unit, audit, charges, clients};

use crate::desk::Desk;
use crate::mail::Message;
use crate::service::addresses::LOOK_AGAIN;
use crate::service::journal::{Journal, Topic};

/// Puts a notice of each of these charges into the outbox, unless one waits there already.
pub(super) async fn write(
    unit: &Unit,
    desk: &Desk,
    scheduled: &[Charge],
    journal: &mut Journal<'_>,
) -> Result<(), StoreError> {
    let ids: Vec<ClientId> = scheduled.iter().map(|charge| charge.client).collect();
    let clients = clients::find_many(unit, &ids).await?;
    for charge in scheduled {
        let is_reachable = clients.get(&charge.client).is_some_and(|client| client.reachable_at().is_some());
        if is_reachable {
            let replaces = was_announced(unit, charge).await?;
            journal.mail(unit, charge, &Message::UpcomingPayment { replaces }).await?;
            charges::defer(unit, charge.id, charge.version, None).await?;
        } else {
            impossible(unit, desk, charge, journal).await?;
        }
    }
    Ok(())
}

/// Nobody can be told about the charge, so it stays as it is and support has to help.
pub(super) async fn impossible(
    unit: &Unit,
    desk: &Desk,
    charge: &Charge,
    journal: &mut Journal<'_>,
) -> Result<(), StoreError> {
    charges::defer(unit, charge.id, charge.version, Some(journal.now + LOOK_AGAIN)).await?;
    let note = desk.texts.task_notice_impossible();
    // One entry for as long as nothing changes, not one a day.
    if journal.ask_support(unit, charge, Topic::Notice, note).await? {
        journal.note(charge, Action::NoticeImpossible);
    }
    Ok(())
}

/// Whether the client was told about this charge before, so that the new notice has to say that it replaces another.
async fn was_announced(unit: &Unit, charge: &Charge) -> Result<bool, StoreError> {
    if charge.version == 1 {
        return Ok(false);
    }
    let record = audit::of_charge(unit, charge.client, charge.id).await?;
    Ok(record.iter().any(|entry| matches!(entry.action, Action::Announced { .. })))
}
