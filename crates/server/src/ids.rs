//! Makes ids and secrets: the one place where chance comes in.

use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use domain::{
    AttemptId, AuditId, CardPhotoId, CardSetupId, ChargeId, ClientId, CoverageId, EligibilityId,
    EmailChangeId, LoginId, MessageId, PayerId, PaymentMethodId, PracticeId, RefundRequestId, SessionId,
    StaffId, TaskId,
};
use uuid::Uuid;

use crate::clock::Clock;

/// Makes ids of version 7: of two made by the same process the later one sorts later, also within a millisecond, so that the
/// order of ids is the order of events.
#[derive(Clone, Debug)]
pub struct Ids {
    clock: Clock,
    /// The milliseconds of the last id and, in the lowest bits, the count within them.
    last: Arc<AtomicU64>,
}

/// Bits of the count within a millisecond: those that stand right behind the time in an id.
const COUNT_BITS: u32 = 12;

/// An id that [`Ids`] can make.
pub trait Made {
    /// The id of this UUID.
    fn of(uuid: Uuid) -> Self;
}

macro_rules! made {
    ($($name:ident)*) => {$(
        impl Made for $name {
            fn of(uuid: Uuid) -> Self {
                Self::new(uuid)
            }
        }
    )*};
}

made! {
    AttemptId AuditId CardPhotoId CardSetupId ChargeId ClientId CoverageId EligibilityId EmailChangeId LoginId MessageId PayerId PaymentMethodId PracticeId RefundRequestId SessionId StaffId
    TaskId
}

impl Ids {
    /// Ids that carry the time of this clock; the real one, so that ids keep their order when the business clock moves back.
    #[must_use]
    pub fn new(real: Clock) -> Self {
        Self { clock: real, last: Arc::default() }
    }

    /// A new UUID of version 7.
    #[must_use]
    pub fn uuid(&self) -> Uuid {
        let now = u64::try_from(self.clock.now().timestamp_millis()).unwrap_or_default() << COUNT_BITS;
        let next = |last: u64| (last + 1).max(now);
        let last = self.last.fetch_update(Ordering::Relaxed, Ordering::Relaxed, |last| Some(next(last)));
        let made = next(last.unwrap_or_default());
        let mut rest: [u8; 10] = random();
        rest[..2].copy_from_slice(&(made as u16).to_be_bytes());
        uuid::Builder::from_unix_timestamp_millis(made >> COUNT_BITS, &rest).into_uuid()
    }

    /// A new id.
    #[must_use]
    pub fn make<I: Made>(&self) -> I {
        I::of(self.uuid())
    }
}

/// Random bytes fit for secrets.
///
/// # Panics
/// When the operating system gives none: nothing that needs a secret can go on then.
#[must_use]
#[expect(clippy::disallowed_methods, reason = "the one place where chance comes in")]
pub fn random<const N: usize>() -> [u8; N] {
    let mut bytes = [0; N];
    getrandom::fill(&mut bytes).expect("the operating system gives random bytes");
    bytes
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids_are_of_version_seven_and_differ() {
        let ids = Ids::new(Clock::system());
        let (one, two): (ChargeId, ChargeId) = (ids.make(), ids.make());
        assert_eq!(one.uuid().get_version_num(), 7);
        assert_ne!(one, two);
    }

    #[test]
    fn a_later_id_sorts_later_even_when_the_clock_stands_or_goes_back() {
        let clock = Clock::standing_at("2025-12-01T12:00:00Z".parse().expect("an instant"));
        let ids = Ids::new(clock.clone());
        let mut made: Vec<ChargeId> = (0..10_000).map(|_| ids.make()).collect();
        clock.set("2025-12-01T11:00:00Z".parse().expect("an instant"));
        made.push(ids.make());
        assert!(made.is_sorted_by(|one, next| one < next));
    }
}
