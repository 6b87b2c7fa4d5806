//! A charge and its client to write mails about in tests.

use domain::charge::{Charge, ChargeKind, ChargeState, FailReason, Failed, Processing, Scheduled, Upcoming};
use domain::policy::Policy;
use domain::practice::Practice;
use domain::promise::Promise;
use domain::testing::{self, ATTEMPT, CARD};
pub use domain::testing::{at, card_shown as card, day};
use domain::zone::PracticeZone;

/// $40.00 after insurance, wished for on Dec 2.
pub fn scheduled() -> Scheduled {
    Scheduled { first_day: day("2025-12-02"), ..testing::scheduled() }
}

pub fn charge() -> Charge {
    testing::charge(ChargeState::Scheduled(scheduled()))
}

/// The notice's promise when it is written on Dec 1 at 09:30 in New York.
pub fn promise(kind: ChargeKind) -> Promise {
    let written = at("2025-12-01T14:30:00Z");
    Promise::rendered(written, scheduled().first_day, kind, PracticeZone::NEW_YORK, &Policy::STANDARD)
}

pub fn upcoming() -> Upcoming {
    let accepted_at = at("2025-12-01T14:30:05Z");
    scheduled().announced(promise(ChargeKind::Insurance), accepted_at).expect("accepted in time")
}

/// Moved to Dec 12.
pub fn moved() -> Upcoming {
    let mut upcoming = upcoming();
    upcoming.announced.day = day("2025-12-12");
    upcoming
}

pub fn processing() -> Processing {
    upcoming().taken(ATTEMPT, at("2025-12-02T15:00:01Z")).expect("it is due")
}

pub fn failed(reason: FailReason) -> Failed {
    processing().declined(CARD, reason, at("2025-12-02T15:00:02Z"))
}

pub fn practice() -> Practice {
    Practice { name: "Larkspur & Sons Therapy".to_owned(), ..testing::practice(7) }
}
