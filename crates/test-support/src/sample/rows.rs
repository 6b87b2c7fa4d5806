//! Rows for tests that write their own.

use domain::Money;
use domain::charge::{AttemptsMade, Charge, ChargeState, Due, Exported, Scheduled, StateName};
use domain::recipient::Recipient;
use domain::subject::Subject;
use domain::testing::{
    answer, at, charge, charge_id, client_id, day, message_id, practice_id, session, staff_id,
};
use store::charges::NewCharge;
use store::outbox::NewMessage;

/// $25.00 with the insurer's answer behind them.
pub fn due() -> Due {
    Due { amount: Money::usd(2_500), answer: Some(answer([18_000, 12_000, 9_500, 0, 2_500, 0, 0])) }
}

/// Wished for on this day.
pub fn scheduled(first_day: &str) -> Scheduled {
    Scheduled {
        due: due(),
        first_day: day(first_day),
        attempts: AttemptsMade::default(),
        wished: None,
        chosen: false,
    }
}

/// A charge of client 1 with provider 1, wished for on Dec 3, without anything for a worker to do.
pub fn new_charge(n: u128) -> NewCharge {
    NewCharge {
        charge: Charge {
            id: charge_id(n),
            client: client_id(1),
            provider: staff_id(1),
            practice: practice_id(1),
            session: session("2025-11-05"),
            version: 1,
            ..charge(ChargeState::Scheduled(scheduled("2025-12-03")))
        },
        due_at: None,
        second_of: None,
        external_key: format!("charge-{n}"),
        digest: "one".to_owned(),
        exported: Exported { state: StateName::Scheduled, first_day: Some(day("2025-12-03")), payment: None },
    }
}

/// A mail to client 1 about charge 1, due on 2025-12-01 at noon UTC.
pub fn message(n: u128) -> NewMessage {
    NewMessage {
        id: message_id(n),
        practice: practice_id(1),
        recipient: Recipient::Client(client_id(1)),
        subject: Subject::Charge(charge_id(1)),
        kind: "notice".to_owned(),
        facts: serde_json::json!({ "day": "2025-12-03" }),
        once_key: None,
        created_at: at("2025-12-01T11:00:00Z"),
        due_at: at("2025-12-01T12:00:00Z"),
    }
}
