//! The languages that the desk speaks.

use domain::language::Language;
use serde::{Deserialize, Serialize};

/// A language that can be chosen.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct LanguageView {
    /// Which one.
    pub language: Language,
    /// Its name, in itself.
    pub name: String,
}

/// What the screens say in a language. English has nothing here, since every app has it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct CatalogueView {
    /// Which texts these are. In an app of another edition they would stand in the wrong places.
    pub edition: String,
    /// The texts by place.
    pub messages: Vec<String>,
}
