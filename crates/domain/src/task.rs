//! What support teams have to do.

use std::str::FromStr;

use chrono::{DateTime, Utc};

use crate::{ChargeId, ClientId, PracticeId, TaskId};

/// Something a support team has to do.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Task {
    /// Its id.
    pub id: TaskId,
    /// The practice.
    pub practice: PracticeId,
    /// About whom; none when it is about the practice as a whole.
    pub client: Option<ClientId>,
    /// About which charge, if about one.
    pub charge: Option<ChargeId>,
    /// Who has to do it.
    pub team: Team,
    /// What it is about, as one word of the caller's; at most one open task per charge and topic, and one per topic about the
    /// practice as a whole.
    pub topic: String,
    /// What the team should know.
    pub note: String,
    /// When it came up.
    pub created_at: DateTime<Utc>,
    /// When it was done; none while it is open.
    pub resolved_at: Option<DateTime<Utc>>,
}

/// A support team.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Team {
    /// Helps with accounts.
    ClientSupport,
    /// Helps with charges as well.
    ClientBillingSupport,
}

impl Team {
    /// Both of them.
    pub const ALL: [Self; 2] = [Self::ClientSupport, Self::ClientBillingSupport];

    /// The word in tables; the same as that of the role.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::ClientSupport => "client_support",
            Self::ClientBillingSupport => "client_billing_support",
        }
    }
}

impl FromStr for Team {
    type Err = ();

    fn from_str(text: &str) -> Result<Self, ()> {
        Self::ALL.into_iter().find(|it| it.as_str() == text).ok_or(())
    }
}
