#[cfg(target_arch = "wasm32")]
use wasm_bindgen_test::wasm_bindgen_test as test;

use super::*;
use crate::charge::{ChargedBack, DisputedPayment, HeldState, HoldReason, StateName};
use crate::testing::{
    client_id, day, declined, disputed, every_state, local, paid as payment, paid_elsewhere, practice_id,
    refund, refunded, settled_elsewhere, upcoming,
};

const ZONE: PracticeZone = PracticeZone::NEW_YORK;

fn alone(state: &ChargeState) -> Balance {
    Balance::of(state, &[], ZONE)
}

/// What each line takes from the client, in cents.
fn cents(balance: &Balance) -> Vec<i64> {
    let signed = |it: &Posting| if it.what.is_taken() { it.amount.cents() } else { -it.amount.cents() };
    balance.postings.iter().map(signed).collect()
}

fn second_payment(given_back: i64) -> ExtraPayment {
    ExtraPayment {
        intent: "pi_2".to_owned(),
        practice: practice_id(1),
        client: client_id(1),
        may_be_anothers: false,
        charge: None,
        amount: Money::usd(4_000),
        taken_at: local("2025-12-04 23:30:00"),
        taken_on: day("2025-12-04"),
        refunds: if given_back == 0 { Vec::new() } else { vec![refund(given_back)] },
        disputes: Vec::new(),
    }
}

#[test]
fn what_is_paid_is_what_the_practice_has_in_every_state() {
    for state in every_state() {
        assert_eq!(alone(&state).paid(), state.kept(), "{:?}", state.name());
    }
}

#[test]
fn money_is_asked_for_in_the_states_in_which_the_clients_part_is_neither_paid_nor_given_up() {
    for state in every_state() {
        let balance = alone(&state);
        let is_left = balance.part().is_some_and(|part| !part.is_zero()) && balance.paid().is_none();
        assert_eq!(state.name().is_to_pay(), is_left, "{:?}", state.name());
    }
}

#[test]
fn of_a_charge_that_was_given_up_nothing_is_the_clients_part() {
    let waived = every_state().into_iter().find(|it| it.name() == StateName::Waived).expect("a waived one");
    let balance = alone(&waived);
    assert_eq!((balance.responsibility, balance.part()), (Some(Money::usd(4_000)), Some(Money::usd(0))));
    assert_eq!((cents(&balance), balance.postings[0].on), (vec![-4_000], Some(day("2025-12-01"))));
    assert_eq!(balance.paid(), None);
}

#[test]
fn a_charge_on_hold_is_still_to_be_paid() {
    for before in [HeldState::Upcoming(upcoming()), HeldState::Failed(declined())] {
        let held = before.hold(
            HoldReason::NoMethodNeeded,
            crate::actor::Actor::System,
            local("2025-12-01 12:00:00"),
        );
        let balance = alone(&ChargeState::OnHold(held));
        assert_eq!((balance.part(), balance.postings), (Some(Money::usd(4_000)), vec![]));
    }
}

#[test]
fn money_on_its_way_back_is_given_back_already() {
    let mut some = refunded(&[1_500, 500]);
    some.refunds[1].on_its_way = true;
    let balance = alone(&ChargeState::PartiallyRefunded(some));
    assert_eq!((cents(&balance), balance.paid()), (vec![4_000, -1_500, -500], Some(Money::usd(2_000))));
    let on_its_way: Vec<_> = balance.postings.iter().map(|it| it.what).collect();
    assert_eq!(on_its_way, [PostingKind::Paid, PostingKind::Refunded, PostingKind::RefundOnItsWay]);
    // What was the client's part stays their part.
    assert_eq!(balance.part(), Some(Money::usd(4_000)));
}

#[test]
fn what_is_disputed_stays_paid_until_the_bank_takes_it() {
    let open = disputed(DisputedPayment::PartiallyRefunded(refunded(&[1_500])));
    let balance = alone(&ChargeState::Disputed(open.clone()));
    assert_eq!((cents(&balance), balance.paid()), (vec![4_000, -1_500], Some(Money::usd(2_500))));
    let lost = alone(&ChargeState::ChargedBack(open.lost(local("2026-01-20 23:30:00"))));
    assert_eq!((cents(&lost), lost.paid()), (vec![4_000, -1_500, -2_500], Some(Money::usd(0))));
    assert_eq!(lost.postings[2].on, Some(day("2026-01-20")));
}

#[test]
fn a_bank_that_takes_back_what_was_given_back_already_leaves_less_than_nothing() {
    let payment = DisputedPayment::PartiallyRefunded(refunded(&[1_500]));
    let mut all = disputed(payment);
    all.disputes[0].amount = Money::usd(4_000);
    let open = Balance::of(&ChargeState::Disputed(all.clone()), &[second_payment(0)], ZONE);
    assert_eq!([2_500, 2_501, 4_000].map(|cents| open.keeps(Money::usd(cents))), [true, false, false]);
    let lost: ChargedBack = all.lost(local("2026-01-20 09:00:00"));
    let balance = alone(&ChargeState::ChargedBack(lost));
    assert_eq!((balance.paid(), balance.more_back()), (Some(Money::usd(-1_500)), Some(Money::usd(1_500))));
}

#[test]
fn what_was_paid_elsewhere_says_how_and_on_the_day_of_the_payment() {
    let balance = alone(&ChargeState::SettledElsewhere(settled_elsewhere()));
    let expected = Posting {
        what: PostingKind::PaidElsewhere(PaidHow::Check),
        amount: Money::usd(4_000),
        on: Some(day("2025-12-01")),
    };
    assert_eq!(balance.postings, [expected]);
}

#[test]
fn what_was_paid_by_check_as_well_stays_paid_once_the_card_has_its_money_back() {
    let twice = ChargeState::Paid(payment()).also_paid(paid_elsewhere());
    let balance = alone(&twice);
    assert_eq!((cents(&balance), balance.paid()), (vec![4_000, 4_000], Some(Money::usd(8_000))));
    assert_eq!((balance.to_return(), twice.kept()), (Some(Money::usd(4_000)), Some(Money::usd(4_000))));
    let in_part = alone(&refunded(&[1_500]).state().also_paid(paid_elsewhere()));
    assert_eq!((in_part.to_return(), in_part.keeps(Money::usd(4_000))), (Some(Money::usd(2_500)), false));
    let all = alone(&refunded(&[4_000]).state().also_paid(paid_elsewhere()));
    assert_eq!((cents(&all), all.paid()), (vec![4_000, 4_000, -4_000], Some(Money::usd(4_000))));
    assert_eq!(all.to_return(), None);
}

#[test]
fn a_second_payment_counts_until_it_is_given_back() {
    let state = ChargeState::Paid(payment());
    let kept = Balance::of(&state, &[second_payment(0)], ZONE);
    assert_eq!((cents(&kept), kept.paid()), (vec![4_000, 4_000], Some(Money::usd(8_000))));
    assert_eq!(kept.more_back(), None);
    assert_eq!(kept.postings[1].on, Some(day("2025-12-04")));
    let back = Balance::of(&state, &[second_payment(4_000)], ZONE);
    assert_eq!((cents(&back), back.paid()), (vec![4_000, 4_000, -4_000], Some(Money::usd(4_000))));
    assert_eq!(back.postings[2].on, None);
    let some = Balance::of(&state, &[second_payment(1_500)], ZONE);
    let to_return = [&kept, &some, &back, &alone(&state)].map(Balance::to_return);
    assert_eq!(to_return, [Some(Money::usd(4_000)), Some(Money::usd(2_500)), None, None]);
}

#[test]
fn money_taken_for_what_was_given_up_is_paid_and_not_owed() {
    let waived = every_state().into_iter().find(|it| it.name() == StateName::Waived).expect("a waived one");
    let balance = Balance::of(&waived, &[second_payment(1_000)], ZONE);
    assert_eq!((balance.part(), balance.paid()), (Some(Money::usd(0)), Some(Money::usd(3_000))));
}

#[test]
fn while_the_insurer_has_not_answered_nothing_is_said_of_the_clients_part() {
    let balance = alone(&ChargeState::AwaitingInsurer);
    assert_eq!((balance.responsibility, balance.part(), balance.paid()), (None, None, None));
}
