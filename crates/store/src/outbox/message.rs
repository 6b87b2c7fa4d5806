//! Messages: writing and finding them.

use std::str::FromStr;

use chrono::{DateTime, Utc};
use domain::contact::Email;
use domain::promise::Promise;
use domain::recipient::Recipient;
use domain::subject::Subject;
use domain::{ClientId, MessageId, PracticeId, StaffId};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, QueryOrder};
use uuid::Uuid;

use crate::columns::{from_json, instant, instant_of, json, micros, parsed, parsed_of, subject, word};
use crate::rows::outbox::{Column, Entity, Model};
use crate::upsert::insert_if_new;
use crate::{Access, StoreError, Unit};

/// A mail to write.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewMessage {
    /// Its id, from which its Message-ID is made.
    pub id: MessageId,
    /// In whose name.
    pub practice: PracticeId,
    /// To whom.
    pub recipient: Recipient,
    /// What it is about.
    pub subject: Subject,
    /// What sort of mail, as one word of the caller's.
    pub kind: String,
    /// What of it is fixed now rather than looked up when it is sent.
    pub facts: serde_json::Value,
    /// Of messages of one practice with the same key, one is open at a time. None for a message of its own.
    pub once_key: Option<String>,
    /// When it was written, on the business clock.
    pub created_at: DateTime<Utc>,
    /// When it is due, on the business clock.
    pub due_at: DateTime<Utc>,
}

/// A mail with what became of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OutboxMessage {
    /// Its id, from which its Message-ID is made.
    pub id: MessageId,
    /// In whose name.
    pub practice: PracticeId,
    /// To whom.
    pub recipient: Recipient,
    /// What it is about.
    pub subject: Subject,
    /// What sort of mail.
    pub kind: String,
    /// What of it was fixed when it was written.
    pub facts: serde_json::Value,
    /// Where it stands.
    pub state: MessageState,
    /// When it was written.
    pub created_at: DateTime<Utc>,
    /// When it is due; none once nothing more happens to it.
    pub due_at: Option<DateTime<Utc>>,
    /// How often a worker took it. While it is being sent, this names the attempt.
    pub attempts: u32,
    /// The promise that the text of the present attempt states.
    pub promise: Option<Promise>,
    /// Where the latest attempt went.
    pub envelope: Option<Envelope>,
    /// Since when it waits, on the business clock, if it could not be sent when it was due.
    pub waiting_since: Option<DateTime<Utc>>,
    /// When it was accepted, dropped or refused.
    pub ended_at: Option<DateTime<Utc>>,
}

/// Where a mail was sent.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Envelope {
    /// The recipient's address.
    pub to: Email,
    /// What the mail is known by if it comes back; no two messages have the same.
    pub return_token: String,
}

/// Where a message stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum MessageState {
    /// To be sent when it is due.
    Waiting,
    /// Held by a worker.
    Sending,
    /// Accepted by the mail server.
    Sent,
    /// No longer wanted.
    Dropped,
    /// The mail server refused the address for good, or there was none.
    Refused,
}

impl MessageState {
    /// All of them.
    pub const ALL: [Self; 5] = [Self::Waiting, Self::Sending, Self::Sent, Self::Dropped, Self::Refused];

    /// The word in tables.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Waiting => "waiting",
            Self::Sending => "sending",
            Self::Sent => "sent",
            Self::Dropped => "dropped",
            Self::Refused => "refused",
        }
    }
}

impl FromStr for MessageState {
    type Err = ();

    fn from_str(text: &str) -> Result<Self, ()> {
        Self::ALL.into_iter().find(|it| it.as_str() == text).ok_or(())
    }
}

/// Writes a message; `false`, and nothing written, when the practice has an open one of the same `once_key`.
///
/// # Errors
/// When the database cannot be written to.
pub async fn insert(unit: &Unit, message: &NewMessage) -> Result<bool, StoreError> {
    insert_if_new::<Entity>(unit, row(message)?).await
}

/// The message of this id to this client.
///
/// # Errors
/// When the database cannot be read.
pub async fn find(
    access: &impl Access,
    client: ClientId,
    id: MessageId,
) -> Result<Option<OutboxMessage>, StoreError> {
    let query = Entity::find().filter(Column::ClientId.eq(client.uuid())).filter(Column::Id.eq(id.uuid()));
    query.one(access.connection()).await?.map(record).transpose()
}

/// The message that comes back to the address with this token.
///
/// # Errors
/// When the database cannot be read.
pub async fn by_return_token(access: &impl Access, token: &str) -> Result<Option<OutboxMessage>, StoreError> {
    let row = Entity::find().filter(Column::ReturnToken.eq(token)).one(access.connection()).await?;
    row.map(record).transpose()
}

/// The messages to a client about this subject, the oldest first.
///
/// # Errors
/// When the database cannot be read.
pub async fn about(
    access: &impl Access,
    client: ClientId,
    subject: Subject,
) -> Result<Vec<OutboxMessage>, StoreError> {
    let rows = Entity::find()
        .filter(Column::ClientId.eq(client.uuid()))
        .filter(Column::SubjectId.eq(subject.uuid()))
        .filter(Column::Subject.eq(subject.name()))
        .order_by_asc(Column::Id)
        .all(access.connection())
        .await?;
    rows.into_iter().map(record).collect()
}

fn row(it: &NewMessage) -> Result<Model, StoreError> {
    let (client_id, staff_id, address) = match &it.recipient {
        Recipient::Client(id) => (Some(id.uuid()), None, None),
        Recipient::Staff(id) => (None, Some(id.uuid()), None),
        Recipient::Address(email) => (None, None, Some(email.as_str().to_owned())),
    };
    Ok(Model {
        practice_id: it.practice.uuid(),
        id: it.id.uuid(),
        client_id,
        staff_id,
        address,
        subject: it.subject.name().to_owned(),
        subject_id: it.subject.uuid(),
        kind: it.kind.clone(),
        facts: json("outbox.facts", &it.facts)?,
        once_key: it.once_key.clone(),
        state: MessageState::Waiting.as_str().to_owned(),
        created_at: micros(it.created_at),
        due_at: Some(micros(it.due_at)),
        attempts: 0,
        claimed_by: None,
        claimed_until: None,
        promise: None,
        sent_to: None,
        return_token: None,
        waiting_since: None,
        waits_for_us: false,
        ended_at: None,
    })
}

pub(super) fn record(row: Model) -> Result<OutboxMessage, StoreError> {
    let to = parsed_of("outbox.sent_to", row.sent_to.as_deref(), Email::parse)?;
    let envelope = to.zip(row.return_token).map(|(to, return_token)| Envelope { to, return_token });
    Ok(OutboxMessage {
        id: MessageId::new(row.id),
        practice: PracticeId::new(row.practice_id),
        recipient: recipient(row.client_id, row.staff_id, row.address.as_deref())?,
        subject: subject("outbox.subject", &row.subject, row.subject_id)?,
        kind: row.kind,
        facts: from_json("outbox.facts", &row.facts)?,
        state: word("outbox.state", &row.state)?,
        created_at: instant("outbox.created_at", row.created_at)?,
        due_at: instant_of("outbox.due_at", row.due_at)?,
        attempts: row.attempts.unsigned_abs(),
        promise: row.promise.map(|promise| from_json("outbox.promise", &promise)).transpose()?,
        envelope,
        waiting_since: instant_of("outbox.waiting_since", row.waiting_since)?,
        ended_at: instant_of("outbox.ended_at", row.ended_at)?,
    })
}

fn recipient(
    client: Option<Uuid>,
    staff: Option<Uuid>,
    address: Option<&str>,
) -> Result<Recipient, StoreError> {
    match (client, staff, address) {
        (Some(id), None, None) => Ok(Recipient::Client(ClientId::new(id))),
        (None, Some(id), None) => Ok(Recipient::Staff(StaffId::new(id))),
        (None, None, Some(text)) => parsed("outbox.address", text, Email::parse).map(Recipient::Address),
        _ => Err(StoreError::corrupt("outbox.client_id", "a mail to nobody, or to several")),
    }
}
