//! A charge in every state.

use chrono::{DateTime, Utc};
use domain::actor::Actor;
use domain::charge::{
    Announced, AttemptsMade, Charge, ChargeKind, ChargeState, Due, FailReason, Failed, HeldState, HoldReason,
    InsurerAnswer, MethodAttempts, NothingDue, Paid, Payment, Processing, Refund, Refunded, Scheduled,
    Session, Upcoming, Waived,
};
use domain::policy::Policy;
use domain::promise::Promise;
use domain::testing::{
    AGENT, ATTEMPT, answer, at, charge_id, day, practice_id, scheduled, session, time, upcoming,
};
use domain::zone::PracticeZone;
use domain::{ChargeId, Money};
use store::charges::NewCharge;

use super::{NOW, Who, method, new_charge};

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

    pub const fn id(self) -> ChargeId {
        charge_id(1 + self as u128)
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

/// $7,391.13 of the client: 7,000.00 deductible, 391.13 coinsurance.
fn due(which: Which) -> Due {
    let answer = InsurerAnswer {
        answered_on: day("2025-11-24"),
        ..answer([999_937, 900_000, 160_887, 700_000, 0, 39_113, 0])
    };
    Due { amount: Money::usd(739_113), answer: (which.kind() == ChargeKind::Insurance).then_some(answer) }
}

/// Told at 09:30 on December 1: taken on December 2, movable until December 17 up to December 18.
fn announced(which: Which) -> Announced {
    let zone = PracticeZone::NEW_YORK;
    let promise = Promise::rendered(at(NOW), day("2025-12-02"), which.kind(), zone, &Policy::STANDARD);
    Announced { due: due(which), promise, ..upcoming().announced }
}

fn paid(which: Which) -> Paid {
    let on = day("2025-11-20");
    Paid {
        due: due(which),
        day: on,
        paid_at: at("2025-11-20T15:00:07Z"),
        paid_on: on,
        card: Some(method().card),
        receipt: "R-5519-CANARY".to_owned(),
        also: None,
    }
}

fn failed(which: Which, reason: FailReason, next_attempt: Option<DateTime<Utc>>) -> ChargeState {
    let tried = MethodAttempts { method: method().id, first_day: day("2025-12-01"), count: 1, ended: false };
    let announced = Announced { attempts: AttemptsMade::from(tried), ..announced(which) };
    ChargeState::Failed(Failed { announced, reason, failed_at: at(NOW), next_attempt, asked: false })
}

fn refunded(which: Which, cents: i64) -> Refunded {
    let (by, reason) = (Actor::Staff(AGENT), "billed twice".to_owned());
    let refund = Refund {
        amount: Money::usd(cents),
        at: at("2025-11-25T15:00:00Z"),
        by,
        reason,
        processor_id: None,
        on_its_way: false,
    };
    Refunded::none_of(Payment::Paid(paid(which))).and(refund).expect("a refund")
}

fn state(which: Which) -> ChargeState {
    let upcoming = || Upcoming { announced: announced(which) };
    let by = Actor::Staff(AGENT);
    match which {
        Which::Upcoming | Which::SelfPay | Which::NoShow | Which::LateCancellation | Which::Anothers => {
            ChargeState::Upcoming(upcoming())
        }
        Which::Awaiting => ChargeState::AwaitingInsurer,
        Which::NothingDue => {
            let answer = answer([12_000, 9_000, 9_000, 0, 0, 0, 0]);
            ChargeState::NothingDue(NothingDue { answer, planned: None })
        }
        Which::Scheduled => {
            ChargeState::Scheduled(Scheduled { due: due(which), first_day: day("2025-12-09"), ..scheduled() })
        }
        Which::Processing => ChargeState::Processing(Processing {
            announced: announced(which),
            attempt: ATTEMPT,
            since: at(NOW),
            asked: false,
            waited: false,
        }),
        Which::Paid => ChargeState::Paid(paid(which)),
        Which::Failed => failed(which, FailReason::Declined, Some(at("2025-12-04T15:00:00Z"))),
        Which::FailedForGood => failed(which, FailReason::DeclinedForGood, None),
        Which::OnHold => {
            let reason = HoldReason::Support { note: "asked the insurer".to_owned() };
            ChargeState::OnHold(HeldState::Upcoming(upcoming()).hold(reason, by, at(NOW)))
        }
        Which::Waived => {
            let (at, reason) = (at("2025-11-26T15:00:00Z"), "hardship".to_owned());
            ChargeState::Waived(Waived { due: due(which), at, by, reason, planned: None })
        }
        Which::PartiallyRefunded => ChargeState::PartiallyRefunded(refunded(which, 11_113)),
        Which::Refunded => ChargeState::Refunded(refunded(which, 739_113)),
    }
}

pub fn charge(which: Which) -> Charge {
    let (client, provider) = match which {
        Which::Anothers => (Who::Another, Who::AnotherProvider),
        _ => (Who::Owner, Who::Provider),
    };
    Charge {
        id: which.id(),
        client: client.client(),
        provider: provider.staff(),
        practice: practice_id(1),
        session: Session { start: time("15:30:00"), ..session("2025-11-13") },
        kind: which.kind(),
        version: 1,
        state: state(which),
    }
}

/// The same, as it is inserted.
pub(super) fn row(which: Which) -> NewCharge {
    NewCharge { charge: charge(which), external_key: format!("{which:?}"), ..new_charge(0) }
}
