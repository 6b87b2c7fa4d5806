//! What is written about charges in one unit of work beside the charges themselves: the audit record, mails, and what support
//! has to do.

use chrono::{DateTime, Utc};
use domain::PracticeId;
use domain::actor::Actor;
use domain::audit::{Action, Entry};
use domain::charge::Charge;
use domain::task::{Task, Team};
use store::{StoreError, Unit, audit, outbox, tasks};

use crate::desk::Desk;
use crate::ids::Ids;
use crate::mail::Message;

/// Why support has to look at a charge, or at the practice as a whole.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Topic {
    /// Its client cannot be told about it.
    Notice,
    /// It cannot be taken.
    Payment,
    /// The practice's mails do not leave.
    Mail,
}

impl Topic {
    /// The word in tables.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Notice => "notice",
            Self::Payment => "payment",
            Self::Mail => "mail",
        }
    }
}

/// What one unit of work writes down. Everything in it happens at the same instant and is the system's own doing.
#[derive(Debug)]
pub struct Journal<'a> {
    ids: &'a Ids,
    /// When, on the business clock.
    pub now: DateTime<Utc>,
    entries: Vec<Entry>,
}

impl<'a> Journal<'a> {
    /// An empty one, for what happens at `now`.
    #[must_use]
    pub const fn new(desk: &'a Desk, now: DateTime<Utc>) -> Self {
        Self::with_ids(&desk.ids, now)
    }

    /// The same where there is no desk, such as on the command line.
    #[must_use]
    pub const fn with_ids(ids: &'a Ids, now: DateTime<Utc>) -> Self {
        Self { ids, now, entries: Vec::new() }
    }

    /// Notes for the audit record what was done with a charge.
    pub fn note(&mut self, charge: &Charge, action: Action) {
        self.entries.push(Entry {
            id: self.ids.make(),
            at: self.now,
            actor: Actor::System,
            practice: charge.practice,
            client: Some(charge.client),
            charge: Some(charge.id),
            action,
        });
    }

    /// Has the client of the charge written to at once.
    ///
    /// # Errors
    /// When the store fails.
    pub async fn mail(&self, unit: &Unit, charge: &Charge, message: &Message) -> Result<(), StoreError> {
        let row = message.about(charge, self.ids.make(), self.now, self.now);
        outbox::insert(unit, &row).await.map(drop)
    }

    /// Notes that the charge, which its client had been told of, is on hold since `since`, and has the client told.
    ///
    /// # Errors
    /// When the store fails.
    pub async fn held(
        &mut self,
        unit: &Unit,
        charge: &Charge,
        since: DateTime<Utc>,
    ) -> Result<(), StoreError> {
        self.note(charge, Action::Held);
        self.mail(unit, charge, &Message::Held { since }).await
    }

    /// Asks Client Billing Support to look at the charge; `false` when they were asked before and have not done so yet.
    ///
    /// # Errors
    /// When the store fails.
    pub async fn ask_support(
        &self,
        unit: &Unit,
        charge: &Charge,
        topic: Topic,
        note: impl Into<String>,
    ) -> Result<bool, StoreError> {
        let task = self.task(charge.practice, topic, note.into());
        tasks::open(unit, &Task { client: Some(charge.client), charge: Some(charge.id), ..task }).await
    }

    /// Asks Client Billing Support to look after something that concerns a practice as a whole; `false` when they were asked
    /// before and have not done so yet.
    ///
    /// # Errors
    /// When the store fails.
    pub async fn ask_support_of_practice(
        &self,
        unit: &Unit,
        practice: PracticeId,
        topic: Topic,
        note: impl Into<String>,
    ) -> Result<bool, StoreError> {
        tasks::open(unit, &self.task(practice, topic, note.into())).await
    }

    fn task(&self, practice: PracticeId, topic: Topic, note: String) -> Task {
        Task {
            id: self.ids.make(),
            practice,
            client: None,
            charge: None,
            team: Team::ClientBillingSupport,
            topic: topic.as_str().to_owned(),
            note,
            created_at: self.now,
            resolved_at: None,
        }
    }

    /// What support was asked about this charge has settled itself.
    ///
    /// # Errors
    /// When the store fails.
    pub async fn settled(&self, unit: &Unit, charge: &Charge, topic: Topic) -> Result<(), StoreError> {
        tasks::resolve_of_charge(unit, charge.client, charge.id, topic.as_str(), self.now).await
    }

    /// What support was asked about a practice as a whole has settled itself.
    ///
    /// # Errors
    /// When the store fails.
    pub async fn settled_of_practice(
        &self,
        unit: &Unit,
        practice: PracticeId,
        topic: Topic,
    ) -> Result<(), StoreError> {
        tasks::resolve_of_practice(unit, practice, topic.as_str(), self.now).await
    }

    /// Writes the audit record.
    ///
    /// # Errors
    /// When the store fails.
    pub async fn close(self, unit: &Unit) -> Result<(), StoreError> {
        audit::append(unit, &self.entries).await
    }
}
