//! A small practice to ask questions of.

use chrono::Days;
use domain::actor::Actor;
use domain::charge::{
    Announced, Charge, ChargeKind, ChargeState, Due, InsurerAnswer, Paid, Refund, Refunded, Scheduled,
    TriesMade,
};
use domain::policy::Policy;
use domain::promise::Promise;
use domain::recipient::Recipient;
use domain::subject::Subject;
use domain::testing::{answer, card_shown, session};
pub use domain::testing::{
    at, client, client_id, coverage, day, email, method_id, name, payer, payment_method, practice,
    practice_id, provider, staff_id,
};
use domain::zone::PracticeZone;
use domain::{AttemptId, ChargeId, MessageId, Money};
use store::charges::NewCharge;
use store::outbox::NewMessage;
use store::{Store, clients, practices, staff};
use uuid::Uuid;

pub const fn charge_id(n: u128) -> ChargeId {
    ChargeId::new(Uuid::from_u128(n))
}

pub const fn attempt_id(n: u128) -> AttemptId {
    AttemptId::new(Uuid::from_u128(n))
}

/// An answer that leaves `copay` cents to the client.
fn insured(copay: i64) -> InsurerAnswer {
    answer([18_000, 12_000, 12_000 - copay, 0, copay, 0, 0])
}

pub fn answer_without_client_part() -> InsurerAnswer {
    insured(0)
}

pub fn due() -> Due {
    Due { amount: Money::usd(2_500), answer: Some(insured(2_500)) }
}

pub fn promise() -> Promise {
    let (rendered_at, first_day) = (at("2025-12-01T14:30:00Z"), day("2025-12-03"));
    Promise::rendered(
        rendered_at,
        first_day,
        ChargeKind::Insurance,
        PracticeZone::NEW_YORK,
        &Policy::STANDARD,
    )
}

pub fn announced(on: &str) -> Announced {
    let told_at = at("2025-12-01T14:30:01.000002Z");
    let tries = TriesMade::default();
    Announced { due: due(), day: day(on), promise: promise(), told_at, tries, wished: None }
}

pub fn announced_days_later(days: u64) -> Announced {
    let first = announced("2025-12-03");
    Announced { day: first.day + Days::new(days), ..first }
}

/// Paid at noon UTC of this day.
pub fn paid_on(on: &str) -> Paid {
    Paid {
        due: due(),
        day: day(on),
        paid_at: at(&format!("{on}T12:00:00Z")),
        paid_on: day(on),
        card: Some(card_shown()),
        receipt: format!("R-{on}"),
    }
}

/// Paid on this day, and `cents` given back the same day.
pub fn refunded_in_part(on: &str, cents: i64) -> ChargeState {
    let paid = paid_on(on);
    let refund = Refund {
        amount: Money::usd(cents),
        at: paid.paid_at,
        by: Actor::Practice,
        reason: "Billed twice".to_owned(),
    };
    ChargeState::PartiallyRefunded(Refunded::none_of(paid).and(refund).expect("a refund"))
}

pub fn scheduled() -> ChargeState {
    ChargeState::Scheduled(Scheduled {
        due: due(),
        first_day: day("2025-12-03"),
        tries: TriesMade::default(),
        wished: None,
    })
}

/// A scheduled charge of client 1 with provider 1, without anything for a worker to do.
pub fn charge(n: u128) -> NewCharge {
    NewCharge {
        charge: Charge {
            id: charge_id(n),
            client: client_id(1),
            provider: staff_id(1),
            practice: practice_id(1),
            session: session("2025-11-05"),
            kind: ChargeKind::Insurance,
            version: 1,
            state: scheduled(),
        },
        due_at: None,
        second_of: None,
        external_key: format!("charge-{n}"),
        digest: "one".to_owned(),
    }
}

pub const fn message_id(n: u128) -> MessageId {
    MessageId::new(Uuid::from_u128(n))
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

/// Practice 1 with providers 1 and 2 and clients 1 and 2.
pub async fn fill(store: &Store) {
    let unit = store.begin().await.expect("a unit");
    practices::upsert(&unit, &[practice(1)]).await.expect("the practice");
    staff::upsert(&unit, &[provider(1), provider(2)]).await.expect("the staff");
    clients::upsert(&unit, &[client(1), client(2)]).await.expect("the clients");
    unit.commit().await.expect("a commit");
}
