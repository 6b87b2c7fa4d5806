use uuid::Uuid;

use super::people::{card_shown, charge_id, client_id, practice_id};
use super::{AGENT, ATTEMPT, CARD, day, local, time};
use crate::actor::Actor;
use crate::breakdown::{Breakdown, Parts};
use crate::charge::{
    AttemptsMade, Charge, ChargeKind, ChargeState, Dispute, Disputed, DisputedPayment, Due, FailReason,
    Failed, HeldState, HoldReason, InsurerAnswer, MethodAttempts, NothingDue, Paid, PaidElsewhere, PaidHow,
    Payment, Processing, Refund, Refunded, Scheduled, Session, SettledElsewhere, Upcoming, Waived,
};
use crate::extra_payment::ExtraPayment;
use crate::ids::{ChargeId, ClientId, PaymentMethodId, PracticeId};
use crate::money::Money;
use crate::policy::Policy;
use crate::promise::Promise;
use crate::zone::PracticeZone;

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
    Scheduled {
        due: due(),
        first_day: day("2025-11-24"),
        attempts: AttemptsMade::default(),
        wished: None,
        chosen: false,
    }
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
    it.announced.chosen = it.announced.day != day(text);
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
    processing().paid(local("2025-12-02 10:00:03"), card_shown(), "R-1001".to_owned())
}

/// This much given back by an agent.
pub fn refund(cents: i64) -> Refund {
    let reason = "Billed twice".to_owned();
    Refund {
        amount: Money::usd(cents),
        at: local("2025-12-04 12:00:00"),
        by: Actor::Staff(AGENT),
        reason,
        processor_id: None,
        on_its_way: false,
    }
}

/// The same charge, paid and given back by these amounts.
pub fn refunded(cents: &[i64]) -> Refunded {
    let back = |given: Refunded, cents: &i64| given.and(refund(*cents)).expect("within the payment");
    cents.iter().fold(Refunded::none_of(Payment::Paid(paid())), back)
}

/// A check that an agent had in hand on Dec 1.
pub fn paid_elsewhere() -> PaidElsewhere {
    let said_at = local("2025-12-01 12:00:00");
    PaidElsewhere { on: day("2025-12-01"), how: PaidHow::Check, said_at, by: Actor::Staff(AGENT) }
}

/// The same charge, announced and then paid by that check.
pub fn settled_elsewhere() -> SettledElsewhere {
    HeldState::Upcoming(upcoming()).settled(paid_elsewhere())
}

/// All that is left of a payment, disputed.
pub fn disputed(payment: DisputedPayment) -> Disputed {
    let dispute = Dispute {
        id: "dp_1".to_owned(),
        amount: payment.left(),
        opened_at: local("2025-12-20 08:00:00"),
        answer_until: Some(local("2026-01-05 23:59:59")),
        lost_at: None,
    };
    Disputed { payment, disputes: vec![dispute] }
}

/// $40.00 that were taken for charge 1 beside what was due.
pub fn extra_payment() -> ExtraPayment {
    ExtraPayment {
        intent: "pi_2".to_owned(),
        practice: practice_id(1),
        client: client_id(1),
        may_be_anothers: false,
        charge: Some(charge_id(1)),
        amount: Money::usd(4_000),
        taken_at: local("2025-12-02 10:00:00"),
        taken_on: day("2025-12-02"),
        refunds: Vec::new(),
        disputes: Vec::new(),
    }
}

/// A charge in each of the states, in the order of their names.
pub fn every_state() -> [ChargeState; 14] {
    let nothing = answer([18_000, 12_000, 12_000, 0, 0, 0, 0]);
    let by = Actor::Staff(AGENT);
    let since = local("2025-12-01 12:00:00");
    let reason = "Hardship".to_owned();
    [
        ChargeState::AwaitingInsurer,
        ChargeState::NothingDue(NothingDue { answer: nothing, planned: None }),
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
        ChargeState::Waived(Waived { due: due(), at: since, by, reason, planned: None }),
        ChargeState::PartiallyRefunded(refunded(&[1_500])),
        ChargeState::Refunded(refunded(&[1_500, 2_500])),
        ChargeState::SettledElsewhere(settled_elsewhere()),
        ChargeState::Disputed(disputed(DisputedPayment::PartiallyRefunded(refunded(&[1_500])))),
        ChargeState::ChargedBack(disputed(DisputedPayment::Paid(paid())).lost(local("2026-01-20 09:00:00"))),
    ]
}

/// These attempts, the first of them on Dec 2.
pub fn attempts(method: PaymentMethodId, count: u8) -> AttemptsMade {
    AttemptsMade::from(MethodAttempts { method, first_day: day("2025-12-02"), count, ended: false })
}

/// An insurance charge in this state, at version 7.
pub fn charge(state: ChargeState) -> Charge {
    Charge {
        id: ChargeId::new(Uuid::from_u128(5)),
        client: ClientId::new(Uuid::from_u128(6)),
        provider: AGENT,
        practice: PracticeId::new(Uuid::from_u128(7)),
        session: session("2025-11-24"),
        kind: ChargeKind::Insurance,
        version: 7,
        state,
    }
}

/// An hour of therapy on this day.
pub fn session(on: &str) -> Session {
    Session {
        day: day(on),
        start: time("14:00:00"),
        cpt_code: "90837".to_owned(),
        description: String::new(),
    }
}
