//! A charge and its client to write mails about in tests.

use chrono::{DateTime, NaiveDate, Utc};
use domain::breakdown::{Breakdown, Parts};
use domain::charge::{
    CardShown, Charge, ChargeKind, ChargeState, Due, FailReason, Failed, InsurerAnswer, Processing,
    Scheduled, Session, TriesMade, Upcoming,
};
use domain::contact::{Email, Phone};
use domain::policy::Policy;
use domain::practice::{Practice, SupportContact};
use domain::promise::Promise;
use domain::zone::PracticeZone;
use domain::{AttemptId, ChargeId, ClientId, Money, PaymentMethodId, PracticeId, StaffId};
use uuid::Uuid;

pub fn at(text: &str) -> DateTime<Utc> {
    text.parse().expect("an instant such as 2025-12-01T14:30:00Z")
}

pub fn day(text: &str) -> NaiveDate {
    text.parse().expect("a day such as 2025-12-01")
}

/// $40.00 after insurance, wished for on Dec 2.
pub fn scheduled() -> Scheduled {
    let [billed, allowed, insurer_paid, deductible, copay, coinsurance, not_covered] =
        [18_000, 12_000, 9_000, 0, 2_500, 500, 1_000].map(Money::usd);
    let parts = Parts { billed, allowed, insurer_paid, deductible, copay, coinsurance, not_covered };
    let breakdown = Breakdown::of(parts).expect("the parts add up");
    let answer = InsurerAnswer { breakdown, answered_on: day("2025-11-28") };
    let due = Due { amount: breakdown.client_responsibility(), answer: Some(answer) };
    Scheduled { due, first_day: day("2025-12-02"), tries: TriesMade::default(), wished: None }
}

pub fn charge() -> Charge {
    Charge {
        id: ChargeId::new(Uuid::from_u128(5)),
        client: ClientId::new(Uuid::from_u128(6)),
        provider: StaffId::new(Uuid::from_u128(4)),
        practice: PracticeId::new(Uuid::from_u128(7)),
        session: Session {
            day: day("2025-11-24"),
            start: "14:00:00".parse().expect("a time"),
            cpt_code: "90837".to_owned(),
            description: String::new(),
        },
        kind: ChargeKind::Insurance,
        version: 1,
        state: ChargeState::Scheduled(scheduled()),
    }
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
    let attempt = AttemptId::new(Uuid::from_u128(1));
    upcoming().taken(attempt, at("2025-12-02T15:00:01Z")).expect("it is due")
}

pub fn failed(reason: FailReason) -> Failed {
    processing().declined(PaymentMethodId::new(Uuid::from_u128(2)), reason, at("2025-12-02T15:00:02Z"))
}

pub fn card() -> CardShown {
    CardShown { brand: "Visa".to_owned(), last4: "4242".to_owned() }
}

pub fn practice() -> Practice {
    Practice {
        id: PracticeId::new(Uuid::from_u128(7)),
        external_key: "larkspur".to_owned(),
        name: "Larkspur & Sons Therapy".to_owned(),
        zone: PracticeZone::NEW_YORK,
        support: SupportContact {
            phone: Phone::parse("(212) 555-0100").expect("a number"),
            email: Email::parse("help@larkspur.example").expect("an address"),
            hours: "Weekdays 9 to 5".to_owned(),
        },
        history_from: day("2025-01-01"),
    }
}
