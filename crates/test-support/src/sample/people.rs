//! The people of the practice.

use domain::login::{Login, Person};
use domain::role::Role;
use domain::staff::StaffMember;
use domain::testing::{client, client_id, email, practice_id, provider, staff_id};
use domain::{ClientId, LoginId, StaffId};
use uuid::Uuid;

/// Who asks.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Who {
    /// Not signed in.
    Nobody,
    /// A client with charges of their own.
    Owner,
    /// Another client of the same practice.
    Another,
    /// The owner's provider.
    Provider,
    /// Another provider of the practice.
    AnotherProvider,
    /// Of the team Client Support.
    Support,
    /// Of the team Client Billing Support.
    BillingSupport,
    /// The administrator.
    Admin,
}

impl Who {
    /// Everybody who can sign in.
    pub const ALL: [Self; 7] = [
        Self::Owner,
        Self::Another,
        Self::Provider,
        Self::AnotherProvider,
        Self::Support,
        Self::BillingSupport,
        Self::Admin,
    ];

    /// Clients and staff are numbered each for themselves. The name is what they are greeted with.
    const fn facts(self) -> (Role, u128, &'static str) {
        match self {
            Self::Nobody => (Role::Client, 0, ""),
            Self::Owner => (Role::Client, 1, "Zoë"),
            Self::Another => (Role::Client, 2, "Zuri"),
            Self::Provider => (Role::Provider, 1, "Dr. Maya Okafor"),
            Self::AnotherProvider => (Role::Provider, 2, "Erik Lindqvist, LCSW"),
            Self::Support => (Role::ClientSupport, 3, "Sam Support"),
            Self::BillingSupport => (Role::ClientBillingSupport, 4, "Billie Billing"),
            Self::Admin => (Role::Administrator, 5, "Addie Admin"),
        }
    }

    pub const fn role(self) -> Role {
        self.facts().0
    }

    pub const fn client(self) -> ClientId {
        client_id(self.facts().1)
    }

    pub const fn staff(self) -> StaffId {
        staff_id(self.facts().1)
    }

    pub const fn name(self) -> &'static str {
        self.facts().2
    }

    /// As the practice knows them, where they are of its staff.
    pub fn member(self) -> StaffMember {
        let (role, n, name) = self.facts();
        StaffMember { name: name.to_owned(), role, ..provider(n) }
    }

    pub fn email(self) -> String {
        let (role, n, _) = self.facts();
        let client = client(n).email.filter(|_| role == Role::Client);
        client.unwrap_or_else(|| self.member().email).to_string()
    }

    pub fn person(self) -> Person {
        match self.role() {
            Role::Client => Person::Client(self.client()),
            _ => Person::Staff(self.staff()),
        }
    }

    /// What they sign in with.
    pub fn login(self, password_hash: Option<&str>) -> Login {
        Login {
            id: LoginId::new(Uuid::from_u128(1 + self as u128)),
            practice: practice_id(1),
            person: self.person(),
            email: email(&self.email()),
            password_hash: password_hash.map(ToOwned::to_owned),
            closed: None,
        }
    }
}
