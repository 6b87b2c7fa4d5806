//! A small practice to ask questions of.

use chrono::{DateTime, NaiveDate, Utc};
use domain::breakdown::{Breakdown, Parts};
use domain::charge::{Charge, ChargeKind, ChargeState, Due, InsurerAnswer, Scheduled, Session};
use domain::contact::{Email, Phone};
use domain::name::{NamePart, PersonName};
use domain::role::Role;
use domain::zone::PracticeZone;
use domain::{ChargeId, ClientId, Money, PracticeId, StaffId};
use store::charges::NewCharge;
use store::clients::Client;
use store::practices::{Practice, Support};
use store::staff::Person;
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

pub fn practice(n: u128) -> Practice {
    Practice {
        id: practice_id(n),
        external_key: format!("practice-{n}"),
        name: "Larkspur Therapy".to_owned(),
        zone: PracticeZone::NEW_YORK,
        support: Support {
            phone: Phone::parse("(212) 555-0100").expect("a number"),
            email: email("help@larkspur.example"),
            hours: "Weekdays 9 to 5".to_owned(),
        },
        history_from: day("2025-01-01"),
    }
}

pub fn person(n: u128) -> Person {
    Person {
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

pub fn answer() -> InsurerAnswer {
    let [billed, allowed, insurer_paid, deductible, copay, coinsurance, not_covered] =
        [18_000, 12_000, 9_500, 0, 2_500, 0, 0].map(Money::usd);
    let parts = Parts { billed, allowed, insurer_paid, deductible, copay, coinsurance, not_covered };
    InsurerAnswer { breakdown: Breakdown::of(parts).expect("adds up"), answered_on: day("2025-11-20") }
}

pub fn due() -> Due {
    Due { amount: Money::usd(2_500), answer: Some(answer()) }
}

pub fn scheduled() -> ChargeState {
    ChargeState::Scheduled(Scheduled { due: due(), first_day: day("2025-12-03"), tries: None })
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
        external_key: format!("charge-{n}"),
        digest: "one".to_owned(),
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
