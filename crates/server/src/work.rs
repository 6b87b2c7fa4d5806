//! One unit of work by somebody: what is written in it holds as a whole, with its audit record, its mails and its tasks, or not at
//! all.

mod saved;
mod tasks;

use std::collections::{BTreeSet, HashMap};

use chrono::{DateTime, Utc};
use domain::PracticeId;
use domain::actor::Actor;
use domain::audit::{Action, Entry};
use domain::charge::Charge;
use domain::client::Client;
use domain::contact::Email;
use domain::coverage::Coverage;
use domain::login::Login;
use domain::payment_method::PaymentMethod;
use domain::policy::Policy;
use domain::subject::Subject;
use domain::withdrawal::Wish;
use domain::zone::PracticeZone;
use store::{Store, StoreError, Unit, audit, charges, outbox, policies, practices, withdrawals};

pub use saved::Saved;

use crate::desk::Desk;
use crate::ids::{Ids, Made};
use crate::mail::Message;
use crate::service::Failure;

/// One unit of work. Everything in it happens at the same instant and is done by the same actor. Dropping it takes everything back.
#[derive(Debug)]
pub struct Work {
    unit: Unit,
    ids: Ids,
    actor: Actor,
    now: DateTime<Utc>,
    entries: Vec<Entry>,
    /// What was changed and of which the audit record says nothing yet.
    unrecorded: BTreeSet<Subject>,
    /// Zones and policies of practices, once they were needed.
    terms: HashMap<PracticeId, (PracticeZone, Policy)>,
}

impl Work {
    /// Begins what `actor` does now, on the business clock.
    ///
    /// # Errors
    /// When the store does not let anybody write in time.
    pub async fn begin(desk: &Desk, actor: Actor) -> Result<Self, StoreError> {
        let unit = desk.store.begin().await?;
        Ok(Self::on(unit, &desk.ids, actor, desk.business.now()))
    }

    /// The same as of an instant that the caller has read, and where there is no desk, such as on the command line.
    ///
    /// # Errors
    /// When the store does not let anybody write in time.
    pub async fn begin_in(
        store: &Store,
        ids: &Ids,
        actor: Actor,
        now: DateTime<Utc>,
    ) -> Result<Self, StoreError> {
        Ok(Self::on(store.begin().await?, ids, actor, now))
    }

    fn on(unit: Unit, ids: &Ids, actor: Actor, now: DateTime<Utc>) -> Self {
        let (entries, unrecorded, terms) = (Vec::new(), BTreeSet::new(), HashMap::new());
        Self { unit, ids: ids.clone(), actor, now, entries, unrecorded, terms }
    }

    /// When all of this happens, on the business clock.
    #[must_use]
    pub const fn now(&self) -> DateTime<Utc> {
        self.now
    }

    /// A new id.
    #[must_use]
    pub fn make<I: Made>(&self) -> I {
        self.ids.make()
    }

    /// What reads of this unit go through, and writes that the audit record has no place for, such as claims.
    #[must_use]
    pub const fn unit(&self) -> &Unit {
        &self.unit
    }

    /// What a write goes through that changes `subject`. The audit record has to say of it what was done.
    pub fn changing(&mut self, subject: Subject) -> &Unit {
        self.unrecorded.insert(subject);
        &self.unit
    }

    /// Writes a charge in the state that it comes into, if nobody wrote it since it was read. A worker looks at it again when that
    /// state says so, and its claim on it ends.
    ///
    /// # Errors
    /// When the store fails.
    pub async fn save(&mut self, charge: &Charge) -> Result<Saved, StoreError> {
        let due_at = self.due_at(charge).await?;
        let written = charges::save(&self.unit, charge, due_at).await.map(drop);
        self.saved(charge, written)
    }

    /// As [`Work::save`], by the worker that holds the charge and goes on with it: its claim stays.
    ///
    /// # Errors
    /// When the store fails.
    pub async fn save_and_hold(&mut self, charge: &Charge) -> Result<Saved, StoreError> {
        let due_at = self.due_at(charge).await?;
        let written = charges::save_and_hold(&self.unit, charge, due_at).await.map(drop);
        self.saved(charge, written)
    }

    fn saved(&mut self, charge: &Charge, written: Result<(), StoreError>) -> Result<Saved, StoreError> {
        let saved = Saved::of(written)?;
        if saved == Saved::Written {
            self.unrecorded.insert(Subject::Charge(charge.id));
        }
        Ok(saved)
    }

    /// When a worker has to look at a charge that comes into its state now.
    async fn due_at(&mut self, charge: &Charge) -> Result<Option<DateTime<Utc>>, StoreError> {
        let (zone, policy) = self.terms(charge.practice).await?;
        Ok(charge.state.due_at(zone, &policy, self.now))
    }

    /// The zone of a practice, and its policy of today.
    ///
    /// # Errors
    /// When the store fails.
    pub async fn terms(&mut self, practice: PracticeId) -> Result<(PracticeZone, Policy), StoreError> {
        if let Some(terms) = self.terms.get(&practice) {
            return Ok(*terms);
        }
        // Practices are never deleted, and the database takes no charge of one that is not there.
        let zone = practices::find(&self.unit, practice).await?.ok_or(StoreError::Stale)?.zone;
        let policy = policies::at(&self.unit, practice, zone.day(self.now)).await?;
        self.terms.insert(practice, (zone, policy));
        Ok((zone, policy))
    }

    /// Leaves a charge as it is; a worker looks at it again when its state says so, seen from now.
    ///
    /// # Errors
    /// When the store fails.
    pub async fn postpone(&mut self, charge: &Charge) -> Result<Saved, StoreError> {
        let due_at = self.due_at(charge).await?;
        self.look_again(charge, due_at).await
    }

    /// Changes nothing but when a worker looks at a charge again, and ends the claim on it.
    ///
    /// # Errors
    /// When the store fails.
    pub async fn look_again(
        &self,
        charge: &Charge,
        due_at: Option<DateTime<Utc>>,
    ) -> Result<Saved, StoreError> {
        Saved::of(charges::defer(&self.unit, charge.id, charge.version, due_at).await)
    }

    /// Has the audit record say what was done with a charge.
    pub fn record(&mut self, charge: &Charge, action: Action) {
        self.record_by(self.actor, charge, action);
    }

    /// The same of what comes of what somebody else had asked for.
    pub fn record_by(&mut self, actor: Actor, charge: &Charge, action: Action) {
        let (id, at) = (self.ids.make(), self.now);
        self.entry(Entry::about_charge(id, at, actor, charge, action));
    }

    /// Has the audit record say what was done with what is said of a client.
    pub fn record_client(&mut self, client: &Client, action: Action) {
        let (id, at, actor) = (self.ids.make(), self.now, self.actor);
        self.entry(Entry::about_client(id, at, actor, client, action));
    }

    /// Has the audit record say what was done with a client's coverage.
    pub fn record_coverage(&mut self, coverage: &Coverage, action: Action) {
        let (id, at, actor) = (self.ids.make(), self.now, self.actor);
        self.entry(Entry::about_coverage(id, at, actor, coverage, action));
    }

    /// Has the audit record say what was done with a client's card.
    pub fn record_card(&mut self, card: &PaymentMethod, action: Action) {
        let (id, at, actor) = (self.ids.make(), self.now, self.actor);
        self.entry(Entry::about_card(id, at, actor, card, action));
    }

    /// Has the audit record say what was done with a sign-in.
    pub fn record_login(&mut self, login: &Login, action: Action) {
        let (id, at, actor) = (self.ids.make(), self.now, self.actor);
        self.entry(Entry::about_login(id, at, actor, login, action));
    }

    fn entry(&mut self, entry: Entry) {
        self.unrecorded.remove(&entry.subject);
        self.entries.push(entry);
    }

    /// Has the client of a charge written to about it at once.
    ///
    /// # Errors
    /// When the store fails.
    pub async fn mail(&self, charge: &Charge, message: &Message) -> Result<(), StoreError> {
        self.mail_at(charge, message, self.now).await
    }

    /// Has a client written to at once about what concerns no charge.
    ///
    /// # Errors
    /// When the store fails.
    pub async fn mail_client(&self, client: &Client, message: &Message) -> Result<(), StoreError> {
        let row = message.to(client, self.ids.make(), self.now);
        outbox::insert(&self.unit, &row).await.map(drop)
    }

    /// Has whoever reads an address written to at once about a client.
    ///
    /// # Errors
    /// When the store fails.
    pub async fn mail_address(
        &self,
        client: &Client,
        to: &Email,
        message: &Message,
    ) -> Result<(), StoreError> {
        let row = message.to_address(client, to.clone(), self.ids.make(), self.now);
        outbox::insert(&self.unit, &row).await.map(drop)
    }

    /// Has the client of a charge written to about it at `due_at`.
    ///
    /// # Errors
    /// When the store fails.
    pub async fn mail_at(
        &self,
        charge: &Charge,
        message: &Message,
        due_at: DateTime<Utc>,
    ) -> Result<(), StoreError> {
        let row = message.about(charge, self.ids.make(), self.now, due_at);
        outbox::insert(&self.unit, &row).await.map(drop)
    }

    /// Has the audit record say that a charge, which its client had been told of, is on hold since `since`, and has the client told.
    ///
    /// # Errors
    /// When the store fails.
    pub async fn held(&mut self, charge: &Charge, since: DateTime<Utc>) -> Result<(), StoreError> {
        self.record(charge, Action::Held { reason: None });
        // Another hold changes nothing, and is told by nothing else.
        match withdrawals::of_charge(&self.unit, charge.id).await? {
            Some(said) if said.to.wish() != Wish::Held => Ok(()),
            Some(_) | None => self.mail(charge, &Message::Held { since }).await,
        }
    }

    /// Writes to the client of a charge that was not taken what they may do about it; not where something was said of it meanwhile. That is
    /// carried out next, and tells them what holds.
    ///
    /// # Errors
    /// When the store fails.
    pub async fn mail_untaken(&mut self, charge: &Charge, message: &Message) -> Result<(), StoreError> {
        match withdrawals::of_charge(&self.unit, charge.id).await? {
            Some(_) => Ok(()),
            None => self.mail(charge, message).await,
        }
    }

    /// Writes the audit record and makes everything hold.
    ///
    /// # Errors
    /// When the store fails; [`Failure::Unknown`] when it is not known whether everything holds. [`Failure::Broken`], and nothing holds,
    /// when something was changed of which the audit record says nothing.
    pub async fn commit(self) -> Result<(), Failure> {
        if !self.unrecorded.is_empty() {
            let names: Vec<_> = self.unrecorded.iter().map(|it| it.name()).collect();
            return Err(Failure::Broken(format!("a change without a record of it: {names:?}").into()));
        }
        audit::append(&self.unit, &self.entries).await?;
        Ok(self.unit.commit().await?)
    }
}
