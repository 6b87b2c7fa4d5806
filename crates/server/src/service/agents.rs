//! Who acts for a support team. Proofs of it are made here, for whoever runs the desk and for people on the staff.

use domain::PracticeId;
use domain::actor::Actor;
use domain::contact::Email;
use domain::login::Person;
use domain::role::Role;
use domain::task::Team;
use store::people::{self, Sort};
use store::{Access, StoreError, staff};

/// Proof that somebody acts for a support team.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Agent {
    actor: Actor,
    /// Their practice; all of them for whoever runs the desk.
    practice: Option<PracticeId>,
    team: Team,
}

/// Why somebody does not act for a support team.
#[derive(Debug, thiserror::Error)]
pub enum AgentError {
    /// Nobody of this address or id is on the staff of the practice.
    #[error("nobody on the staff of the practice has this address or id")]
    Nobody,
    /// Several people have it.
    #[error("several people on the staff of the practice have this address; name one by their id")]
    Several,
    /// They have another role.
    #[error("they are of no support team")]
    OfNoTeam,
    /// Something below failed.
    #[error("the staff could not be looked up")]
    Store(#[from] StoreError),
}

impl Agent {
    /// Whoever runs the desk, by a command.
    #[must_use]
    pub const fn operator() -> Self {
        Self { actor: Actor::Operator, practice: None, team: Team::ClientBillingSupport }
    }

    /// The person of this email address, or of this id in the practice's system. Nobody who is gone from its export.
    ///
    /// # Errors
    /// When it is not one person of a support team.
    pub async fn named(access: &impl Access, practice: PracticeId, who: &str) -> Result<Self, AgentError> {
        let mut found = match Email::parse(who) {
            Ok(email) => people::at(access, &email).await?,
            Err(_) => people::keyed(access, Sort::Staff, who).await?,
        };
        found.retain(|it| it.practice == practice && !it.is_gone);
        let mut members = found.into_iter().filter_map(|it| match it.person {
            Person::Staff(id) => Some(id),
            Person::Client(_) => None,
        });
        let id = members.next().ok_or(AgentError::Nobody)?;
        if members.next().is_some() {
            return Err(AgentError::Several);
        }
        let member = staff::find(access, id).await?.ok_or(AgentError::Nobody)?;
        let team = match member.role {
            Role::ClientSupport => Team::ClientSupport,
            Role::ClientBillingSupport => Team::ClientBillingSupport,
            Role::Client | Role::Provider | Role::Administrator => return Err(AgentError::OfNoTeam),
        };
        Ok(Self { actor: Actor::Staff(id), practice: Some(practice), team })
    }

    /// Who they are on the audit record.
    #[must_use]
    pub const fn actor(&self) -> Actor {
        self.actor
    }

    /// Whether they may do what is this team's to do for this practice. Client Billing Support may do what Client Support may.
    #[must_use]
    pub fn may(&self, practice: PracticeId, team: Team) -> bool {
        let is_theirs = self.practice.is_none_or(|own| own == practice);
        is_theirs && (self.team == team || self.team == Team::ClientBillingSupport)
    }
}
