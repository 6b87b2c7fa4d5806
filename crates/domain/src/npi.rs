//! The number under which a practice, or somebody who works there, is known to payers.

use std::fmt;
use std::str::FromStr;

/// A National Provider Identifier: ten digits, the last of which checks the others (ISO/IEC 7812, counted as if `80840` stood before
/// them; 45 CFR 162.406).
#[derive(Clone, PartialEq, Eq, Hash)]
pub struct Npi(String);

/// The text is no such number.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum NpiProblem {
    /// Not ten digits.
    #[error("an NPI is ten digits")]
    NotTenDigits,
    /// A digit is wrong, or two were swapped.
    #[error("the NPI's last digit does not go with the others; one of them is wrong")]
    CheckDigit,
}

/// What the digits of `80840` add to the sum.
const PREFIX_SUM: u32 = 24;

impl Npi {
    /// The ten digits.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl FromStr for Npi {
    type Err = NpiProblem;

    fn from_str(text: &str) -> Result<Self, NpiProblem> {
        if text.len() != 10 || !text.bytes().all(|b| b.is_ascii_digit()) {
            return Err(NpiProblem::NotTenDigits);
        }
        let digits = text.bytes().rev().map(|b| u32::from(b - b'0'));
        let counted = digits.enumerate().map(|(at, digit)| match (at % 2, digit * 2) {
            (0, _) => digit,
            (_, doubled) => doubled / 10 + doubled % 10,
        });
        let sum = PREFIX_SUM + counted.sum::<u32>();
        if sum.is_multiple_of(10) { Ok(Self(text.to_owned())) } else { Err(NpiProblem::CheckDigit) }
    }
}

impl fmt::Debug for Npi {
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
    fn a_number_whose_last_digit_goes_with_the_others_is_taken() {
        // The first is the example of the rule itself, the second that of the service's reference.
        for text in ["1234567893", "1999999984"] {
            assert_eq!(text.parse::<Npi>().expect("an NPI").as_str(), text);
        }
    }

    #[test]
    fn one_wrong_digit_and_two_that_were_swapped_are_found() {
        for text in ["1234567890", "1234567983", "2134567893", "1999999948"] {
            assert_eq!(text.parse::<Npi>(), Err(NpiProblem::CheckDigit), "{text}");
        }
    }

    #[test]
    fn anything_but_ten_digits_is_none() {
        for text in ["", "123456789", "12345678930", "12345 7893", "١٢٣٤٥٦٧٨٩٣"] {
            assert_eq!(text.parse::<Npi>(), Err(NpiProblem::NotTenDigits), "{text}");
        }
    }
}
