//! A small practice to ask questions of.

use chrono::{DateTime, Days, NaiveDate, Utc};
use domain::actor::Actor;
use domain::breakdown::{Breakdown, Parts};
use domain::charge::{
    Announced, CardShown, Charge, ChargeKind, ChargeState, Due, InsurerAnswer, Paid, Refund, Refunded,
    Scheduled, Session, TriesMade,
};
use domain::client::Client;
use domain::contact::{Email, Phone};
use domain::name::{NamePart, PersonName};
use domain::policy::Policy;
use domain::practice::{Practice, SupportContact};
use domain::promise::Promise;
use domain::role::Role;
use domain::staff::StaffMember;
use domain::zone::PracticeZone;
use domain::{AttemptId, ChargeId, ClientId, MessageId, Money, PaymentMethodId, PracticeId, StaffId};
use store::charges::NewCharge;
use store::outbox::NewMessage;
use store::{Store, clients, practices, staff};
use uuid::Uuid;

pub fn at(text: &str) -> DateTime<Utc> {
    text.parse().expect("an instant such as 2025-12-01T14:30:00Z")
}

pub fn day(text: &str) -> NaiveDate {
    text.parse().expect("a day such as 2025-12-01")
}

pub fn email(text: &str) -> Email {
    Email::parse(text).expect("an email address")
}

pub fn name(first: &str, last: &str) -> PersonName {
    let part = |text| NamePart::parse(text).expect("a name");
    PersonName { legal_first: part(first), legal_last: part(last), chosen_first: None }
}

pub const fn practice_id(n: u128) -> PracticeId {
    PracticeId::new(Uuid::from_u128(n))
}

pub const fn staff_id(n: u128) -> StaffId {
    StaffId::new(Uuid::from_u128(n))
}

pub const fn client_id(n: u128) -> ClientId {
    ClientId::new(Uuid::from_u128(n))
}

pub const fn charge_id(n: u128) -> ChargeId {
    ChargeId::new(Uuid::from_u128(n))
}

pub const fn attempt_id(n: u128) -> AttemptId {
    AttemptId::new(Uuid::from_u128(n))
}

pub const fn method_id(n: u128) -> PaymentMethodId {
    PaymentMethodId::new(Uuid::from_u128(n))
}

pub fn practice(n: u128) -> Practice {
    Practice {
        id: practice_id(n),
        external_key: format!("practice-{n}"),
        name: "Larkspur Therapy".to_owned(),
        zone: PracticeZone::NEW_YORK,
        support: SupportContact {
            phone: Phone::parse("(212) 555-0100").expect("a number"),
            email: email("help@larkspur.example"),
            hours: "Weekdays 9 to 5".to_owned(),
        },
        history_from: day("2025-01-01"),
    }
}

pub fn person(n: u128) -> StaffMember {
    StaffMember {
        id: staff_id(n),
        practice: practice_id(1),
        external_key: format!("staff-{n}"),
        name: "Dr. Maya Okafor".to_owned(),
        role: Role::Provider,
        email: email(&format!("maya{n}@larkspur.example")),
    }
}

pub fn client(n: u128) -> Client {
    Client {
        id: client_id(n),
        practice: practice_id(1),
        external_key: format!("client-{n}"),
        name: name("Zoë", "Nguyễn"),
        pronouns: Some("they/them".to_owned()),
        date_of_birth: day("1990-02-28"),
        email: Some(email(&format!("zoe{n}@mail.example"))),
        refused_email: None,
        phone: None,
        processor_customer: None,
    }
}

/// An answer that leaves `copay` cents to the client.
fn answer(copay: i64) -> InsurerAnswer {
    let [billed, allowed, insurer_paid, deductible, copay, coinsurance, not_covered] =
        [18_000, 12_000, 12_000 - copay, 0, copay, 0, 0].map(Money::usd);
    let parts = Parts { billed, allowed, insurer_paid, deductible, copay, coinsurance, not_covered };
    InsurerAnswer { breakdown: Breakdown::of(parts).expect("adds up"), answered_on: day("2025-11-20") }
}

pub fn answer_without_client_part() -> InsurerAnswer {
    answer(0)
}

pub fn due() -> Due {
    Due { amount: Money::usd(2_500), answer: Some(answer(2_500)) }
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
        card: Some(CardShown { brand: "Visa".to_owned(), last4: "4242".to_owned() }),
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
        why: "Billed twice".to_owned(),
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
            session: Session {
                day: day("2025-11-05"),
                start: "14:30:00".parse().expect("a time"),
                cpt_code: "90837".to_owned(),
                description: String::new(),
            },
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
        client: client_id(1),
        charge: Some(charge_id(1)),
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
    practices::put(&unit, &[practice(1)]).await.expect("the practice");
    staff::put(&unit, &[person(1), person(2)]).await.expect("the staff");
    clients::put(&unit, &[client(1), client(2)]).await.expect("the clients");
    unit.commit().await.expect("a commit");
}
