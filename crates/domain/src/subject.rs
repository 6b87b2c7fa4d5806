//! What an entry of the audit record, a mail or a task is about.

use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::ids::{ChargeId, ClientId, CoverageId, LoginId, PaymentMethodId, PracticeId};

/// What an entry of the audit record, a mail or a task is about. Whom it concerns is said beside it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(tag = "subject", content = "id", rename_all = "snake_case")]
pub enum Subject {
    /// A charge.
    Charge(ChargeId),
    /// A client: what is said of them as a person.
    Client(ClientId),
    /// A client's coverage.
    Coverage(CoverageId),
    /// A client's payment method.
    PaymentMethod(PaymentMethodId),
    /// A person's sign-in.
    Login(LoginId),
    /// The practice as a whole.
    Practice(PracticeId),
}

impl Subject {
    /// All names, of which tables take no other.
    pub const NAMES: [&str; 6] = ["charge", "client", "coverage", "payment_method", "login", "practice"];

    /// The name in tables.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Charge(_) => "charge",
            Self::Client(_) => "client",
            Self::Coverage(_) => "coverage",
            Self::PaymentMethod(_) => "payment_method",
            Self::Login(_) => "login",
            Self::Practice(_) => "practice",
        }
    }

    /// Its id.
    #[must_use]
    pub const fn uuid(self) -> Uuid {
        match self {
            Self::Charge(id) => id.uuid(),
            Self::Client(id) => id.uuid(),
            Self::Coverage(id) => id.uuid(),
            Self::PaymentMethod(id) => id.uuid(),
            Self::Login(id) => id.uuid(),
            Self::Practice(id) => id.uuid(),
        }
    }

    /// The subject with this name and id; none for a name that no subject has.
    #[must_use]
    pub fn of(name: &str, id: Uuid) -> Option<Self> {
        Some(match name {
            "charge" => Self::Charge(ChargeId::new(id)),
            "client" => Self::Client(ClientId::new(id)),
            "coverage" => Self::Coverage(CoverageId::new(id)),
            "payment_method" => Self::PaymentMethod(PaymentMethodId::new(id)),
            "login" => Self::Login(LoginId::new(id)),
            "practice" => Self::Practice(PracticeId::new(id)),
            _ => return None,
        })
    }

    /// The charge, if it is one.
    #[must_use]
    pub const fn charge(self) -> Option<ChargeId> {
        match self {
            Self::Charge(id) => Some(id),
            Self::Client(_)
            | Self::Coverage(_)
            | Self::PaymentMethod(_)
            | Self::Login(_)
            | Self::Practice(_) => None,
        }
    }
}

#[cfg(test)]
mod tests {
    #[cfg(target_arch = "wasm32")]
    use wasm_bindgen_test::wasm_bindgen_test as test;

    use super::*;

    #[test]
    fn every_subject_is_found_again_by_its_name_and_id() {
        let id = Uuid::from_u128(7);
        for name in Subject::NAMES {
            let subject = Subject::of(name, id).expect("a subject of this name");
            assert_eq!((subject.name(), subject.uuid()), (name, id));
            assert_eq!(subject.charge().is_some(), name == "charge");
        }
        assert_eq!(Subject::of("weather", id), None);
    }
}
