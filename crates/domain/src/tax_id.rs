//! The number under which a practice pays taxes.

use std::fmt;
use std::str::FromStr;

/// A taxpayer identification number: nine digits, of an employer as `12-3456789`, of a person as `123-45-6789`. Whoever has a practice
/// alone may use their own, so it is kept out of logs.
#[derive(Clone, PartialEq, Eq, Hash)]
pub struct TaxId(String);

/// The text is no such number.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("a taxpayer identification number is nine digits, such as 12-3456789")]
pub struct TaxIdProblem;

impl TaxId {
    /// The number with its hyphens.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl FromStr for TaxId {
    type Err = TaxIdProblem;

    fn from_str(text: &str) -> Result<Self, TaxIdProblem> {
        let digits: String = text.chars().filter(|c| *c != '-').collect();
        if digits.len() != 9 || !digits.bytes().all(|b| b.is_ascii_digit()) {
            return Err(TaxIdProblem);
        }
        let of_employer = format!("{}-{}", &digits[..2], &digits[2..]);
        let of_person = format!("{}-{}-{}", &digits[..3], &digits[3..5], &digits[5..]);
        if text == of_person {
            Ok(Self(of_person))
        } else if text == digits || text == of_employer {
            Ok(Self(of_employer))
        } else {
            Err(TaxIdProblem)
        }
    }
}

impl fmt::Debug for TaxId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("TaxId")
    }
}

#[cfg(test)]
mod tests {
    #[cfg(target_arch = "wasm32")]
    use wasm_bindgen_test::wasm_bindgen_test as test;

    use super::*;

    #[test]
    fn nine_digits_are_written_as_what_they_are() {
        for (text, is) in
            [("12-3456789", "12-3456789"), ("123456789", "12-3456789"), ("123-45-6789", "123-45-6789")]
        {
            assert_eq!(text.parse::<TaxId>().expect("a number").as_str(), is);
        }
        for text in
            ["", "12345678", "1234567890", "1-23456789", "12-34-56789", "12 3456789", "1E+08", "١٢٣٤٥٦٧٨٩"]
        {
            assert_eq!(text.parse::<TaxId>(), Err(TaxIdProblem), "{text}");
        }
    }

    #[test]
    fn no_log_has_it() {
        let id: TaxId = "123-45-6789".parse().expect("a number");
        assert_eq!(format!("{id:?}"), "TaxId");
    }
}
