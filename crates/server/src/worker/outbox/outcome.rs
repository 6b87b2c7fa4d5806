use domain::audit::Action;
use domain::charge::{Charge, ChargeState};
use domain::contact::Email;
use store::outbox::Message as Row;
use store::{StoreError, Unit, charges, clients, outbox};

use super::delayed::{self, Delayed};
use super::write::Letter;
use crate::desk::Desk;
use crate::mail::{Message, SendProblem};
use crate::service::journal::{Journal, Topic};
use crate::worker::notices;

/// What became of a mail.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Outcome {
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

impl Outcome {
    pub(super) fn of(problem: &SendProblem, letter: &Letter) -> Self {
        let (mail, error) = (letter.row.id, problem as &dyn std::error::Error);
        match problem {
            SendProblem::Refused(_) => {
                tracing::info!(%mail, error, "an address was refused for good");
                Self::Unreachable { refused: Some(letter.outgoing.to.clone()) }
            }
            SendProblem::MailboxNow(_) => {
                tracing::warn!(%mail, error, tries = letter.row.tries, "a mail could not be sent");
                Self::NotNow(Delayed::Mailbox)
            }
            SendProblem::NotNow(reason) => {
                tracing::warn!(%mail, error, tries = letter.row.tries, "a mail could not be sent");
                Self::NotNow(Delayed::Us(reason.to_string()))
            }
        }
    }
}

/// Writes what became of the mail of `row`, unless another worker holds it by now.
pub(super) async fn record(
    unit: &Unit,
    desk: &Desk,
    row: &Row,
    letter: Option<&Letter>,
    outcome: Outcome,
    journal: &mut Journal<'_>,
) -> Result<(), StoreError> {
    let now = journal.now;
    let ended = match &outcome {
        Outcome::Accepted => outbox::sent(unit, row, now).await,
        Outcome::NotNow(delayed) => outbox::retry_at(unit, row, &delayed.until(now, row.tries)).await,
        Outcome::Unwanted => outbox::dropped(unit, row, now).await,
        Outcome::Unreachable { .. } => outbox::refused(unit, row, now).await,
    };
    match ended {
        Ok(()) => {}
        Err(StoreError::Stale) => return Ok(()),
        Err(error) => return Err(error),
    }
    match (outcome, letter) {
        (Outcome::NotNow(delayed), _) => return delayed::still(unit, desk, row, &delayed, journal).await,
        (Outcome::Accepted, Some(letter)) => accepted(unit, letter, journal).await?,
        (Outcome::Unreachable { refused }, _) => unreachable(unit, desk, row, refused, journal).await?,
        (Outcome::Accepted | Outcome::Unwanted, _) => {}
    }
    delayed::no_more(unit, row, journal).await
}

async fn accepted(unit: &Unit, letter: &Letter, journal: &mut Journal<'_>) -> Result<(), StoreError> {
    match Message::of(&letter.row) {
        Ok(Message::UpcomingPayment { .. }) => announced(unit, letter, journal).await,
        Ok(Message::Reminder { day }) => {
            journal.note(&letter.charge, Action::Reminded { day });
            Ok(())
        }
        Ok(
            Message::DateChanged { .. }
            | Message::Receipt
            | Message::PaymentFailed { .. }
            | Message::CardNeeded { .. }
            | Message::Held { .. },
        )
        | Err(_) => Ok(()),
    }
}

/// The promise becomes the charge's. If it was accepted too late, or the charge is no longer the one that the notice told of,
/// a new notice replaces it.
async fn announced(unit: &Unit, letter: &Letter, journal: &mut Journal<'_>) -> Result<(), StoreError> {
    let (charge, now) = (&letter.charge, journal.now);
    let (ChargeState::Scheduled(scheduled), Some(promise)) = (&charge.state, &letter.promise) else {
        return Ok(());
    };
    if let Ok(upcoming) = scheduled.clone().announced(promise.clone(), now) {
        let (day, amount) = (upcoming.announced.day, upcoming.announced.due.amount);
        let due_at = upcoming.announced.charged_at();
        let saved = Charge { state: ChargeState::Upcoming(upcoming), ..charge.clone() };
        match charges::save(unit, &saved, Some(due_at)).await {
            Ok(_) => {
                journal.note(charge, Action::Announced { day, amount });
                return journal.settled(unit, charge, Topic::Notice).await;
            }
            Err(StoreError::Stale) => {}
            Err(error) => return Err(error),
        }
    }
    let present = charges::find(unit, charge.id).await?;
    if present.is_some_and(|present| matches!(present.state, ChargeState::Scheduled(_))) {
        journal.mail(unit, charge, &Message::UpcomingPayment { replaces: true }).await?;
    }
    Ok(())
}

/// A client who cannot be told about a charge is not charged. Other mails are lost, and only the address is noted.
async fn unreachable(
    unit: &Unit,
    desk: &Desk,
    row: &Row,
    refused: Option<Email>,
    journal: &mut Journal<'_>,
) -> Result<(), StoreError> {
    if let Some(email) = refused {
        clients::refuse_email(unit, row.client, &email).await?;
    }
    if !matches!(Message::of(row), Ok(Message::UpcomingPayment { .. })) {
        return Ok(());
    }
    let Some(id) = row.charge else { return Ok(()) };
    match charges::find(unit, id).await? {
        Some(charge) if matches!(charge.state, ChargeState::Scheduled(_)) => {
            notices::impossible(unit, desk, &charge, journal).await
        }
        Some(_) | None => Ok(()),
    }
}
