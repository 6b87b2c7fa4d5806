//! The keys that pictures are encrypted under: one that they are kept under, and the one before it while its pictures are moved.

use std::fmt;

use aes_gcm::{Aes256Gcm, KeyInit};
use base64::Engine;
use base64::prelude::BASE64_STANDARD;
use secrecy::{ExposeSecret, SecretString};

/// Bytes of a key.
const BYTES: usize = 32;

/// Letters of a key's id.
const ID_MAX: usize = 32;

/// The current key, and the previous one if there is one.
pub struct Keys {
    current: Key,
    previous: Option<Key>,
}

pub(crate) struct Key {
    pub(crate) id: String,
    pub(crate) cipher: Aes256Gcm,
}

/// Why the keys cannot be used. Says nothing of them but their ids.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum KeyProblem {
    /// It has no id before a colon.
    #[error("a key for photos is written as ID:KEY, where ID is up to 32 of a-z, 0-9 and -")]
    Shape,
    /// It is no key.
    #[error("the key {0} for photos is not 32 bytes in base64; `openssl rand -base64 32` makes one")]
    NotAKey(String),
    /// The two are not two.
    #[error("the two keys for photos have the same id, or are the same")]
    Same,
    /// There are too many.
    #[error("two keys for photos are known at a time, the current one and the previous one")]
    TooMany,
}

impl Keys {
    /// Reads `ID:KEY`, or `ID:KEY,ID:KEY` with the previous one second.
    ///
    /// # Errors
    /// When they are not written so.
    pub fn parse(text: &SecretString) -> Result<Self, KeyProblem> {
        let written: Vec<&str> = text.expose_secret().split(',').map(str::trim).collect();
        let (current, previous) = match written[..] {
            [one] => (one, None),
            [one, other] => (one, Some(other)),
            _ => return Err(KeyProblem::TooMany),
        };
        let key_of = |written: &str| written.split_once(':').map(|(_, key)| key.to_owned());
        if previous.is_some_and(|it| key_of(it) == key_of(current)) {
            return Err(KeyProblem::Same);
        }
        let keys = Self { current: Key::parse(current)?, previous: previous.map(Key::parse).transpose()? };
        if keys.previous.as_ref().is_some_and(|it| it.id == keys.current.id) {
            return Err(KeyProblem::Same);
        }
        Ok(keys)
    }

    /// The id of the key that pictures are kept under.
    #[must_use]
    pub fn current(&self) -> &str {
        &self.current.id
    }

    /// The ids of all.
    pub fn ids(&self) -> impl Iterator<Item = &str> {
        self.all().map(|it| it.id.as_str())
    }

    pub(crate) const fn sealing(&self) -> &Key {
        &self.current
    }

    pub(crate) fn find(&self, id: &[u8]) -> Option<&Key> {
        self.all().find(|it| it.id.as_bytes() == id)
    }

    fn all(&self) -> impl Iterator<Item = &Key> {
        std::iter::once(&self.current).chain(&self.previous)
    }
}

impl Key {
    fn parse(text: &str) -> Result<Self, KeyProblem> {
        let (id, key) = text.split_once(':').ok_or(KeyProblem::Shape)?;
        let is_fine = |it: u8| it.is_ascii_lowercase() || it.is_ascii_digit() || it == b'-';
        if id.is_empty() || id.len() > ID_MAX || !id.bytes().all(is_fine) {
            return Err(KeyProblem::Shape);
        }
        let not_a_key = || KeyProblem::NotAKey(id.to_owned());
        let bytes = BASE64_STANDARD.decode(key).map_err(|_| not_a_key())?;
        if bytes.len() != BYTES || bytes.iter().all(|it| *it == 0) {
            return Err(not_a_key());
        }
        let cipher = Aes256Gcm::new_from_slice(&bytes).map_err(|_| not_a_key())?;
        Ok(Self { id: id.to_owned(), cipher })
    }
}

impl fmt::Debug for Keys {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_list().entries(self.ids()).finish()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn key(byte: u8) -> String {
        BASE64_STANDARD.encode([byte; BYTES])
    }

    fn parse(text: &str) -> Result<Keys, KeyProblem> {
        Keys::parse(&SecretString::from(text))
    }

    #[test]
    fn one_key_or_two_are_read_and_the_first_one_is_current() {
        let keys = parse(&format!("2026:{}", key(1))).expect("a key");
        assert_eq!((keys.current(), keys.ids().collect::<Vec<_>>()), ("2026", vec!["2026"]));
        let keys = parse(&format!("2026-b:{}, 2026:{}", key(2), key(1))).expect("two keys");
        assert_eq!((keys.current(), keys.ids().collect::<Vec<_>>()), ("2026-b", vec!["2026-b", "2026"]));
    }

    #[test]
    fn what_is_no_key_is_refused_and_not_repeated() {
        let (one, other) = (key(1), key(2));
        for (text, problem) in [
            (String::new(), KeyProblem::Shape),
            (one.clone(), KeyProblem::Shape),
            (format!(":{one}"), KeyProblem::Shape),
            (format!("Key 1:{one}"), KeyProblem::Shape),
            (format!("a:{}", &one[4..]), KeyProblem::NotAKey("a".to_owned())),
            ("a:secret".to_owned(), KeyProblem::NotAKey("a".to_owned())),
            (format!("a:{}", key(0)), KeyProblem::NotAKey("a".to_owned())),
            (format!("a:{one},a:{other}"), KeyProblem::Same),
            (format!("a:{one},b:{one}"), KeyProblem::Same),
            (format!("a:{one},b:{other},c:{}", key(3)), KeyProblem::TooMany),
        ] {
            assert_eq!(parse(&text).expect_err(&text), problem, "{text}");
            assert!(!problem.to_string().contains("secret"), "{problem}");
        }
    }

    #[test]
    fn nothing_but_ids_is_ever_printed() {
        let keys = parse(&format!("2026:{}", key(7))).expect("a key");
        assert_eq!(format!("{keys:?}"), r#"["2026"]"#);
    }
}
