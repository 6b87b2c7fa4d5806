//! What a password must be like.

use unicode_normalization::UnicodeNormalization;

/// Fewest characters of a password that is the only factor.
pub const LENGTH_MIN: usize = 15;
/// Most characters taken, so that hashing stays bounded.
pub const LENGTH_MAX: usize = 256;

/// Why a password is refused.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum PasswordProblem {
    /// Nothing was entered.
    #[error("no password is given")]
    Missing,
    /// Fewer than [`LENGTH_MIN`] characters.
    #[error("the password has fewer than {LENGTH_MIN} characters")]
    TooShort,
    /// More than [`LENGTH_MAX`] characters.
    #[error("the password has more than {LENGTH_MAX} characters")]
    TooLong,
}

/// The form in which a password is hashed and compared: compatibility form C, so that the same keys typed on two keyboards
/// give the same password.
#[must_use]
pub fn normalized(password: &str) -> String {
    password.nfkc().collect()
}

/// Checks a new password: its length only, no rules about what it is made of.
///
/// # Errors
/// [`PasswordProblem`] says what to change.
pub fn check(password: &str) -> Result<(), PasswordProblem> {
    match normalized(password).chars().count() {
        0 => Err(PasswordProblem::Missing),
        1..LENGTH_MIN => Err(PasswordProblem::TooShort),
        LENGTH_MIN..=LENGTH_MAX => Ok(()),
        _ => Err(PasswordProblem::TooLong),
    }
}

#[cfg(test)]
mod tests {
    #[cfg(target_arch = "wasm32")]
    use wasm_bindgen_test::wasm_bindgen_test as test;

    use super::*;

    #[test]
    fn only_the_length_counts() {
        assert_eq!(check(""), Err(PasswordProblem::Missing));
        assert_eq!(check(&"é".repeat(14)), Err(PasswordProblem::TooShort));
        assert_eq!(check(&"é".repeat(15)), Ok(()));
        assert_eq!(check(&"x".repeat(256)), Ok(()));
        assert_eq!(check(&"x".repeat(257)), Err(PasswordProblem::TooLong));
    }
}
