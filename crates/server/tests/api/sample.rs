//! What is in the database of the tests: one practice, and a client with a charge in every state. Its amounts, days and ids
//! are odd, so that they can be told wherever they turn up.

use chrono::{DateTime, NaiveTime, Utc};
use domain::actor::Actor;
use domain::breakdown::{Breakdown, Parts};
use domain::charge::{
    Announced, CardShown, Charge, ChargeKind, ChargeState, Due, FailReason, Failed, HeldState, HoldReason,
    InsurerAnswer, NothingDue, Paid, Processing, Refund, Refunded, Scheduled, Session, Tries, TriesMade,
    Upcoming, Waived,
};
use domain::contact::Phone;
use domain::coverage::{Coverage, Position, Relationship};
use domain::payer::{Payer, PayerFlags, Program};
use domain::payment_method::PaymentMethod;
use domain::policy::{HISTORY_FROM, Policy};
use domain::practice::{Practice, SupportContact};
use domain::promise::Promise;
pub use domain::testing::{at, day};
use domain::zone::PracticeZone;
use domain::{AttemptId, ChargeId, CoverageId, Money, PayerId, PaymentMethodId};
use store::charges::NewCharge;
use store::{Store, client_providers, clients, coverages, logins, payers, payment_methods, practices, staff};
use uuid::Uuid;

use crate::people::{self, Who, practice};

/// Where the business clock stands: 09:30 in New York.
pub const NOW: &str = "2025-12-01T14:30:00Z";

/// Texts by which the owner's money is known wherever it turns up.
pub const CANARIES: [&str; 9] = [
    "739113",
    "7,391.13",
    "2025-11-13",
    "2025-12-02",
    "2025-12-18",
    "8843",
    "R-5519-CANARY",
    "ZX93-71-CANARY",
    "chg_",
];

/// A charge of the owner, by what is special about it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Which {
    Upcoming,
    SelfPay,
    NoShow,
    LateCancellation,
    Awaiting,
    NothingDue,
    Scheduled,
    Processing,
    Paid,
    Failed,
    FailedForGood,
    OnHold,
    Waived,
    PartiallyRefunded,
    Refunded,
    /// Not the owner's but the other client's.
    Anothers,
}

impl Which {
    pub const ALL: [Self; 16] = [
        Self::Upcoming,
        Self::SelfPay,
        Self::NoShow,
        Self::LateCancellation,
        Self::Awaiting,
        Self::NothingDue,
        Self::Scheduled,
        Self::Processing,
        Self::Paid,
        Self::Failed,
        Self::FailedForGood,
        Self::OnHold,
        Self::Waived,
        Self::PartiallyRefunded,
        Self::Refunded,
        Self::Anothers,
    ];

    pub fn id(self) -> ChargeId {
        ChargeId::new(Uuid::from_u128(0x0199_0000_0000_7000_8000_0000_0000_0100 + self as u128))
    }

    pub const fn kind(self) -> ChargeKind {
        match self {
            Self::SelfPay => ChargeKind::SelfPay,
            Self::NoShow => ChargeKind::NoShowFee,
            Self::LateCancellation => ChargeKind::LateCancellationFee,
            _ => ChargeKind::Insurance,
        }
    }
}

/// Fills an empty database.
pub async fn fill(store: &Store, password_hash: &str) {
    let unit = store.begin().await.expect("a unit");
    practices::upsert(&unit, &[the_practice()]).await.expect("a practice");
    let everybody = [Who::Provider, Who::AnotherProvider, Who::Support, Who::BillingSupport, Who::Admin];
    staff::upsert(&unit, &everybody.map(people::staff)).await.expect("staff");
    payers::upsert(&unit, &[payer()]).await.expect("a payer");
    clients::upsert(&unit, &[Who::Owner, Who::Another].map(people::client)).await.expect("clients");
    coverages::upsert(&unit, &[coverage()]).await.expect("a coverage");
    payment_methods::upsert(&unit, &[method()]).await.expect("a card");
    let links =
        [(Who::Owner.client(), Who::Provider.staff()), (Who::Another.client(), Who::AnotherProvider.staff())];
    client_providers::upsert(&unit, practice(), &links).await.expect("links");
    let charges = Which::ALL.map(|which| NewCharge {
        due_at: None,
        external_key: format!("{which:?}"),
        second_of: None,
        digest: String::new(),
        charge: charge(which),
    });
    store::charges::insert_many(&unit, &charges).await.expect("charges");
    for who in Who::ALL {
        let login = people::login(who, Some(password_hash.to_owned()));
        logins::insert(&unit, &login).await.expect("a sign-in");
    }
    unit.commit().await.expect("committed");
}

fn the_practice() -> Practice {
    Practice {
        id: practice(),
        external_key: "lakeside".to_owned(),
        name: "Lakeside Therapy".to_owned(),
        zone: PracticeZone::NEW_YORK,
        support: SupportContact {
            phone: Phone::parse("555-234-0100").expect("a number"),
            email: people::email("help@practice.example"),
            hours: "Mon to Fri, 9 to 5".to_owned(),
        },
        history_from: HISTORY_FROM,
    }
}

fn payer() -> Payer {
    Payer {
        id: PayerId::new(Uuid::from_u128(2)),
        practice: practice(),
        external_key: "aetna".to_owned(),
        name: "Aetna".to_owned(),
        program: Program::Commercial,
        flags: PayerFlags { card_required: true, attendance_fees_allowed: true },
    }
}

fn coverage() -> Coverage {
    Coverage {
        id: CoverageId::new(Uuid::from_u128(3)),
        practice: practice(),
        client: Who::Owner.client(),
        payer: payer().id,
        external_key: "ana".to_owned(),
        plan: "Open Choice PPO".to_owned(),
        member_id: "ZX93-71-CANARY".to_owned(),
        group_number: None,
        subscriber: "Ana Silva".to_owned(),
        relationship: Relationship::Myself,
        position: Position::Primary,
        from: day("2025-01-01"),
        to: None,
    }
}

pub fn method() -> PaymentMethod {
    PaymentMethod {
        id: PaymentMethodId::new(Uuid::from_u128(4)),
        practice: practice(),
        client: Who::Owner.client(),
        processor_method: "pm_card_visa_ana".to_owned(),
        processor_customer: "cus_ana".to_owned(),
        card: card(),
        exp_month: 11,
        exp_year: 2031,
        is_default: true,
    }
}

fn card() -> CardShown {
    CardShown { brand: "Visa".to_owned(), last4: "8843".to_owned() }
}

/// $7,391.13 of the client: 7,000.00 deductible, 391.13 coinsurance.
fn due(which: Which) -> Due {
    let [billed, allowed, insurer_paid, deductible, copay, coinsurance, not_covered] =
        [999_937, 900_000, 160_887, 700_000, 0, 39_113, 0].map(Money::usd);
    let parts = Parts { billed, allowed, insurer_paid, deductible, copay, coinsurance, not_covered };
    let breakdown = Breakdown::of(parts).expect("adds up");
    let answer = InsurerAnswer { breakdown, answered_on: day("2025-11-24") };
    Due { amount: Money::usd(739_113), answer: (which.kind() == ChargeKind::Insurance).then_some(answer) }
}

/// Told at 09:30 on December 1: taken on December 2, movable until December 17 up to December 18.
fn announced(which: Which) -> Announced {
    let zone = PracticeZone::NEW_YORK;
    let promise = Promise::rendered(at(NOW), day("2025-12-02"), which.kind(), zone, &Policy::STANDARD);
    Announced {
        due: due(which),
        day: promise.initial_day,
        promise,
        told_at: at(NOW),
        tries: TriesMade::default(),
        wished: None,
    }
}

fn paid(which: Which) -> Paid {
    Paid {
        due: due(which),
        day: day("2025-11-20"),
        paid_at: at("2025-11-20T15:00:07Z"),
        paid_on: day("2025-11-20"),
        card: Some(card()),
        receipt: "R-5519-CANARY".to_owned(),
    }
}

fn failed(which: Which, reason: FailReason, next_try: Option<DateTime<Utc>>) -> ChargeState {
    let tries =
        TriesMade::from(Tries { method: method().id, first_day: day("2025-12-01"), count: 1, ended: false });
    let announced = Announced { tries, ..announced(which) };
    ChargeState::Failed(Failed { announced, reason, failed_at: at(NOW), next_try, asked: false })
}

fn refunded(which: Which, cents: i64) -> Refunded {
    let by = Actor::Staff(Who::BillingSupport.staff());
    let refund = Refund {
        amount: Money::usd(cents),
        at: at("2025-11-25T15:00:00Z"),
        by,
        reason: "billed twice".into(),
    };
    Refunded::none_of(paid(which)).and(refund).expect("a refund")
}

pub fn charge(which: Which) -> Charge {
    let state = match which {
        Which::Upcoming | Which::SelfPay | Which::NoShow | Which::LateCancellation | Which::Anothers => {
            ChargeState::Upcoming(Upcoming { announced: announced(which) })
        }
        Which::Awaiting => ChargeState::AwaitingInsurer,
        Which::NothingDue => {
            let [billed, allowed, insurer_paid, rest] = [12_000, 9_000, 9_000, 0].map(Money::usd);
            let parts = Parts {
                billed,
                allowed,
                insurer_paid,
                deductible: rest,
                copay: rest,
                coinsurance: rest,
                not_covered: rest,
            };
            let breakdown = Breakdown::of(parts).expect("adds up");
            ChargeState::NothingDue(NothingDue {
                answer: InsurerAnswer { breakdown, answered_on: day("2025-11-24") },
            })
        }
        Which::Scheduled => {
            let first_day = day("2025-12-09");
            ChargeState::Scheduled(Scheduled {
                due: due(which),
                first_day,
                tries: TriesMade::default(),
                wished: None,
            })
        }
        Which::Processing => ChargeState::Processing(Processing {
            announced: announced(which),
            attempt: AttemptId::new(Uuid::from_u128(5)),
            since: at(NOW),
            asked: false,
            waited: false,
        }),
        Which::Paid => ChargeState::Paid(paid(which)),
        Which::Failed => failed(which, FailReason::Declined, Some(at("2025-12-04T15:00:00Z"))),
        Which::FailedForGood => failed(which, FailReason::DeclinedForGood, None),
        Which::OnHold => {
            let before = HeldState::Upcoming(Upcoming { announced: announced(which) });
            let reason = HoldReason::Support { note: "asked the insurer".to_owned() };
            ChargeState::OnHold(before.hold(reason, Actor::Staff(Who::BillingSupport.staff()), at(NOW)))
        }
        Which::Waived => ChargeState::Waived(Waived {
            due: due(which),
            at: at("2025-11-26T15:00:00Z"),
            by: Actor::Staff(Who::BillingSupport.staff()),
            reason: "hardship".to_owned(),
        }),
        Which::PartiallyRefunded => ChargeState::PartiallyRefunded(refunded(which, 11_113)),
        Which::Refunded => ChargeState::Refunded(refunded(which, 739_113)),
    };
    let whose = if which == Which::Anothers { Who::Another } else { Who::Owner };
    Charge {
        id: which.id(),
        client: whose.client(),
        provider: if whose == Who::Owner { Who::Provider } else { Who::AnotherProvider }.staff(),
        practice: practice(),
        session: Session {
            day: day("2025-11-13"),
            start: NaiveTime::from_hms_opt(15, 30, 0).expect("a time"),
            cpt_code: "90837".to_owned(),
            description: String::new(),
        },
        kind: which.kind(),
        version: 1,
        state,
    }
}
