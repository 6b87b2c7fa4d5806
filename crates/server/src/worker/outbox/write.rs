//! Writes a mail from what holds at the moment it is sent, or finds that it is not wanted any more.

use domain::charge::Charge;
use domain::contact::Email;
use domain::promise::Promise;
use domain::recipient::Recipient;
use domain::subject::Subject;
use sha2::{Digest, Sha256};
use store::outbox::{self, Envelope};

use super::delayed::Delayed;
use super::link::EmailLink;
use super::outcome::MailOutcome;
use crate::desk::Desk;
use crate::mail::{About, Composed, Concerned, Gathered, Message, Outgoing, ReturnToken, composed, letters};

/// A mail ready to be sent.
#[derive(Clone, Debug)]
pub(super) struct ReadyLetter {
    /// The row it is sent for.
    pub row: outbox::OutboxMessage,
    /// The charge that it tells of, as it was when it was written; none where it tells of none.
    pub charge: Option<Charge>,
    /// The promise it states.
    pub promise: Option<Promise>,
    /// The link in it, which works once this is stored; none where it has none.
    pub link: Option<EmailLink>,
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

/// Whom the mail of a row concerns.
pub(super) fn concerned(row: &outbox::OutboxMessage) -> Option<Concerned> {
    let (charge, practice) = (row.subject.charge(), row.practice);
    let client = match (&row.recipient, row.subject) {
        (Recipient::Client(client), Subject::Charge(_)) => *client,
        (Recipient::Client(client), Subject::Client(about)) if *client == about => *client,
        (Recipient::Address(_), Subject::Client(about)) => about,
        _ => return None,
    };
    Some(Concerned { charge, client, practice })
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
    let found = concerned(&row).and_then(|it| gathered.source(it, &desk.public_url));
    let Some(source) = found else {
        // Nothing of what it is written from is ever deleted. It waits, and somebody hears of it, rather than being dropped.
        tracing::error!(mail = %row.id, "a mail waits whose charge, client or practice is not there");
        let reason = "what it is about is not there".to_owned();
        return Written::Other(Box::new(row), MailOutcome::NotNow(Delayed::Us(reason)));
    };
    let About { charge, practice, texts, .. } = source.about;
    let link = EmailLink::of(&message, source.client.id);
    let composed = match &link {
        Some(link) => {
            let letter = letters::confirm_email(&source.about, link.url(&desk.public_url));
            Some(Composed { letter, promise: None })
        }
        None => composed(&message, &source, row.attempts),
    };
    let Some(Composed { letter, promise }) = composed else {
        return Written::Other(Box::new(row), MailOutcome::Unwanted);
    };
    let to = match &row.recipient {
        Recipient::Address(to) => Some(to.clone()),
        Recipient::Client(_) | Recipient::Staff(_) => source.client.reachable_at().cloned(),
    };
    let Some(to) = to else {
        return Written::Other(Box::new(row), MailOutcome::Unreachable { refused: None });
    };
    let rendered = match letter.render(texts) {
        Ok(rendered) => rendered,
        Err(error) => {
            tracing::error!(mail = %row.id, error = &error as &dyn std::error::Error, "a mail could not be written");
            return Written::Other(Box::new(row), MailOutcome::NotNow(Delayed::Us(error.to_string())));
        }
    };
    let outgoing = Outgoing {
        message_id: message_id(&row, promise.as_ref(), link.as_ref()),
        return_token: return_token(&row, &to),
        to,
        from_name: practice.name.clone(),
        reply_to: practice.support.email.clone(),
        at: gathered.now,
        rendered,
    };
    Written::ReadyLetter(Box::new(ReadyLetter { row, charge: charge.cloned(), promise, link, outgoing }))
}

/// The same for every attempt at the same address. A mail that went to another address before came back, if it did, from there.
fn return_token(row: &outbox::OutboxMessage, to: &Email) -> ReturnToken {
    let before = row.envelope.as_ref().filter(|envelope| envelope.to == *to);
    before.and_then(|envelope| ReturnToken::read(&envelope.return_token)).unwrap_or_default()
}

/// The same for the same words: mail programs keep one of several mails with the same id, and it must not be the one whose
/// promise does not hold, or whose link does not work.
fn message_id(row: &outbox::OutboxMessage, promise: Option<&Promise>, link: Option<&EmailLink>) -> String {
    let promise = promise.and_then(|promise| serde_json::to_vec(promise).ok());
    let print = promise.map(|it| Sha256::digest(it).into()).or_else(|| link.map(EmailLink::print));
    match print {
        Some(print) => format!("{}-{}", row.id, hex::encode(&print[..6])),
        None => row.id.to_string(),
    }
}
