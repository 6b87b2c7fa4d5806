//! Mails that a mail server accepted and that could not be delivered after all.

use domain::audit::Action;
use domain::charge::{Charge, ChargeState, Unannounced};
use domain::task::TaskReason;
use store::outbox::{self, MessageState};
use store::{StoreError, Unit, charges, clients};

use super::{Failure, addresses, email_changes};
use crate::mail::report::{Fate, Report};
use crate::mail::{Concern, Message, SmtpReply};
use crate::work::{Saved, Work};

/// What a report led to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Noted {
    /// Nothing: the mail is late, or arrived.
    NotFailed,
    /// The mail did not arrive.
    Failed {
        /// What the server said.
        reply: SmtpReply,
        /// Whether the client's address is not written to any more.
        address_spoilt: bool,
        /// Whether the mail was the notice of a charge that will be announced anew.
        announced_anew: bool,
    },
}

/// Why a report led to nothing.
#[derive(Debug, thiserror::Error)]
pub enum ReturnError {
    /// No mail of this desk has the address that the report came to.
    #[error("the report is about an email that this desk does not know")]
    Unknown,
    /// The mail is still being handed over, or somebody else wrote at the same moment. The same works in a moment.
    #[error("the email is being worked on at this moment")]
    NotYet,
    /// The store failed.
    #[error("the report could not be noted")]
    Store(#[from] StoreError),
    /// The unit of work failed.
    #[error("the report could not be noted")]
    Failed(#[from] Failure),
}

/// Notes what a report says. An address at which nobody is reached is spoilt as if it had been refused. A client whose notice
/// did not arrive was not told, whatever the reason, so the charge is announced anew, unless an attempt at it has begun.
///
/// # Errors
/// [`ReturnError`] says whether the same report may work later.
pub async fn note(mut work: Work, report: &Report) -> Result<Noted, ReturnError> {
    let found = outbox::by_return_token(work.unit(), report.token.as_str()).await?;
    let mail = found.ok_or(ReturnError::Unknown)?;
    let Fate::Failed(reply) = report.fate else { return Ok(Noted::NotFailed) };
    match mail.state {
        // Whoever hands it over is about to write that it was accepted.
        MessageState::Waiting | MessageState::Sending => return Err(ReturnError::NotYet),
        MessageState::Sent | MessageState::Dropped | MessageState::Refused => {}
    }
    let address_spoilt = reply.concern == Concern::Mailbox && spoil(work.unit(), &mail).await?;
    let announced_anew = take_back(&mut work, &mail, reply).await?;
    work.commit().await?;
    Ok(Noted::Failed { reply, address_spoilt, announced_anew })
}

/// The address that the mail went to is not written to any more, if it still is the client's.
async fn spoil(unit: &Unit, mail: &outbox::OutboxMessage) -> Result<bool, StoreError> {
    email_changes::no_mailbox(unit, mail).await?;
    let (Some(envelope), Some(client)) = (&mail.envelope, mail.recipient.client()) else { return Ok(false) };
    let email = clients::find(unit, client).await?.and_then(|client| client.email);
    match email.filter(|email| email.key() == envelope.to.key()) {
        Some(email) => clients::refuse_email(unit, client, &email).await.map(|()| true),
        None => Ok(false),
    }
}

/// The charge that stands announced by this mail goes back to the time before it. It is looked at again in a day, like any
/// charge whose client cannot be reached, and at once when an address is brought or cleared.
async fn take_back(
    work: &mut Work,
    mail: &outbox::OutboxMessage,
    reply: SmtpReply,
) -> Result<bool, ReturnError> {
    let (Ok(Message::UpcomingPayment { .. }), Some(id), Some(promise)) =
        (Message::of(mail), mail.subject.charge(), &mail.promise)
    else {
        return Ok(false);
    };
    let Some(charge) = charges::find(work.unit(), id).await? else { return Ok(false) };
    let Some(Unannounced { state, day }) = charge.state.unannounced(promise) else { return Ok(false) };
    let mut charge = Charge { state, ..charge };
    if work.save(&charge).await? == Saved::Stale {
        return Err(ReturnError::NotYet);
    }
    charge.version += 1;
    if matches!(charge.state, ChargeState::Scheduled(_)) {
        let _ = work.look_again(&charge, Some(work.now() + addresses::LOOK_AGAIN)).await?;
    }
    work.record(&charge, Action::NoticeReturned { day });
    work.ask_support(&charge, TaskReason::NoticeReturned { said: reply.to_string() }).await?;
    Ok(true)
}
