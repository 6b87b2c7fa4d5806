//! Checks and hashes passwords. One check takes tens of milliseconds and 46 MiB on purpose, so they run apart from the tasks
//! that answer requests, and only a few at once.

use std::fmt;
use std::sync::Arc;
use std::time::Duration;

use argon2::password_hash::phc::PasswordHash;
use argon2::password_hash::{PasswordHasher, PasswordVerifier};
use argon2::{Algorithm, Argon2, Params, Version};
use domain::password::normalized;
use secrecy::{ExposeSecret, SecretString};
use tokio::sync::Semaphore;

use crate::ids::random;

/// 46 MiB of memory, one round, one lane.
const PARAMS: Params = match Params::new(47_104, 1, 1, None) {
    Ok(params) => params,
    Err(_) => panic!("these are within argon2's bounds"),
};

/// Shaped like a hash under the settings above, and the hash of nothing that anybody knows. It is checked where an account has
/// none, so that the answer takes as long.
const NOBODYS: &str =
    "$argon2id$v=19$m=47104,t=1,p=1$c29tZSBzYWx0IGhlcmUhIQ$MDEyMzQ1Njc4OTAxMjM0NTY3ODkwMTIzNDU2Nzg5MDE";

/// How long a check waits for its turn before the person is told to come back.
const WAIT_MAX: Duration = Duration::from_secs(5);

/// The pool in which passwords are checked. Clones share it.
#[derive(Clone)]
pub struct Passwords {
    places: Arc<Semaphore>,
}

/// What became of a check.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Checked {
    /// It is the password.
    Right {
        /// A new hash to keep, where the stored one was made under other settings.
        rehashed: Option<String>,
    },
    /// It is not.
    Wrong,
}

/// Why a password was neither checked nor hashed.
#[derive(Debug, thiserror::Error)]
pub enum PasswordsError {
    /// Too many at once.
    #[error("too many passwords are being checked")]
    Busy,
    /// The hash could not be made or read.
    #[error("a password hash could not be computed")]
    Hash(#[from] argon2::password_hash::Error),
}

impl Passwords {
    /// A pool that checks `at_once` passwords at a time.
    #[must_use]
    pub fn new(at_once: usize) -> Self {
        Self { places: Arc::new(Semaphore::new(at_once.max(1))) }
    }

    /// The hash to keep of a password.
    ///
    /// # Errors
    /// When there is no free place in time.
    pub async fn hash(&self, password: SecretString) -> Result<String, PasswordsError> {
        self.run(move || hashed(PARAMS, password.expose_secret())).await
    }

    /// Whether `password` is the one that `stored` was made of. Where nothing is stored the answer is no and takes as long.
    ///
    /// # Errors
    /// When there is no free place in time.
    pub async fn check(
        &self,
        password: SecretString,
        stored: Option<String>,
    ) -> Result<Checked, PasswordsError> {
        self.run(move || {
            let hash = PasswordHash::new(stored.as_deref().unwrap_or(NOBODYS))
                .map_err(|_| argon2::password_hash::Error::EncodingInvalid)?;
            let right = verified(password.expose_secret(), &hash)?;
            if !right || stored.is_none() {
                return Ok(Checked::Wrong);
            }
            let is_current = hash.algorithm == Algorithm::Argon2id.ident()
                && Params::try_from(&hash).is_ok_and(|it| same_cost(&it, &PARAMS));
            let rehashed = if is_current { None } else { Some(hashed(PARAMS, password.expose_secret())?) };
            Ok(Checked::Right { rehashed })
        })
        .await
    }

    async fn run<T: Send + 'static>(
        &self,
        work: impl FnOnce() -> Result<T, PasswordsError> + Send + 'static,
    ) -> Result<T, PasswordsError> {
        let place = tokio::time::timeout(WAIT_MAX, Arc::clone(&self.places).acquire_owned());
        let Ok(Ok(place)) = place.await else { return Err(PasswordsError::Busy) };
        let work = tokio::task::spawn_blocking(move || {
            let done = work();
            drop(place);
            done
        });
        work.await.unwrap_or(Err(PasswordsError::Busy))
    }
}

fn same_cost(one: &Params, other: &Params) -> bool {
    (one.m_cost(), one.t_cost(), one.p_cost()) == (other.m_cost(), other.t_cost(), other.p_cost())
}

fn hashed(params: Params, password: &str) -> Result<String, PasswordsError> {
    let argon2 = Argon2::new(Algorithm::Argon2id, Version::V0x13, params);
    let hash = argon2.hash_password_with_salt(normalized(password).as_bytes(), &random::<16>())?;
    Ok(hash.to_string())
}

fn verified(password: &str, hash: &PasswordHash) -> Result<bool, PasswordsError> {
    match Argon2::default().verify_password(normalized(password).as_bytes(), hash) {
        Ok(()) => Ok(true),
        Err(argon2::password_hash::Error::PasswordInvalid) => Ok(false),
        Err(error) => Err(error.into()),
    }
}

impl fmt::Debug for Passwords {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Passwords").finish_non_exhaustive()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn secret(text: &str) -> SecretString {
        SecretString::from(text)
    }

    #[tokio::test]
    async fn only_the_password_it_was_made_of_belongs_to_a_hash() {
        let passwords = Passwords::new(1);
        let hash = passwords.hash(secret("correct horse battery staple")).await.expect("hashed");
        assert!(hash.starts_with("$argon2id$v=19$m=47104,t=1,p=1$"));
        let right = passwords.check(secret("correct horse battery staple"), Some(hash.clone())).await;
        assert_eq!(right.expect("checked"), Checked::Right { rehashed: None });
        let wrong = passwords.check(secret("correct horse battery stable"), Some(hash.clone())).await;
        assert_eq!(wrong.expect("checked"), Checked::Wrong);
        let settings = |hash: &str| hash.rsplitn(3, '$').last().map(ToOwned::to_owned);
        assert_eq!(settings(NOBODYS), settings(&hash), "nobody's takes as long");
        let nobodys = passwords.check(secret("correct horse battery staple"), None).await;
        assert_eq!(nobodys.expect("checked"), Checked::Wrong);
    }

    #[tokio::test]
    async fn a_hash_made_under_other_settings_is_made_anew() {
        let weak = Params::new(8_192, 1, 1, None).expect("parameters");
        let stored = hashed(weak, "correct horse battery staple").expect("hashed");
        let passwords = Passwords::new(1);
        let checked = passwords.check(secret("correct horse battery staple"), Some(stored)).await;
        let Ok(Checked::Right { rehashed: Some(fresh) }) = checked else { panic!("{checked:?}") };
        assert!(fresh.contains("m=47104"));
    }

    #[tokio::test]
    async fn a_password_typed_on_another_keyboard_is_the_same() {
        let passwords = Passwords::new(1);
        let hash = passwords.hash(secret("caf\u{e9} correct horse battery")).await.expect("hashed");
        let checked = passwords.check(secret("cafe\u{301} correct horse battery"), Some(hash)).await;
        assert_eq!(checked.expect("checked"), Checked::Right { rehashed: None });
    }
}
