//! How a service is spoken to.

use std::time::Duration;

use reqwest::header::{AUTHORIZATION, HeaderMap, HeaderValue};
use reqwest::{Client, redirect, retry};
use secrecy::{ExposeSecret, SecretString};

use crate::Address;

/// What we are known by at a service: the value of `Authorization`, which no log shows.
#[derive(Clone, Debug)]
pub struct Key(HeaderValue);

/// The key has characters that a header cannot hold.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("key has characters that no key has")]
pub struct KeyProblem;

impl Key {
    /// The key with `scheme` in front of it, for example `"Bearer "`, or nothing.
    ///
    /// # Errors
    /// [`KeyProblem`] where it is none.
    pub fn parse(scheme: &str, key: &SecretString) -> Result<Self, KeyProblem> {
        let value = HeaderValue::from_str(&format!("{scheme}{}", key.expose_secret()));
        let mut value = value.map_err(|_| KeyProblem)?;
        value.set_sensitive(true);
        Ok(Self(value))
    }
}

/// A client for a service at `address` that sends `key` and `headers` with each request. `timeout` is for one request; half of it is
/// for connecting, so that a service out of reach is told from a slow one.
///
/// # Errors
/// When the client cannot be set up.
pub fn client(
    address: &Address,
    key: Key,
    mut headers: HeaderMap,
    timeout: Duration,
) -> Result<Client, reqwest::Error> {
    headers.insert(AUTHORIZATION, key.0);
    // Another part of the process may have installed it already: either is the same.
    let _ = rustls::crypto::ring::default_provider().install_default();
    let builder = Client::builder()
        .default_headers(headers)
        .timeout(timeout)
        .connect_timeout(timeout / 2)
        // Whoever sends us elsewhere would get the key and what is asked; and a repeated request is the caller's to make.
        .redirect(redirect::Policy::none())
        .retry(retry::never());
    // A service on this machine is reached directly and without certificates, so none are loaded.
    let builder = if address.loopback { builder.no_proxy().tls_certs_only([]) } else { builder };
    builder.build()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_key_is_what_a_header_can_hold_and_is_never_shown() {
        let key = Key::parse("Bearer ", &"sk_test_1".into()).expect("a key");
        assert_eq!(key.0, "Bearer sk_test_1");
        assert!(!format!("{key:?}").contains("sk_test_1"));
        assert_eq!(Key::parse("", &"two\nlines".into()).err(), Some(KeyProblem));
    }
}
