//! One entry of the audit record.

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

use super::Action;
use crate::actor::Actor;
use crate::charge::Charge;
use crate::client::Client;
use crate::coverage::Coverage;
use crate::ids::{AuditId, ClientId, PracticeId};
use crate::login::{Login, Person};
use crate::payment_method::PaymentMethod;
use crate::subject::Subject;

/// One entry.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Entry {
    /// Its id; ids of later entries sort later.
    pub id: AuditId,
    /// When, on the business clock.
    pub at: DateTime<Utc>,
    /// By whom.
    pub actor: Actor,
    /// In whose practice.
    pub practice: PracticeId,
    /// Whom it concerns; none for what concerns no client.
    pub client: Option<ClientId>,
    /// What it is about.
    pub subject: Subject,
    /// What was done.
    pub action: Action,
}

impl Entry {
    /// What `actor` did with a charge.
    #[must_use]
    pub const fn about_charge(
        id: AuditId,
        at: DateTime<Utc>,
        actor: Actor,
        charge: &Charge,
        action: Action,
    ) -> Self {
        let (practice, client, subject) = (charge.practice, Some(charge.client), Subject::Charge(charge.id));
        Self { id, at, actor, practice, client, subject, action }
    }

    /// What `actor` did with what is said of a client.
    #[must_use]
    pub const fn about_client(
        id: AuditId,
        at: DateTime<Utc>,
        actor: Actor,
        client: &Client,
        action: Action,
    ) -> Self {
        let subject = Subject::Client(client.id);
        Self { id, at, actor, practice: client.practice, client: Some(client.id), subject, action }
    }

    /// What `actor` did with a client's coverage.
    #[must_use]
    pub const fn about_coverage(
        id: AuditId,
        at: DateTime<Utc>,
        actor: Actor,
        coverage: &Coverage,
        action: Action,
    ) -> Self {
        let (client, subject) = (Some(coverage.client), Subject::Coverage(coverage.id));
        Self { id, at, actor, practice: coverage.practice, client, subject, action }
    }

    /// What `actor` did with a client's card.
    #[must_use]
    pub const fn about_card(
        id: AuditId,
        at: DateTime<Utc>,
        actor: Actor,
        card: &PaymentMethod,
        action: Action,
    ) -> Self {
        let (client, subject) = (Some(card.client), Subject::PaymentMethod(card.id));
        Self { id, at, actor, practice: card.practice, client, subject, action }
    }

    /// What `actor` did with a sign-in.
    #[must_use]
    pub const fn about_login(
        id: AuditId,
        at: DateTime<Utc>,
        actor: Actor,
        login: &Login,
        action: Action,
    ) -> Self {
        let client = match login.person {
            Person::Client(client) => Some(client),
            Person::Staff(_) => None,
        };
        Self { id, at, actor, practice: login.practice, client, subject: Subject::Login(login.id), action }
    }

    /// When it happened: of a payment that was booked late, the instant at which the money was taken.
    #[must_use]
    pub fn happened_at(&self) -> DateTime<Utc> {
        match &self.action {
            Action::Paid { taken_at: Some(taken_at), .. } => *taken_at,
            _ => self.at,
        }
    }
}
