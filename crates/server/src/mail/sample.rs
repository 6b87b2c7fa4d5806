//! A charge and its client to write mails about in tests.

use chrono::{DateTime, NaiveDate, Utc};
use domain::breakdown::{Breakdown, Parts};
use domain::charge::{Charge, ChargeKind, ChargeState, Due, InsurerAnswer, Scheduled, Session};
use domain::{ChargeId, ClientId, Money, PracticeId, StaffId};
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
    Scheduled { due, first_day: day("2025-12-02"), tries: None }
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
