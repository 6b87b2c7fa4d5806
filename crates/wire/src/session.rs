//! Signing in and out.

use domain::ClientId;
use domain::language::Language;
use domain::role::Role;
use serde::{Deserialize, Serialize};

use crate::languages::LanguageView;
use crate::practices::SupportContactView;

/// What a person signs in with.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct SignInRequest {
    /// Email address.
    pub email: String,
    /// Password.
    pub password: String,
}

impl std::fmt::Debug for SignInRequest {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("SignInRequest(…)")
    }
}

/// Which language a person wants to be addressed in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct LanguageRequest {
    /// That language.
    pub language: Language,
}

/// Who is signed in.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct SessionView {
    /// What sort of person.
    pub role: Role,
    /// Which person: the same text for the same one, and nothing else in it.
    pub person: String,
    /// The clients whose records they may see and change; nobody's for the staff.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub clients: Vec<ClientId>,
    /// What to call them.
    pub first_name: String,
    /// Their name in full.
    pub full_name: String,
    /// The practice and its support.
    pub support: SupportContactView,
    /// What this device shows its screens in.
    pub language: Language,
    /// What else it could show them in.
    pub languages: Vec<LanguageView>,
    /// Minutes without a request after which the session ends.
    pub idle_minutes: u32,
}
