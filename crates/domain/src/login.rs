//! Sign-ins: who signs in, with which address, and why nobody does any more.

use std::str::FromStr;

use crate::contact::Email;
use crate::{ClientId, LoginId, PracticeId, StaffId};

/// A person's sign-in. What it lets them do is not kept with it: it follows from who they are when they ask.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Login {
    /// Its id.
    pub id: LoginId,
    /// The person's practice.
    pub practice: PracticeId,
    /// Who signs in.
    pub person: Person,
    /// What they sign in with: an address of the sign-in's own, which may differ from the one mail goes to. Among the sign-ins
    /// that are not closed its key is unique in the database, whatever the practice.
    pub email: Email,
    /// The hash of their password with its parameters, as text; none until one was set.
    pub password_hash: Option<String>,
    /// Why nobody gets in with it, if nobody does.
    pub closed: Option<Closed>,
}

/// Who signs in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Person {
    /// A client.
    Client(ClientId),
    /// A person on the staff.
    Staff(StaffId),
}

/// Why nobody gets in with a sign-in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Closed {
    /// Its person is gone from the practice's export. It opens again when they are back.
    Gone,
    /// Somebody closed it by hand. No export opens it.
    Revoked,
}

impl Closed {
    /// Both of them.
    pub const ALL: [Self; 2] = [Self::Gone, Self::Revoked];

    /// The word in tables.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Gone => "gone",
            Self::Revoked => "revoked",
        }
    }
}

impl FromStr for Closed {
    type Err = ();

    fn from_str(text: &str) -> Result<Self, ()> {
        Self::ALL.into_iter().find(|it| it.as_str() == text).ok_or(())
    }
}
