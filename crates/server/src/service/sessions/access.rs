use domain::actor::Actor;
use domain::login::{Login, Person};
use domain::role::Role;
use domain::{ClientId, PracticeId, StaffId};
use store::sessions::Held;

/// Proof that somebody is signed in.
#[derive(Clone, Copy, Debug)]
pub enum Access {
    /// A client.
    Client(ClientAccess),
    /// A provider.
    Provider(ProviderAccess),
    /// Anybody else on the staff.
    Staff(StaffAccess),
}

/// Proof that a client is signed in. What is written for it is this client's alone.
#[derive(Clone, Copy, Debug)]
pub struct ClientAccess {
    client: ClientId,
    practice: PracticeId,
}

/// Proof that a provider is signed in.
#[derive(Clone, Copy, Debug)]
pub struct ProviderAccess {
    pub(super) staff: StaffId,
    practice: PracticeId,
}

/// Proof that a support agent or an administrator is signed in.
#[derive(Clone, Copy, Debug)]
pub struct StaffAccess {
    pub(super) staff: StaffId,
    practice: PracticeId,
    role: Role,
}

impl Access {
    /// The access of a session that was found to hold.
    pub(super) fn of(held: &Held) -> Self {
        let practice = held.login.practice;
        match (held.login.person, held.role) {
            (Person::Client(client), _) => Self::Client(ClientAccess { client, practice }),
            (Person::Staff(staff), Role::Provider) => Self::Provider(ProviderAccess { staff, practice }),
            (Person::Staff(staff), role) => Self::Staff(StaffAccess { staff, practice, role }),
        }
    }

    /// The practice they belong to.
    #[must_use]
    pub const fn practice(&self) -> PracticeId {
        match self {
            Self::Client(it) => it.practice,
            Self::Provider(it) => it.practice,
            Self::Staff(it) => it.practice,
        }
    }

    /// What sort of person.
    #[must_use]
    pub const fn role(&self) -> Role {
        match self {
            Self::Client(_) => Role::Client,
            Self::Provider(_) => Role::Provider,
            Self::Staff(it) => it.role,
        }
    }
}

impl ClientAccess {
    /// The client.
    #[must_use]
    pub const fn client(&self) -> ClientId {
        self.client
    }

    /// Their practice.
    #[must_use]
    pub const fn practice(&self) -> PracticeId {
        self.practice
    }
}

impl ProviderAccess {
    /// The provider.
    #[must_use]
    pub const fn provider(&self) -> StaffId {
        self.staff
    }

    /// Their practice.
    #[must_use]
    pub const fn practice(&self) -> PracticeId {
        self.practice
    }
}

/// Who acts through a sign-in.
pub(super) const fn actor(login: &Login) -> Actor {
    match login.person {
        Person::Client(_) => Actor::Client,
        Person::Staff(staff) => Actor::Staff(staff),
    }
}
