//! The people in the tests.

use chrono::NaiveDate;
use domain::client::Client;
use domain::login::{Login, Person};
use domain::role::Role;
use domain::staff::StaffMember;
pub use domain::testing::email;
use domain::testing::name;
use domain::{ClientId, PracticeId, StaffId};
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

    pub const fn role(self) -> Role {
        match self {
            Self::Nobody | Self::Owner | Self::Another => Role::Client,
            Self::Provider | Self::AnotherProvider => Role::Provider,
            Self::Support => Role::ClientSupport,
            Self::BillingSupport => Role::ClientBillingSupport,
            Self::Admin => Role::Administrator,
        }
    }

    pub const fn email(self) -> &'static str {
        match self {
            Self::Nobody => "nobody@example.com",
            Self::Owner => "ana@example.com",
            Self::Another => "ben@example.com",
            Self::Provider => "okafor@practice.example",
            Self::AnotherProvider => "lindqvist@practice.example",
            Self::Support => "support@practice.example",
            Self::BillingSupport => "billing@practice.example",
            Self::Admin => "admin@practice.example",
        }
    }

    pub const fn name(self) -> &'static str {
        match self {
            Self::Nobody => "",
            Self::Owner => "Ana",
            Self::Another => "Ben",
            Self::Provider => "Dr. Maya Okafor",
            Self::AnotherProvider => "Erik Lindqvist, LCSW",
            Self::Support => "Sam Support",
            Self::BillingSupport => "Billie Billing",
            Self::Admin => "Addie Admin",
        }
    }

    fn uuid(self) -> Uuid {
        Uuid::from_u128(0x0199_0000_0000_7000_8000_0000_0000_0010 + self as u128)
    }

    pub fn client(self) -> ClientId {
        ClientId::new(self.uuid())
    }

    pub fn staff(self) -> StaffId {
        StaffId::new(self.uuid())
    }

    pub fn person(self) -> Person {
        match self.role() {
            Role::Client => Person::Client(self.client()),
            _ => Person::Staff(self.staff()),
        }
    }
}

pub fn practice() -> PracticeId {
    PracticeId::new(Uuid::from_u128(0x0199_0000_0000_7000_8000_0000_0000_0001))
}

pub fn login(who: Who, hash: Option<String>) -> Login {
    Login {
        id: domain::LoginId::new(who.uuid()),
        practice: practice(),
        person: who.person(),
        email: email(who.email()),
        password_hash: hash,
        closed: None,
    }
}

pub fn client(who: Who) -> Client {
    Client {
        id: who.client(),
        practice: practice(),
        external_key: who.name().to_owned(),
        name: name(who.name(), "Silva"),
        pronouns: Some("she/her".to_owned()),
        date_of_birth: NaiveDate::from_ymd_opt(1990, 3, 17).expect("a day"),
        email: Some(email(who.email())),
        refused_email: None,
        language: None,
        phone: None,
        processor_customer: None,
    }
}

pub fn staff(who: Who) -> StaffMember {
    StaffMember {
        id: who.staff(),
        practice: practice(),
        external_key: who.name().to_owned(),
        name: who.name().to_owned(),
        role: who.role(),
        email: email(who.email()),
        language: None,
    }
}
