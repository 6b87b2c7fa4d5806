//! Writes a mail from what holds at the moment it is sent, or finds that it is not wanted any more.

use domain::charge::{Charge, ChargeState, Refund, Upcoming};
use domain::contact::Email;
use domain::practice::Practice;
use domain::promise::Promise;
use sha2::{Digest, Sha256};
use store::outbox::{self, Envelope};
use texts::Texts;

use super::delayed::Delayed;
use super::gathered::Gathered;
use super::outcome::MailOutcome;
use crate::desk::Desk;
use crate::mail::letter::Letter as Words;
use crate::mail::{About, Message, Outgoing, ReturnToken, letters};

/// A mail ready to be sent.
#[derive(Clone, Debug)]
pub(super) struct ReadyLetter {
    /// The row it is sent for.
    pub row: outbox::OutboxMessage,
    /// The charge that it tells of, as it was when it was written.
    pub charge: Charge,
    /// The promise it states.
    pub promise: Option<Promise>,
    /// What is sent.
    pub outgoing: Outgoing,
}

impl ReadyLetter {
    /// Where it goes.
    pub(super) fn envelope(&self) -> Envelope {
        let Outgoing { to, return_token, .. } = &self.outgoing;
        Envelope { to: to.clone(), return_token: return_token.as_str().to_owned() }
    }
}

/// What came of writing a mail.
#[derive(Debug)]
pub(super) enum Written {
    /// It is to be sent.
    ReadyLetter(Box<ReadyLetter>),
    /// There is nothing to send.
    Other(Box<outbox::OutboxMessage>, MailOutcome),
}

/// Writes the mail of a row from what holds now.
pub(super) fn write(desk: &Desk, gathered: &Gathered, row: outbox::OutboxMessage) -> Written {
    let message = match Message::of(&row) {
        Ok(message) => message,
        Err(error) => {
            tracing::error!(mail = %row.id, error = &error as &dyn std::error::Error, "a mail of an unknown kind waits");
            return Written::Other(Box::new(row), MailOutcome::NotNow(Delayed::Us(error.to_string())));
        }
    };
    let found = (|| {
        let client = gathered.clients.get(&row.recipient.client()?)?;
        let charge = gathered.charges.get(&row.subject.charge()?)?;
        Some((charge, client, gathered.practices.get(&row.practice)?))
    })();
    let Some((charge, client, practice)) = found else {
        // Nothing of what it is written from is ever deleted. It waits, and somebody hears of it, rather than being dropped.
        tracing::error!(mail = %row.id, "a mail waits whose charge, client or practice is not there");
        let reason = "what it is about is not there".to_owned();
        return Written::Other(Box::new(row), MailOutcome::NotNow(Delayed::Us(reason)));
    };
    let about = About {
        charge,
        first_name: client.name.first(),
        practice,
        card: gathered.methods.get(&client.id).map(|method| &method.card),
        card_required: !gathered.without_card.contains(&client.id),
        now: gathered.now,
        public_url: &desk.public_url,
        texts: Texts::of(client.language.unwrap_or_default()),
    };
    let promise = promised(&message, charge, practice, gathered);
    let Some(words) = words(&message, &about, promise.as_ref(), row.attempts) else {
        return Written::Other(Box::new(row), MailOutcome::Unwanted);
    };
    let Some(to) = client.reachable_at().cloned() else {
        return Written::Other(Box::new(row), MailOutcome::Unreachable { refused: None });
    };
    let rendered = match words.render(about.texts) {
        Ok(rendered) => rendered,
        Err(error) => {
            tracing::error!(mail = %row.id, error = &error as &dyn std::error::Error, "a mail could not be written");
            return Written::Other(Box::new(row), MailOutcome::NotNow(Delayed::Us(error.to_string())));
        }
    };
    let outgoing = Outgoing {
        message_id: message_id(&row, promise.as_ref()),
        return_token: return_token(&row, &to),
        to,
        from_name: practice.name.clone(),
        reply_to: practice.support.email.clone(),
        at: gathered.now,
        rendered,
    };
    Written::ReadyLetter(Box::new(ReadyLetter { row, charge: charge.clone(), promise, outgoing }))
}

/// The promise that a notice states when it is written now.
fn promised(message: &Message, charge: &Charge, practice: &Practice, gathered: &Gathered) -> Option<Promise> {
    let (Message::UpcomingPayment { .. }, ChargeState::Scheduled(it)) = (message, &charge.state) else {
        return None;
    };
    let policy = gathered.policies.get(&practice.id)?;
    Some(Promise::rendered(gathered.now, it.first_day, charge.kind, practice.zone, policy))
}

/// The words of a mail; none when it is no longer wanted, because its charge stands otherwise by now.
fn words(message: &Message, about: &About<'_>, promise: Option<&Promise>, attempts: u32) -> Option<Words> {
    Some(match (message, &about.charge.state) {
        (Message::UpcomingPayment { replaces }, ChargeState::Scheduled(it)) => {
            // An earlier attempt may have reached the client without our knowing.
            letters::upcoming_payment(about, it, promise?, *replaces || attempts > 1)
        }
        (Message::DateChanged { from, to }, state) => {
            letters::date_changed(about, state.amount()?, *from, *to, upcoming(state))
        }
        (Message::Reminder { day }, ChargeState::Upcoming(it)) if it.announced.day == *day => {
            letters::reminder(about, it)
        }
        (Message::Receipt, state) if state.is_taken() => letters::receipt(about, state.paid()?),
        (Message::GivenBack { refund }, state) => {
            let is_it = |it: &&Refund| it.processor_id.as_deref() == Some(refund);
            letters::given_back(about, state.paid()?, state.refunds().iter().find(is_it)?)
        }
        (Message::ExtraGivenBack { amount, at }, _) => letters::extra_given_back(about, *amount, *at),
        (Message::RefundReturned { amount, .. }, state) => {
            letters::refund_returned(about, state.paid()?, *amount)
        }
        (Message::PaymentFailed { at }, ChargeState::Failed(it)) if it.failed_at == *at => {
            letters::payment_failed(about, it)
        }
        (Message::CardNeeded { at }, ChargeState::Failed(it)) if it.failed_at == *at => {
            letters::card_needed(about, it)
        }
        (Message::Held { since }, ChargeState::OnHold(it)) if it.since == *since => {
            letters::held(about, it, about.charge.state.amount()?)
        }
        (Message::CalledOff { day }, state) if may_be_called_off(state) => letters::called_off(about, *day)?,
        (
            Message::UpcomingPayment { .. }
            | Message::Reminder { .. }
            | Message::Receipt
            | Message::PaymentFailed { .. }
            | Message::CardNeeded { .. }
            | Message::Held { .. }
            | Message::CalledOff { .. },
            ChargeState::AwaitingInsurer
            | ChargeState::NothingDue(_)
            | ChargeState::Scheduled(_)
            | ChargeState::Upcoming(_)
            | ChargeState::Processing(_)
            | ChargeState::Paid(_)
            | ChargeState::Failed(_)
            | ChargeState::OnHold(_)
            | ChargeState::Waived(_)
            | ChargeState::PartiallyRefunded(_)
            | ChargeState::Refunded(_)
            | ChargeState::SettledElsewhere(_)
            | ChargeState::Disputed(_)
            | ChargeState::ChargedBack(_),
        ) => return None,
    })
}

/// Whether a charge is not taken as its client was told, and no newer notice says so.
fn may_be_called_off(state: &ChargeState) -> bool {
    !state.name().is_open() || matches!(state, ChargeState::Scheduled(_) | ChargeState::AwaitingInsurer)
}

/// What the charge's client was told last, if it is still to be taken.
fn upcoming(state: &ChargeState) -> Option<&Upcoming> {
    match state {
        ChargeState::Upcoming(it) => Some(it),
        ChargeState::AwaitingInsurer
        | ChargeState::NothingDue(_)
        | ChargeState::Scheduled(_)
        | ChargeState::Processing(_)
        | ChargeState::Paid(_)
        | ChargeState::Failed(_)
        | ChargeState::OnHold(_)
        | ChargeState::Waived(_)
        | ChargeState::PartiallyRefunded(_)
        | ChargeState::Refunded(_)
        | ChargeState::SettledElsewhere(_)
        | ChargeState::Disputed(_)
        | ChargeState::ChargedBack(_) => None,
    }
}

/// The same for every attempt at the same address. A mail that went to another address before came back, if it did, from there.
fn return_token(row: &outbox::OutboxMessage, to: &Email) -> ReturnToken {
    let before = row.envelope.as_ref().filter(|envelope| envelope.to == *to);
    before.and_then(|envelope| ReturnToken::read(&envelope.return_token)).unwrap_or_default()
}

/// The same for the same words: mail programs keep one of several mails with the same id, and it must not be the one whose
/// promise does not hold.
fn message_id(row: &outbox::OutboxMessage, promise: Option<&Promise>) -> String {
    let Some(promise) = promise.and_then(|promise| serde_json::to_vec(promise).ok()) else {
        return row.id.to_string();
    };
    let print = hex::encode(&Sha256::digest(promise)[..6]);
    format!("{}-{print}", row.id)
}
