//! What became of a mail, and what follows for the charge that it told of.

use domain::audit::Action;
use domain::charge::{Charge, ChargeState};
use domain::contact::Email;
use domain::task::TaskTopic;
use store::outbox::OutboxMessage as Row;
use store::{StoreError, charges, clients, outbox};

use super::delayed::{self, Delayed};
use super::write::ReadyLetter;
use crate::mail::{CameTo, Message, SendProblem};
use crate::service::{email_changes, notices};
use crate::work::{Saved, Work};

/// What became of a mail.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum MailOutcome {
    /// The mail server has it.
    Accepted,
    /// It is tried again later.
    NotNow(Delayed),
    /// It is no longer wanted.
    Unwanted,
    /// The client has no address that works.
    Unreachable {
        /// The address that was refused just now.
        refused: Option<Email>,
    },
}

impl MailOutcome {
    pub(super) fn of(problem: &SendProblem, letter: &ReadyLetter) -> Self {
        let (mail, error) = (letter.row.id, problem as &dyn std::error::Error);
        match problem {
            SendProblem::Refused(_) => {
                tracing::info!(%mail, error, "an address was refused for good");
                Self::Unreachable { refused: Some(letter.outgoing.to.clone()) }
            }
            SendProblem::MailboxNow(_) => {
                tracing::warn!(%mail, error, attempts = letter.row.attempts, "a mail could not be sent");
                Self::NotNow(Delayed::Mailbox)
            }
            SendProblem::NotNow(reason) => {
                tracing::warn!(%mail, error, attempts = letter.row.attempts, "a mail could not be sent");
                Self::NotNow(Delayed::Us(reason.to_string()))
            }
        }
    }
}

/// Writes what became of the mail of `row`, unless another worker holds it by now.
pub(super) async fn record(
    work: &mut Work,
    row: &Row,
    letter: Option<&ReadyLetter>,
    outcome: MailOutcome,
) -> Result<(), StoreError> {
    let (unit, now) = (work.unit(), work.now());
    let ended = match &outcome {
        MailOutcome::Accepted => outbox::sent(unit, row, now).await,
        MailOutcome::NotNow(delayed) => outbox::retry_at(unit, row, &delayed.until(now, row.attempts)).await,
        MailOutcome::Unwanted => outbox::dropped(unit, row, now).await,
        MailOutcome::Unreachable { .. } => outbox::refused(unit, row, now).await,
    };
    if Saved::of(ended)? == Saved::Stale {
        return Ok(());
    }
    match (outcome, letter) {
        (MailOutcome::NotNow(delayed), _) => return delayed::still(work, row, &delayed).await,
        (MailOutcome::Accepted, Some(letter)) => accepted(work, letter).await?,
        (MailOutcome::Unreachable { refused }, _) => unreachable(work, row, refused).await?,
        (MailOutcome::Accepted | MailOutcome::Unwanted, _) => {}
    }
    delayed::no_more(work, row).await
}

async fn accepted(work: &mut Work, letter: &ReadyLetter) -> Result<(), StoreError> {
    match Message::of(&letter.row) {
        Ok(Message::UpcomingPayment { .. }) => announced(work, letter).await,
        Ok(Message::Reminder { day }) => {
            if let Some(charge) = &letter.charge {
                work.record(charge, Action::Reminded { day });
            }
            Ok(())
        }
        Ok(
            Message::DateChanged { .. }
            | Message::Receipt
            | Message::PaymentFailed { .. }
            | Message::CardNeeded { .. }
            | Message::Held { .. }
            | Message::GivenBack { .. }
            | Message::ExtraGivenBack { .. }
            | Message::RefundReturned { .. }
            | Message::ExtraReturned { .. }
            | Message::HandGivenBack { .. }
            | Message::HandReturned { .. }
            | Message::Released
            | Message::CalledOff { .. }
            | Message::AddressChanged
            | Message::ConfirmEmail { .. }
            | Message::EmailChanged
            | Message::EmailConfirmed
            | Message::CardChanged { .. },
        )
        | Err(_) => Ok(()),
    }
}

/// The promise becomes the charge's. If it was accepted too late, or the charge is no longer the one that the notice told of,
/// a new notice replaces it.
async fn announced(work: &mut Work, letter: &ReadyLetter) -> Result<(), StoreError> {
    let Some(charge) = &letter.charge else { return Ok(()) };
    let (ChargeState::Scheduled(scheduled), Some(promise)) = (&charge.state, &letter.promise) else {
        return Ok(());
    };
    if let Ok(upcoming) = scheduled.clone().announced(promise.clone(), work.now()) {
        let (day, amount) = (upcoming.announced.day, upcoming.announced.due.amount);
        let announced = Charge { state: ChargeState::Upcoming(upcoming), ..charge.clone() };
        if work.save(&announced).await? == Saved::Written {
            work.record(charge, Action::Announced { day, amount });
            return work.settled(charge, TaskTopic::Notice).await;
        }
    }
    let Some(present) = charges::find(work.unit(), charge.id).await? else { return Ok(()) };
    let instead = if matches!(present.state, ChargeState::Scheduled(_)) {
        Message::UpcomingPayment { replaces: true }
    } else if let ChargeState::OnHold(held) = &present.state {
        // Who set it aside did not know that its client would hear of it.
        Message::Held { since: held.since }
    } else if let Some(to) = CameTo::of(&present.state) {
        // The practice said meanwhile that it is not to be taken.
        Message::CalledOff { day: Some(promise.initial_day), to }
    } else {
        return Ok(());
    };
    work.mail(charge, &instead).await
}

/// A client who cannot be told about a charge is not charged. Other mails are lost, and only the address is noted; of one that was to be
/// confirmed its client reads.
async fn unreachable(work: &mut Work, row: &Row, refused: Option<Email>) -> Result<(), StoreError> {
    if let Some(email) = refused {
        email_changes::no_mailbox(work.unit(), row).await?;
        if let Some(client) = row.recipient.client() {
            clients::refuse_email(work.unit(), client, &email).await?;
        }
    }
    if !matches!(Message::of(row), Ok(Message::UpcomingPayment { .. })) {
        return Ok(());
    }
    let Some(id) = row.subject.charge() else { return Ok(()) };
    match charges::find(work.unit(), id).await? {
        Some(charge) if matches!(charge.state, ChargeState::Scheduled(_)) => {
            notices::impossible(work, &charge).await
        }
        Some(_) | None => Ok(()),
    }
}
