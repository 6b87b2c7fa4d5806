//! What the eligibility service calls a check.

use serde::{Deserialize, Serialize};

/// What the eligibility service calls one check, by which its support finds it: letters, digits, hyphens and underscores. It names no
/// person.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct CheckId(String);

/// The text is no such id. It is not repeated: it may be anything.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("not an id of an eligibility check")]
pub struct CheckIdProblem;

/// The longest id that is kept, in characters. One is 39.
const LENGTH_MAX: usize = 64;

impl CheckId {
    /// Reads an id.
    ///
    /// # Errors
    /// [`CheckIdProblem`] for nothing, for more than 64 characters and for other characters.
    pub fn parse(text: &str) -> Result<Self, CheckIdProblem> {
        let is_plain = |b: u8| b.is_ascii_alphanumeric() || matches!(b, b'_' | b'-');
        let fits = (1..=LENGTH_MAX).contains(&text.len()) && text.bytes().all(is_plain);
        if fits { Ok(Self(text.to_owned())) } else { Err(CheckIdProblem) }
    }

    /// The text.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl TryFrom<String> for CheckId {
    type Error = CheckIdProblem;

    fn try_from(text: String) -> Result<Self, CheckIdProblem> {
        Self::parse(&text)
    }
}

impl From<CheckId> for String {
    fn from(id: CheckId) -> Self {
        id.0
    }
}

#[cfg(test)]
mod tests {
    #[cfg(target_arch = "wasm32")]
    use wasm_bindgen_test::wasm_bindgen_test as test;

    use super::*;

    #[test]
    fn an_id_is_short_and_plain() {
        let id = "ec_550e8400-e29b-41d4-a716-446655440000";
        assert_eq!(CheckId::parse(id).map(String::from), Ok(id.to_owned()));
        for text in ["", "ec 1", "ec_é", "ec_\n", &"x".repeat(65)] {
            assert_eq!(CheckId::parse(text), Err(CheckIdProblem), "{text}");
        }
    }
}
