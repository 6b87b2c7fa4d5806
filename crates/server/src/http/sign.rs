//! A sign of what an answer says.

use serde::Serialize;
use sha2::{Digest, Sha256};

/// The same for two answers that say the same, whoever asks and when; otherwise another. A page that asks again compares these alone,
/// rather than to bring along how each part of an answer is compared.
pub fn sign_of(view: &impl Serialize) -> String {
    let said = serde_json::to_vec(view).unwrap_or_default();
    hex::encode(&Sha256::digest(said)[..8])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_says_the_same_has_the_same_sign() {
        assert_eq!(sign_of(&("Dec 2", 2_500)), sign_of(&("Dec 2", 2_500)));
        assert_ne!(sign_of(&("Dec 2", 2_500)), sign_of(&("Dec 12", 2_500)));
        assert_eq!(sign_of(&1).len(), 16);
    }
}
