//! Why a payer does not answer, in the standard's codes.

use serde::{Deserialize, Serialize};

/// A reject reason code of the 271's segment AAA (element 901): one to three letters or digits, such as `43` for a provider whom the payer
/// does not know.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct RejectCode(String);

/// The text is no such code. It is not repeated: it may be anything.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("not a reject reason code")]
pub struct RejectCodeProblem;

impl RejectCode {
    /// Reads a code, of the standard's list or not: payers have some of their own.
    ///
    /// # Errors
    /// [`RejectCodeProblem`] for what is not one to three letters or digits.
    pub fn parse(text: &str) -> Result<Self, RejectCodeProblem> {
        let fits = (1..=3).contains(&text.len()) && text.bytes().all(|b| b.is_ascii_alphanumeric());
        if fits { Ok(Self(text.to_owned())) } else { Err(RejectCodeProblem) }
    }

    /// The text.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl TryFrom<String> for RejectCode {
    type Error = RejectCodeProblem;

    fn try_from(text: String) -> Result<Self, RejectCodeProblem> {
        Self::parse(&text)
    }
}

impl From<RejectCode> for String {
    fn from(code: RejectCode) -> Self {
        code.0
    }
}

#[cfg(test)]
mod tests {
    #[cfg(target_arch = "wasm32")]
    use wasm_bindgen_test::wasm_bindgen_test as test;

    use super::*;

    #[test]
    fn a_code_is_up_to_three_letters_or_digits() {
        for text in ["43", "T4", "E08"] {
            assert_eq!(RejectCode::parse(text).map(String::from), Ok(text.to_owned()));
        }
        for text in ["", "1234", "4 ", "é"] {
            assert_eq!(RejectCode::parse(text), Err(RejectCodeProblem), "{text}");
        }
    }
}
