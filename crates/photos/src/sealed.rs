//! How a picture lies in an object: encrypted, with the id of its key in front, and bound to what it is of.
//!
//! `ALMP`, the version of this form, the length of the key's id and the id, the nonce, and what AES-256-GCM makes of the picture,
//! with its tag at the end. All that stands before the nonce and the label are part of what the tag is about.

use aes_gcm::Nonce;
use aes_gcm::aead::{Aead, Payload};

use crate::keys::Keys;

/// What is used once for each object. Of chance, 2^32 objects under one key are safe.
pub type NONCE = [u8; NONCE_BYTES];

const NONCE_BYTES: usize = 12;

/// What an object begins with: whose it is, and the version of the form.
const BEGINNING: &[u8] = b"ALMP\x01";

/// Why an object is not shown.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum OpenProblem {
    /// It does not begin as ours do.
    #[error("it is not an encrypted photo")]
    NotOurs,
    /// Its key is not among those known.
    #[error("it is encrypted under the key {0}, which is not known")]
    NoKey(String),
    /// It was changed, is another one's, or the key has another's id.
    #[error("it was changed, lies in the place of another, or its key is not the one of that id")]
    NotWhole,
}

/// Encrypts a picture under the current key.
pub(crate) fn seal(keys: &Keys, label: &str, picture: &[u8], nonce: NONCE) -> Result<Vec<u8>, OpenProblem> {
    let key = keys.sealing();
    let id = key.id.as_bytes();
    let length = u8::try_from(id.len()).map_err(|_| OpenProblem::NotOurs)?;
    let head = [BEGINNING, &[length], id].concat();
    let aad = bound(&head, label);
    let sealed = key.cipher.encrypt(&Nonce::from(nonce), Payload { msg: picture, aad: &aad });
    Ok([&head[..], &nonce, &sealed.map_err(|_| OpenProblem::NotWhole)?].concat())
}

/// The picture in an object that was sealed with this label.
pub(crate) fn open(keys: &Keys, label: &str, object: &[u8]) -> Result<Vec<u8>, OpenProblem> {
    let rest = object.strip_prefix(BEGINNING).ok_or(OpenProblem::NotOurs)?;
    let (length, rest) = rest.split_first().ok_or(OpenProblem::NotOurs)?;
    let (id, rest) = rest.split_at_checked(usize::from(*length)).ok_or(OpenProblem::NotOurs)?;
    let (nonce, sealed) = rest.split_first_chunk::<NONCE_BYTES>().ok_or(OpenProblem::NotOurs)?;
    let unknown = || OpenProblem::NoKey(String::from_utf8_lossy(id).into_owned());
    let key = keys.find(id).ok_or_else(unknown)?;
    let head = &object[..BEGINNING.len() + 1 + id.len()];
    let aad = bound(head, label);
    let opened = key.cipher.decrypt(&Nonce::from(*nonce), Payload { msg: sealed, aad: &aad });
    opened.map_err(|_| OpenProblem::NotWhole)
}

/// The head says how long it is, so the label cannot begin within it.
fn bound(head: &[u8], label: &str) -> Vec<u8> {
    [head, label.as_bytes()].concat()
}

#[cfg(test)]
mod tests {
    use base64::Engine;
    use base64::prelude::BASE64_STANDARD;
    use secrecy::SecretString;

    use super::*;

    const PICTURE: &[u8] = b"member ID ZX93-71, group 7";

    fn keys(written: &[(&str, u8)]) -> Keys {
        let each = written.iter().map(|(id, byte)| format!("{id}:{}", BASE64_STANDARD.encode([*byte; 32])));
        Keys::parse(&SecretString::from(each.collect::<Vec<_>>().join(","))).expect("keys")
    }

    fn sealed(keys: &Keys) -> Vec<u8> {
        seal(keys, "one", PICTURE, [9; NONCE_BYTES]).expect("sealed")
    }

    #[test]
    fn what_was_sealed_is_opened_and_nothing_of_it_can_be_read_without_the_key() {
        let keys = keys(&[("2026", 1)]);
        let object = sealed(&keys);
        assert_eq!(open(&keys, "one", &object).as_deref(), Ok(PICTURE));
        for part in PICTURE.windows(5) {
            assert!(!object.windows(5).any(|it| it == part));
        }
        assert!(object.starts_with(b"ALMP\x01\x042026"), "the key is named in the object");
    }

    #[test]
    fn another_key_does_not_open_it_whatever_its_id() {
        let object = sealed(&keys(&[("2026", 1)]));
        let other = open(&keys(&[("2027", 1)]), "one", &object);
        assert_eq!(other, Err(OpenProblem::NoKey("2026".to_owned())));
        assert_eq!(open(&keys(&[("2026", 2)]), "one", &object), Err(OpenProblem::NotWhole));
    }

    #[test]
    fn what_lies_in_the_place_of_another_is_refused() {
        let keys = keys(&[("2026", 1)]);
        let object = sealed(&keys);
        for label in ["two", "", "on", "one "] {
            assert_eq!(open(&keys, label, &object), Err(OpenProblem::NotWhole), "{label}");
        }
    }

    #[test]
    fn every_byte_that_is_changed_or_missing_is_noticed() {
        let keys = keys(&[("2026", 1), ("2025", 2)]);
        let object = sealed(&keys);
        for at in 0..object.len() {
            let mut changed = object.clone();
            changed[at] ^= 1;
            assert!(open(&keys, "one", &changed).is_err(), "byte {at}");
            assert!(open(&keys, "one", &object[..at]).is_err(), "cut at {at}");
        }
    }

    #[test]
    fn a_key_is_changed_in_two_steps_and_what_was_kept_before_is_read_meanwhile() {
        let old = sealed(&keys(&[("a", 1)]));
        let both = keys(&[("b", 2), ("a", 1)]);
        let picture = open(&both, "one", &old).expect("the previous key still opens");
        let new = seal(&both, "one", &picture, [8; NONCE_BYTES]).expect("sealed");
        assert_eq!(open(&keys(&[("b", 2)]), "one", &new).as_deref(), Ok(PICTURE));
    }
}
