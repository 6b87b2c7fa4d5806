//! Ids that outlast the database.
//!
//! The payment processor keeps a charge's id with what it took for it. Should our books be lost, a charge that is imported anew has
//! to be the one that the processor knows, or it would be taken again. So practices and charges get their ids from their keys in
//! the practice's own system, and not from chance.

use domain::{ChargeId, PracticeId};
use sha2::{Digest, Sha256};
use uuid::{Builder, Uuid};

/// The id of the practice with this key.
pub(super) fn practice(key: &str) -> PracticeId {
    PracticeId::new(of("practice", &[], key))
}

/// The id of a practice's charge with this key.
pub(super) fn charge(practice: PracticeId, key: &str) -> ChargeId {
    ChargeId::new(of("charge", practice.uuid().as_bytes(), key))
}

/// A UUID of version 8: its bits are ours to choose.
fn of(kind: &str, whose: &[u8], key: &str) -> Uuid {
    let mut hash = Sha256::new();
    for part in [kind.as_bytes(), whose, key.as_bytes()] {
        hash.update(part.len().to_le_bytes());
        hash.update(part);
    }
    let mut bytes = [0; 16];
    bytes.copy_from_slice(&hash.finalize()[..16]);
    Builder::from_custom_bytes(bytes).into_uuid()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_id_follows_from_practice_and_key_alone_and_stays_for_ever() {
        let (larkspur, other) = (practice("larkspur"), practice("other"));
        assert_eq!(charge(larkspur, "ch-1"), charge(practice("larkspur"), "ch-1"));
        assert_ne!(charge(larkspur, "ch-1"), charge(larkspur, "ch-2"));
        assert_ne!(charge(larkspur, "ch-1"), charge(other, "ch-1"));
        assert_ne!(larkspur.uuid(), charge(larkspur, "larkspur").uuid());
    }
}
