//! How the service knows a payer.

use std::fmt;
use std::str::FromStr;

/// A payer's id at the eligibility service, `tradingPartnerServiceId`: letters and digits, of which leading zeros are a part (`00540`).
#[derive(Clone, PartialEq, Eq, Hash)]
pub struct PayerServiceId(String);

/// The text is no such id.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("a payer's id at the eligibility service is 1 to 80 letters, digits, hyphens or underscores")]
pub struct PayerServiceIdProblem;

/// The longest id, in characters, as the standard has it for NM109.
const LENGTH_MAX: usize = 80;

impl PayerServiceId {
    /// The text.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl FromStr for PayerServiceId {
    type Err = PayerServiceIdProblem;

    fn from_str(text: &str) -> Result<Self, PayerServiceIdProblem> {
        let is_plain = |b: u8| b.is_ascii_alphanumeric() || matches!(b, b'-' | b'_');
        let fits = (1..=LENGTH_MAX).contains(&text.len()) && text.bytes().all(is_plain);
        if fits { Ok(Self(text.to_owned())) } else { Err(PayerServiceIdProblem) }
    }
}

impl fmt::Debug for PayerServiceId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

#[cfg(test)]
mod tests {
    #[cfg(target_arch = "wasm32")]
    use wasm_bindgen_test::wasm_bindgen_test as test;

    use super::*;

    #[test]
    fn leading_zeros_are_a_part_of_a_payers_id() {
        assert_eq!("00540".parse::<PayerServiceId>().expect("an id").as_str(), "00540");
        for text in ["", " 60054", "60054\n", "é", &"1".repeat(81)] {
            assert_eq!(text.parse::<PayerServiceId>(), Err(PayerServiceIdProblem), "{text}");
        }
    }
}
