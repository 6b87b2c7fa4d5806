//! Charges whose clients have to be told.
//!
//! Here a notice is only asked for. Its text, and with it the promise, comes about when it is sent; until then the charge
//! waits with the notice.

use domain::ClientId;
use domain::audit::Action;
use domain::charge::Charge;
use domain::subject::Subject;
use domain::task::TaskReason;
use store::outbox::MessageState;
use store::{Access, StoreError, audit, clients, outbox};

use super::addresses::LOOK_AGAIN;
use crate::mail::Message;
use crate::work::{Saved, Work};

/// Puts a notice of each of these charges into the outbox, unless one waits there already.
pub async fn ask_for(work: &mut Work, scheduled: &[Charge]) -> Result<(), StoreError> {
    let ids: Vec<ClientId> = scheduled.iter().map(|charge| charge.client).collect();
    let clients = clients::find_many(work.unit(), &ids).await?;
    for charge in scheduled {
        let is_reachable = clients.get(&charge.client).is_some_and(|client| client.reachable_at().is_some());
        if is_reachable {
            let replaces = charge.version > 1 && was_told(work.unit(), charge).await?;
            work.mail(charge, &Message::UpcomingPayment { replaces }).await?;
            // The notice looks at the charge when it is written: one that was changed meanwhile is not announced by it.
            let _ = work.look_again(charge, None).await?;
        } else {
            impossible(work, charge).await?;
        }
    }
    Ok(())
}

/// Nobody can be told about the charge, so it stays as it is and support has to help.
pub async fn impossible(work: &mut Work, charge: &Charge) -> Result<(), StoreError> {
    if work.look_again(charge, Some(work.now() + LOOK_AGAIN)).await? == Saved::Stale {
        return Ok(());
    }
    // One entry for as long as nothing changes, not one a day.
    if work.ask_support(charge, TaskReason::NoticeImpossible).await? {
        work.record(charge, Action::NoticeImpossible);
    }
    Ok(())
}

/// Whether the client was told about this charge before, so that a new notice has to say that it replaces another, and they have to
/// hear what becomes of it. A notice that was accepted too late to count has told them all the same.
pub async fn was_told(access: &impl Access, charge: &Charge) -> Result<bool, StoreError> {
    if audit::announced(access, &[charge.id]).await?.contains(&charge.id) {
        return Ok(true);
    }
    let mails = outbox::about(access, charge.client, Subject::Charge(charge.id)).await?;
    Ok(mails.iter().any(|mail| mail.state == MessageState::Sent))
}
