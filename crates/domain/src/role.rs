//! What sort of person is signed in, and for how long.

use std::str::FromStr;

use chrono::Duration;
use serde::{Deserialize, Serialize};

/// What sort of person is signed in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum Role {
    /// A client of the practice.
    Client,
    /// Holds sessions; must not see or handle billing.
    Provider,
    /// Of the team `Client Support`.
    ClientSupport,
    /// Of the team `Client Billing Support`.
    ClientBillingSupport,
    /// Imports data, invites people, sets policy and payers.
    Administrator,
}

/// How long a session lasts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct SessionLimits {
    /// Without any request.
    pub idle: Duration,
    /// In all.
    pub total: Duration,
}

impl Role {
    /// All roles.
    pub const ALL: [Self; 5] =
        [Self::Client, Self::Provider, Self::ClientSupport, Self::ClientBillingSupport, Self::Administrator];

    /// The name in files, bodies and tables.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Client => "client",
            Self::Provider => "provider",
            Self::ClientSupport => "client_support",
            Self::ClientBillingSupport => "client_billing_support",
            Self::Administrator => "administrator",
        }
    }

    /// How long a session of this role lasts: 15 minutes idle and 12 hours in all for clients, 10 minutes and 8 hours for
    /// staff.
    #[must_use]
    pub const fn session_limits(self) -> SessionLimits {
        match self {
            Self::Client => SessionLimits { idle: Duration::minutes(15), total: Duration::hours(12) },
            Self::Provider | Self::ClientSupport | Self::ClientBillingSupport | Self::Administrator => {
                SessionLimits { idle: Duration::minutes(10), total: Duration::hours(8) }
            }
        }
    }
}

impl FromStr for Role {
    type Err = ();

    fn from_str(text: &str) -> Result<Self, ()> {
        Self::ALL.into_iter().find(|role| role.as_str() == text).ok_or(())
    }
}

#[cfg(test)]
mod tests {
    #[cfg(target_arch = "wasm32")]
    use wasm_bindgen_test::wasm_bindgen_test as test;

    use super::*;

    #[test]
    fn a_role_has_one_name_everywhere() {
        for role in Role::ALL {
            assert_eq!(role.as_str().parse(), Ok(role));
            assert_eq!(serde_json::to_value(role).expect("a role serializes"), role.as_str());
        }
        assert_eq!("Client".parse::<Role>(), Err(()));
    }

    #[test]
    fn sessions_of_staff_are_shorter_than_those_of_clients() {
        for role in Role::ALL {
            let (idle, total) = if role == Role::Client { (15, 12) } else { (10, 8) };
            let limits = SessionLimits { idle: Duration::minutes(idle), total: Duration::hours(total) };
            assert_eq!(role.session_limits(), limits, "{role:?}");
        }
    }
}
