//! Webhooks: whether a message is the processor's, and what it says.
//!
//! The processor signs the instant, a full stop and the body's bytes with HMAC-SHA256 under a secret that only the two of
//! us know, and sends `t=INSTANT,v1=SIGNATURE` in the header `Stripe-Signature`. While a secret is being replaced there
//! are several `v1`, one per secret.

use chrono::{DateTime, TimeDelta, Utc};
use hmac::{Hmac, KeyInit, Mac};
use secrecy::{ExposeSecret, SecretString};
use sha2::Sha256;

use crate::error::Misread;
use crate::events::Event;
use crate::pages::Listed;
use crate::wire;

/// How far a message's instant may lie from now: what the processor itself recommends.
pub const TOLERANCE: TimeDelta = TimeDelta::minutes(5);

/// Signatures looked at in one header, so that a long header costs no more than a short one.
const SIGNATURES_MAX: usize = 8;

/// Why a message is not taken for the processor's.
#[derive(Debug, thiserror::Error)]
pub enum WebhookError {
    /// The header is not what the processor sends.
    #[error("the signature header is malformed")]
    Malformed,
    /// No signature is one under our secret.
    #[error("no signature belongs to the message")]
    Forged,
    /// Signed too long ago, or in the future: somebody may be repeating an old message, or a clock is wrong.
    #[error("the message was signed too far from now")]
    Stale,
    /// Signed, but not an event.
    #[error("the signed message is not an event")]
    Unreadable(#[source] Misread),
    /// Signed, an event, but without an id of the processor's.
    #[error("the event has no usable id")]
    Nameless,
}

/// Reads a webhook's event, once it is certain that the processor sent it and not long ago.
///
/// `raw_body` are the bytes as they arrived, before any parsing; `signature` is the header's value; `now` is the real
/// time, whatever the business clock says; `tolerance` is usually [`TOLERANCE`].
///
/// # Errors
/// [`WebhookError`]; all of them deserve a 400.
pub fn verify(
    raw_body: &[u8],
    signature: &str,
    secret: &SecretString,
    now: DateTime<Utc>,
    tolerance: TimeDelta,
) -> Result<Event, WebhookError> {
    let Signature { at, candidates } = Signature::parse(signature).ok_or(WebhookError::Malformed)?;
    let mac = mac(raw_body, at, secret);
    // Compared in constant time, each of them.
    if !candidates.iter().any(|candidate| mac.clone().verify_slice(candidate).is_ok()) {
        return Err(WebhookError::Forged);
    }
    let age = now.timestamp().checked_sub(at).ok_or(WebhookError::Stale)?;
    if age.unsigned_abs() > tolerance.num_seconds().unsigned_abs() {
        return Err(WebhookError::Stale);
    }
    let event: wire::EventObject =
        serde_json::from_slice(raw_body).map_err(|error| WebhookError::Unreadable(error.into()))?;
    Event::read(event).ok_or(WebhookError::Nameless)
}

struct Signature {
    at: i64,
    candidates: Vec<[u8; 32]>,
}

impl Signature {
    /// Other schemes than `v1` are passed over: a weaker one must not be a way in.
    fn parse(header: &str) -> Option<Self> {
        let (mut at, mut candidates) = (None, Vec::new());
        for part in header.split(',') {
            match part.trim().split_once('=')? {
                ("t", seconds) if at.is_none() => at = Some(seconds.parse().ok()?),
                ("t", _) => return None,
                ("v1", signature) if candidates.len() < SIGNATURES_MAX => {
                    let mut bytes = [0; 32];
                    hex::decode_to_slice(signature, &mut bytes).ok()?;
                    candidates.push(bytes);
                }
                _ => {}
            }
        }
        (!candidates.is_empty()).then_some(Self { at: at?, candidates })
    }
}

fn mac(raw_body: &[u8], at: i64, secret: &SecretString) -> Hmac<Sha256> {
    let mut mac = Hmac::<Sha256>::new_from_slice(secret.expose_secret().as_bytes())
        .expect("HMAC takes a key of any length");
    mac.update(at.to_string().as_bytes());
    mac.update(b".");
    mac.update(raw_body);
    mac
}
