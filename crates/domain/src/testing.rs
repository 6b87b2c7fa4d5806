//! Short ways to write days, instants and charges in tests.

use chrono::{DateTime, NaiveDate, NaiveTime, Utc};
use uuid::Uuid;

use crate::actor::Actor;
use crate::breakdown::{Breakdown, Parts};
use crate::charge::{
    CardShown, Charge, ChargeKind, ChargeState, Due, FailReason, Failed, HeldState, HoldReason,
    InsurerAnswer, NothingDue, Paid, Processing, Refund, Refunded, Scheduled, Session, Tries, TriesMade,
    Upcoming, Waived,
};
use crate::client::Client;
use crate::contact::Email;
use crate::ids::{AttemptId, ChargeId, ClientId, PaymentMethodId, PracticeId, StaffId};
use crate::money::Money;
use crate::name::{NamePart, PersonName};
use crate::policy::Policy;
use crate::promise::Promise;
use crate::zone::PracticeZone;

pub const ATTEMPT: AttemptId = AttemptId::new(Uuid::from_u128(1));
pub const CARD: PaymentMethodId = PaymentMethodId::new(Uuid::from_u128(2));
pub const OTHER_CARD: PaymentMethodId = PaymentMethodId::new(Uuid::from_u128(3));
pub const AGENT: StaffId = StaffId::new(Uuid::from_u128(4));

pub fn at(text: &str) -> DateTime<Utc> {
    text.parse().expect("an instant such as 2025-12-01T14:30:00Z")
}

pub fn day(text: &str) -> NaiveDate {
    text.parse().expect("a day such as 2025-12-01")
}

pub fn time(text: &str) -> NaiveTime {
    text.parse().expect("a time such as 10:00:00")
}

/// An instant by the clock of New York, such as `2025-12-01 09:30:00`.
pub fn local(text: &str) -> DateTime<Utc> {
    let (on, clock) = text.split_once(' ').expect("a day and a time");
    PracticeZone::NEW_YORK.instant(day(on), time(clock))
}

/// The promise of a notice about an insurance charge, written in New York at this time of its clock.
pub fn promise(written: &str, first_day: &str) -> Promise {
    let kind = ChargeKind::Insurance;
    Promise::rendered(local(written), day(first_day), kind, PracticeZone::NEW_YORK, &Policy::STANDARD)
}

/// An insurer's answer of these cents: billed, allowed, insurer paid, deductible, copay, coinsurance, not covered.
pub fn answer(cents: [i64; 7]) -> InsurerAnswer {
    let [billed, allowed, insurer_paid, deductible, copay, coinsurance, not_covered] = cents.map(Money::usd);
    let parts = Parts { billed, allowed, insurer_paid, deductible, copay, coinsurance, not_covered };
    InsurerAnswer {
        breakdown: Breakdown::of(parts).expect("the parts add up"),
        answered_on: day("2025-11-28"),
    }
}

/// $40.00 with the insurer's answer behind them.
pub fn due() -> Due {
    let answer = answer([18_000, 12_000, 9_000, 0, 2_500, 500, 1_000]);
    Due { amount: answer.breakdown.client_responsibility(), answer: Some(answer) }
}

/// Wished for on the day of the session, Nov 24.
pub fn scheduled() -> Scheduled {
    Scheduled { due: due(), first_day: day("2025-11-24"), tries: TriesMade::default(), wished: None }
}

/// Announced on 2025-12-01 at 09:30 in New York: taken on Dec 2, may be moved until Dec 17 and to Dec 18 at most.
pub fn upcoming() -> Upcoming {
    let accepted_at = local("2025-12-01 09:30:00");
    scheduled()
        .announced(promise("2025-12-01 09:30:00", "2025-11-24"), accepted_at)
        .expect("accepted in time")
}

/// The same charge, moved to this day by hand.
pub fn upcoming_on(text: &str) -> Upcoming {
    let mut it = upcoming();
    it.announced.day = day(text);
    it
}

/// The same charge, taken one second after its charge time.
pub fn processing() -> Processing {
    upcoming().taken(ATTEMPT, local("2025-12-02 10:00:01")).expect("it is due")
}

/// The same charge, declined once; tried again on Dec 5.
pub fn declined() -> Failed {
    processing().declined(CARD, FailReason::Declined, local("2025-12-02 10:00:02"))
}

/// The same charge, paid.
pub fn paid() -> Paid {
    let card = CardShown { brand: "Visa".to_owned(), last4: "4242".to_owned() };
    processing().paid(local("2025-12-02 10:00:03"), card, "R-1001".to_owned())
}

/// This much given back by an agent.
pub fn refund(cents: i64) -> Refund {
    let why = "Billed twice".to_owned();
    Refund { amount: Money::usd(cents), at: local("2025-12-04 12:00:00"), by: Actor::Staff(AGENT), why }
}

/// The same charge, paid and given back by these amounts.
pub fn refunded(cents: &[i64]) -> Refunded {
    let back = |given: Refunded, cents: &i64| given.and(refund(*cents)).expect("within the payment");
    cents.iter().fold(Refunded::none_of(paid()), back)
}

/// A charge in each of the states, in the order of their names.
pub fn every_state() -> [ChargeState; 11] {
    let nothing = answer([18_000, 12_000, 12_000, 0, 0, 0, 0]);
    let by = Actor::Staff(AGENT);
    let since = local("2025-12-01 12:00:00");
    let why = "Hardship".to_owned();
    [
        ChargeState::AwaitingInsurer,
        ChargeState::NothingDue(NothingDue { answer: nothing }),
        ChargeState::Scheduled(scheduled()),
        ChargeState::Upcoming(upcoming()),
        ChargeState::Processing(processing()),
        ChargeState::Paid(paid()),
        ChargeState::Failed(declined()),
        ChargeState::OnHold(HeldState::Upcoming(upcoming()).hold(
            HoldReason::NoMethodNeeded,
            Actor::System,
            since,
        )),
        ChargeState::Waived(Waived { due: due(), at: since, by, why }),
        ChargeState::PartiallyRefunded(refunded(&[1_500])),
        ChargeState::Refunded(refunded(&[1_500, 2_500])),
    ]
}

/// These tries, the first of them on Dec 2.
pub fn tries(method: PaymentMethodId, count: u8) -> TriesMade {
    TriesMade::from(Tries { method, first_day: day("2025-12-02"), count, ended: false })
}

/// An insurance charge in this state, at version 7.
pub fn charge(state: ChargeState) -> Charge {
    Charge {
        id: ChargeId::new(Uuid::from_u128(5)),
        client: ClientId::new(Uuid::from_u128(6)),
        provider: AGENT,
        practice: PracticeId::new(Uuid::from_u128(7)),
        session: Session {
            day: day("2025-11-24"),
            start: time("14:00:00"),
            cpt_code: "90837".to_owned(),
            description: String::new(),
        },
        kind: ChargeKind::Insurance,
        version: 7,
        state,
    }
}

/// A client whom mail reaches.
pub fn client() -> Client {
    let part = |text| NamePart::parse(text).expect("a name");
    Client {
        id: ClientId::new(Uuid::from_u128(7)),
        practice: PracticeId::new(Uuid::from_u128(8)),
        external_key: "client-7".to_owned(),
        name: PersonName { legal_first: part("Zoë"), legal_last: part("Nguyễn"), chosen_first: None },
        pronouns: None,
        date_of_birth: day("1990-02-28"),
        email: Some(Email::parse("zoe@mail.example").expect("an address")),
        refused_email: None,
        phone: None,
        processor_customer: None,
    }
}
