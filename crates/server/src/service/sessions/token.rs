//! The token in the cookie, of which only the hash is kept.

use std::fmt;
use std::str::FromStr;

use sha2::{Digest, Sha256};

use crate::ids::random;

/// What a browser shows to be known again: 32 random bytes. Only their hash is kept, so that nobody who reads the database
/// can be somebody.
#[derive(Clone, PartialEq, Eq)]
pub struct Token([u8; 32]);

/// The text is no token.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("not a session token")]
pub struct NoToken;

impl Token {
    /// A new one.
    #[must_use]
    pub fn new() -> Self {
        Self(random())
    }

    /// What is kept of it.
    #[must_use]
    pub fn hash(&self) -> [u8; 32] {
        Sha256::digest(self.0).into()
    }

    /// Its text, for the cookie only.
    #[must_use]
    pub fn secret(&self) -> String {
        hex::encode(self.0)
    }
}

impl Default for Token {
    fn default() -> Self {
        Self::new()
    }
}

impl FromStr for Token {
    type Err = NoToken;

    fn from_str(text: &str) -> Result<Self, NoToken> {
        let mut bytes = [0; 32];
        hex::decode_to_slice(text, &mut bytes).map_err(|_| NoToken)?;
        Ok(Self(bytes))
    }
}

impl fmt::Debug for Token {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Token(…)")
    }
}
