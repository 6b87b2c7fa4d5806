//! Mails that a mail server accepted and that could not be delivered after all.

use domain::audit::Action;
use domain::charge::{Charge, ChargeState, Unannounced};
use store::outbox::{self, MessageState};
use store::{Store, StoreError, Unit, charges, clients};
use texts::Texts;

use super::addresses;
use super::journal::{Journal, Topic};
use crate::mail::report::{Fate, Report};
use crate::mail::{Concern, Message, Reply};

/// What a report led to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Noted {
    /// Nothing: the mail is late, or arrived.
    NotFailed,
    /// The mail did not arrive.
    Failed {
        /// What the server said.
        reply: Reply,
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
    Store(#[source] StoreError),
}

impl From<StoreError> for ReturnError {
    fn from(error: StoreError) -> Self {
        match error {
            StoreError::Stale => Self::NotYet,
            StoreError::Conflict(_)
            | StoreError::Unavailable(_)
            | StoreError::Unknown(_)
            | StoreError::Corrupt { .. }
            | StoreError::Failed(_) => Self::Store(error),
        }
    }
}

/// Notes what a report says. An address at which nobody is reached is spoilt as if it had been refused. A client whose notice
/// did not arrive was not told, whatever the reason, so the charge is announced anew, unless a try at it has begun.
///
/// # Errors
/// [`ReturnError`] says whether the same report may work later.
pub async fn note(
    store: &Store,
    texts: Texts,
    mut journal: Journal<'_>,
    report: &Report,
) -> Result<Noted, ReturnError> {
    let unit = store.begin().await?;
    let found = outbox::by_return_token(&unit, report.token.as_str()).await?;
    let mail = found.ok_or(ReturnError::Unknown)?;
    let Fate::Failed(reply) = report.fate else { return Ok(Noted::NotFailed) };
    match mail.state {
        // Whoever hands it over is about to write that it was accepted.
        MessageState::Waiting | MessageState::Sending => return Err(ReturnError::NotYet),
        MessageState::Sent | MessageState::Dropped | MessageState::Refused => {}
    }
    let address_spoilt = reply.concern == Concern::Mailbox && spoil(&unit, &mail).await?;
    let task = texts.task_notice_returned(&reply.to_string());
    let announced_anew = take_back(&unit, &mail, &task, &mut journal).await?;
    journal.close(&unit).await?;
    unit.commit().await?;
    Ok(Noted::Failed { reply, address_spoilt, announced_anew })
}

/// The address that the mail went to is not written to any more, if it still is the client's.
async fn spoil(unit: &Unit, mail: &outbox::Message) -> Result<bool, StoreError> {
    let (Some(envelope), Some(client)) = (&mail.envelope, clients::find(unit, mail.client).await?) else {
        return Ok(false);
    };
    match client.email.filter(|email| email.key() == envelope.to.key()) {
        Some(email) => clients::refuse_email(unit, client.id, &email).await.map(|()| true),
        None => Ok(false),
    }
}

/// The charge that stands announced by this mail goes back to the time before it. It is looked at again in a day, like any
/// charge whose client cannot be reached, and at once when an address is brought or cleared.
async fn take_back(
    unit: &Unit,
    mail: &outbox::Message,
    note: &str,
    journal: &mut Journal<'_>,
) -> Result<bool, StoreError> {
    let (Ok(Message::UpcomingPayment { .. }), Some(id), Some(promise)) =
        (Message::of(mail), mail.charge, &mail.promise)
    else {
        return Ok(false);
    };
    let Some(charge) = charges::find(unit, id).await? else { return Ok(false) };
    let Some(Unannounced { state, day }) = charge.state.unannounced(promise) else { return Ok(false) };
    let is_held = matches!(state, ChargeState::OnHold(_));
    let due_at = (!is_held).then(|| journal.now + addresses::LOOK_AGAIN);
    let charge = Charge { state, ..charge };
    charges::save(unit, &charge, due_at).await?;
    journal.note(&charge, Action::NoticeReturned { day });
    journal.ask_support(unit, &charge, Topic::Notice, note).await?;
    Ok(true)
}
