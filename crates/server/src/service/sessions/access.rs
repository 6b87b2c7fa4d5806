//! The proofs of who asks. A use case takes one, and nothing else makes them.

use domain::actor::Actor;
use domain::language::Language;
use domain::login::{Login, Person};
use domain::role::Role;
use domain::{ClientId, LoginId, PracticeId, SessionId, StaffId};
use store::sessions::HeldSession;

/// Somebody who is signed in on a device.
#[derive(Clone, Debug)]
pub struct OpenSession {
    /// What they may do.
    pub access: Access,
    /// What the device shows them its screens in.
    pub language: Language,
    pub(super) session: SessionId,
    pub(super) login: Login,
}

/// Proof that somebody is signed in.
#[derive(Clone, Debug)]
pub enum Access {
    /// Somebody whose sign-in opens clients' records.
    Clients(ClientsAccess),
    /// A provider.
    Provider(ProviderAccess),
    /// Anybody else on the staff.
    Staff(StaffAccess),
}

/// Proof that somebody is signed in whose sign-in opens the records of clients.
#[derive(Clone, Debug)]
pub struct ClientsAccess {
    /// Whose sign-in it is.
    pub(super) person: ClientId,
    login: LoginId,
    practice: PracticeId,
    clients: Vec<ClientId>,
}

/// Proof that whoever asks may see what is this client's. What is read for it is this client's alone.
#[derive(Clone, Copy, Debug)]
pub struct ClientView {
    client: ClientId,
    practice: PracticeId,
    login: LoginId,
}

/// Proof that whoever asks may change what is this client's: they are signed in as this client, or for them. What is written for
/// it is this client's alone.
#[derive(Clone, Copy, Debug)]
pub struct ClientAccess(ClientView);

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

impl OpenSession {
    /// Whoever holds a session that was found to hold.
    pub(super) fn of(held: &HeldSession) -> Self {
        let HeldSession { session, login, .. } = held;
        Self {
            access: Access::of(held),
            language: session.language,
            session: session.id,
            login: login.clone(),
        }
    }
}

#[cfg(feature = "demo")]
impl OpenSession {
    /// The address that they sign in with.
    #[must_use]
    pub const fn address(&self) -> &domain::contact::Email {
        &self.login.email
    }
}

impl Access {
    /// The access of a session that was found to hold.
    fn of(held: &HeldSession) -> Self {
        let practice = held.login.practice;
        match (held.login.person, held.role) {
            (Person::Client(person), _) => {
                let login = held.login.id;
                Self::Clients(ClientsAccess { person, login, practice, clients: held.clients.clone() })
            }
            (Person::Staff(staff), Role::Provider) => Self::Provider(ProviderAccess { staff, practice }),
            (Person::Staff(staff), role) => Self::Staff(StaffAccess { staff, practice, role }),
        }
    }

    /// The practice they belong to.
    #[must_use]
    pub const fn practice(&self) -> PracticeId {
        match self {
            Self::Clients(it) => it.practice,
            Self::Provider(it) => it.practice,
            Self::Staff(it) => it.practice,
        }
    }

    /// What sort of person.
    #[must_use]
    pub const fn role(&self) -> Role {
        match self {
            Self::Clients(_) => Role::Client,
            Self::Provider(_) => Role::Provider,
            Self::Staff(it) => it.role,
        }
    }
}

impl ClientsAccess {
    /// The clients whose records the sign-in opens.
    #[must_use]
    pub fn clients(&self) -> &[ClientId] {
        &self.clients
    }

    /// To see what is this client's; none where it is not for them to see.
    #[must_use]
    pub fn view(&self, client: ClientId) -> Option<ClientView> {
        let Self { practice, login, .. } = *self;
        self.clients.contains(&client).then_some(ClientView { client, practice, login })
    }

    /// To change what is this client's; none where it is not theirs to change.
    #[must_use]
    pub fn access(&self, client: ClientId) -> Option<ClientAccess> {
        self.view(client).map(ClientAccess)
    }
}

impl ClientView {
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

impl ClientAccess {
    /// Who may change something may see it.
    #[must_use]
    pub const fn view(&self) -> ClientView {
        self.0
    }

    /// The client.
    #[must_use]
    pub const fn client(&self) -> ClientId {
        self.0.client
    }

    /// Their practice.
    #[must_use]
    pub const fn practice(&self) -> PracticeId {
        self.0.practice
    }

    /// By whose sign-in it is changed.
    #[must_use]
    pub const fn login(&self) -> LoginId {
        self.0.login
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
