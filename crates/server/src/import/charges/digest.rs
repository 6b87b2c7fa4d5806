//! What tells whether a row changed since it was imported.

use domain::charge::{ChargeKind, Session};
use serde::Serialize;
use sha2::Sha256;

use super::facts::RowFacts;

/// A fingerprint of what a row says. Rows that say the same in another way of writing, such as `25` and `$25.00`, have the
/// same one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Digest(String);

/// The practice system's own keys stand for people, so that the digest does not depend on the ids given out here.
#[derive(Serialize)]
struct RowSaid<'a> {
    client: &'a str,
    provider: &'a str,
    session: &'a Session,
    kind: ChargeKind,
    facts: &'a RowFacts,
}

impl Digest {
    pub(super) fn of(
        client: &str,
        provider: &str,
        session: &Session,
        kind: ChargeKind,
        facts: &RowFacts,
    ) -> Self {
        let said = RowSaid { client, provider, session, kind, facts };
        // Writing plain data into memory does not fail.
        let said = serde_json::to_vec(&said).unwrap_or_default();
        Self(hex::encode(<Sha256 as sha2::Digest>::digest(said)))
    }

    pub(super) fn as_str(&self) -> &str {
        &self.0
    }
}
