#[cfg(target_arch = "wasm32")]
use wasm_bindgen_test::wasm_bindgen_test as test;

use super::*;
use crate::charge::StateName;
use crate::testing::{AGENT, every_state, local, paid, refund};

fn now() -> DateTime<Utc> {
    local("2026-01-20 09:00:00")
}

fn told(id: &str, cents: i64) -> RefundTold {
    RefundTold {
        id: id.to_owned(),
        amount: Money::usd(cents),
        at: local("2025-12-10 12:00:00"),
        on_its_way: false,
        by: Actor::Practice,
        reason: "duplicate".to_owned(),
        request: None,
    }
}

fn refunds(told: &[RefundTold]) -> Aftermath {
    Aftermath { refunds: told.to_vec(), ..Aftermath::default() }
}

fn dispute(standing: DisputeStanding, cents: i64) -> DisputeTold {
    DisputeTold {
        id: "du_1".to_owned(),
        amount: Money::usd(cents),
        opened_at: local("2025-12-20 08:00:00"),
        answer_until: Some(local("2026-01-05 23:59:59")),
        awaits_answer: true,
        standing,
    }
}

fn disputed(refunds: &[RefundTold], standing: DisputeStanding, cents: i64) -> Aftermath {
    Aftermath { disputes: vec![dispute(standing, cents)], ..self::refunds(refunds) }
}

fn disputes(told: &[DisputeTold]) -> Aftermath {
    Aftermath { disputes: told.to_vec(), ..Aftermath::default() }
}

/// A second dispute, opened after the first.
fn other(standing: DisputeStanding, cents: i64) -> DisputeTold {
    let opened_at = local("2025-12-22 08:00:00");
    DisputeTold { id: "du_2".to_owned(), opened_at, ..dispute(standing, cents) }
}

/// The state after it was told, and what the record says of it.
fn after(state: &ChargeState, told: &Aftermath) -> (ChargeState, Vec<&'static str>) {
    let followed = state.followed(told, now()).expect("within the payment").expect("something is new");
    let actions = followed.actions.iter().map(|(_, action)| action.as_str()).collect();
    // Heard again it is nothing new.
    assert_eq!(followed.state.followed(told, now()), Ok(None));
    (followed.state, actions)
}

fn taken() -> ChargeState {
    ChargeState::Paid(paid())
}

#[test]
fn a_refund_in_part_and_of_the_rest_leads_through_both_states() {
    let (some, said) = after(&taken(), &refunds(&[told("re_1", 1_500)]));
    assert_eq!((some.name(), said), (StateName::PartiallyRefunded, vec!["refunded"]));
    let (all, said) = after(&some, &refunds(&[told("re_1", 1_500), told("re_2", 2_500)]));
    assert_eq!((all.name(), said), (StateName::Refunded, vec!["refunded"]));
    // Heard of only once all of it is back.
    let (at_once, said) = after(&taken(), &refunds(&[told("re_1", 1_500), told("re_2", 2_500)]));
    assert_eq!((at_once, said), (all, vec!["refunded", "refunded"]));
}

#[test]
fn the_record_says_who_asked_for_a_refund_and_nobody_where_it_was_made_at_the_processor() {
    let asked = RefundTold { by: Actor::Staff(AGENT), ..told("re_2", 500) };
    let told = refunds(&[told("re_1", 1_500), asked]);
    let followed = taken().followed(&told, now()).expect("within").expect("new");
    let by: Vec<Actor> = followed.actions.iter().map(|(by, _)| *by).collect();
    assert_eq!(by, [Actor::System, Actor::Staff(AGENT)]);
}

#[test]
fn who_asked_for_a_refund_in_the_desk_and_why_is_kept() {
    let asked = Refund { processor_id: Some("re_1".to_owned()), on_its_way: true, ..refund(1_500) };
    let before = Refunded::none_of(Payment::Paid(paid())).and(asked.clone()).expect("within").state();
    let (now, said) = after(&before, &refunds(&[told("re_1", 1_500)]));
    assert_eq!(said, ["refund_arrived"]);
    assert_eq!(now.refunds(), [Refund { on_its_way: false, ..asked }]);
}

#[test]
fn a_refund_on_its_way_counts_and_has_arrived_once() {
    let way = RefundTold { on_its_way: true, ..told("re_1", 4_000) };
    let (all, _) = after(&taken(), &refunds(std::slice::from_ref(&way)));
    assert_eq!((all.name(), all.kept()), (StateName::Refunded, Some(Money::usd(0))));
    let (arrived, said) = after(&all, &refunds(&[told("re_1", 4_000)]));
    assert_eq!(said, ["refund_arrived"]);
    assert_eq!(arrived.followed(&refunds(&[way]), now()), Ok(None), "and is not on its way again");
}

#[test]
fn a_refund_that_the_bank_threw_back_is_the_practices_again() {
    let (all, _) = after(&taken(), &refunds(&[told("re_1", 1_500), told("re_2", 2_500)]));
    let (some, said) = after(&all, &refunds(&[told("re_2", 2_500)]));
    assert_eq!((some.kept(), said), (Some(Money::usd(1_500)), vec!["refund_returned"]));
    let (none, said) = after(&some, &refunds(&[]));
    assert_eq!((none, said), (taken(), vec!["refund_returned"]));
}

#[test]
fn more_than_was_paid_is_not_given_back() {
    let all = refunds(&[told("re_1", 4_000), told("re_2", 1)]);
    assert_eq!(taken().followed(&all, now()), Err(RefundProblem { left: Money::usd(0) }));
}

#[test]
fn a_dispute_is_opened_won_and_lost() {
    let (open, said) = after(&taken(), &disputed(&[], DisputeStanding::Open, 4_000));
    assert_eq!((open.name(), said), (StateName::Disputed, vec!["disputed"]));
    let (won, said) = after(&open, &disputed(&[], DisputeStanding::Closed, 4_000));
    assert_eq!((won, said), (taken(), vec!["dispute_closed"]));
    let (lost, said) = after(&open, &disputed(&[], DisputeStanding::Lost, 4_000));
    assert_eq!((lost.kept(), said), (Some(Money::usd(0)), vec!["charged_back"]));
    let (back, said) = after(&lost, &disputed(&[], DisputeStanding::Closed, 4_000));
    assert_eq!((back, said), (taken(), vec!["chargeback_returned"]));
    // Lost before anybody heard that there was one.
    let (at_once, said) = after(&taken(), &disputed(&[], DisputeStanding::Lost, 4_000));
    assert_eq!((at_once, said), (lost, vec!["disputed", "charged_back"]));
}

#[test]
fn of_several_disputes_each_counts_and_each_is_told() {
    use DisputeStanding::{Closed, Lost, Open};
    let both = |first, second| disputes(&[dispute(first, 1_000), other(second, 700)]);
    let (open, said) = after(&taken(), &both(Open, Open));
    let ChargeState::Disputed(it) = &open else { panic!("{open:?}") };
    assert_eq!((it.amount(), said), (Money::usd(1_700), vec!["disputed", "disputed"]));
    let (one_lost, said) = after(&open, &both(Lost, Open));
    let ChargeState::Disputed(it) = &one_lost else { panic!("{one_lost:?}") };
    assert_eq!((it.amount(), one_lost.kept()), (Money::usd(700), Some(Money::usd(3_000))));
    assert_eq!(said, ["charged_back"]);
    let (lost, said) = after(&one_lost, &both(Lost, Lost));
    assert_eq!((lost.name(), lost.kept()), (StateName::ChargedBack, Some(Money::usd(2_300))));
    assert_eq!(said, ["charged_back"]);
    // A third word about the first one leaves the second as it was.
    let (back, said) = after(&lost, &both(Closed, Lost));
    assert_eq!((back.name(), back.kept()), (StateName::ChargedBack, Some(Money::usd(3_300))));
    assert_eq!(said, ["chargeback_returned"]);
    let (won, said) = after(&one_lost, &both(Lost, Closed));
    assert_eq!((won.name(), won.kept()), (StateName::ChargedBack, Some(Money::usd(3_000))));
    assert_eq!(said, ["dispute_closed"]);
    // In the order in which a list has them, or another.
    let turned = disputes(&[other(Lost, 700), dispute(Lost, 1_000)]);
    assert_eq!(lost.followed(&turned, now()), Ok(None));
}

#[test]
fn a_refund_that_was_called_off_is_not_one_that_a_bank_threw_back() {
    let (back, _) = after(&taken(), &refunds(&[told("re_1", 1_500), told("re_2", 900)]));
    let gone = Aftermath { called_off: vec!["re_2".to_owned()], ..Aftermath::default() };
    let followed = back.followed(&gone, now()).expect("within the payment").expect("both are gone");
    let returned = |cents, called_off| Action::RefundReturned { amount: Money::usd(cents), called_off };
    let actions: Vec<Action> = followed.actions.into_iter().map(|(_, action)| action).collect();
    assert_eq!(actions, [returned(1_500, false), returned(900, true)]);
}

#[test]
fn a_dispute_lost_after_a_refund_in_part_leaves_the_rest_paid() {
    let some = [told("re_1", 1_500)];
    let (lost, _) = after(&taken(), &disputed(&some, DisputeStanding::Lost, 2_000));
    assert_eq!((lost.name(), lost.kept()), (StateName::ChargedBack, Some(Money::usd(500))));
    // The bank throws the refund back as well.
    let (thrown, said) = after(&lost, &disputed(&[], DisputeStanding::Lost, 2_000));
    assert_eq!((thrown.kept(), said), (Some(Money::usd(2_000)), vec!["refund_returned"]));
}

#[test]
fn an_inquiry_changes_nothing_and_a_payment_that_was_given_back_may_be_disputed_and_lost_besides() {
    for standing in [DisputeStanding::Inquiry, DisputeStanding::Closed] {
        assert_eq!(taken().followed(&disputed(&[], standing, 4_000), now()), Ok(None));
    }
    let all = [told("re_1", 4_000)];
    let (state, said) = after(&taken(), &disputed(&all, DisputeStanding::Open, 4_000));
    assert_eq!(
        (state.name(), state.kept(), said),
        (StateName::Disputed, Some(Money::usd(0)), vec!["refunded", "disputed"])
    );
    let (lost, said) = after(&state, &disputed(&all, DisputeStanding::Lost, 4_000));
    assert_eq!(
        (lost.name(), lost.kept(), said),
        (StateName::ChargedBack, Some(Money::usd(-4_000)), vec!["charged_back"])
    );
    let (won, _) = after(&state, &disputed(&all, DisputeStanding::Closed, 4_000));
    assert_eq!(won.name(), StateName::Refunded, "the state before");
}

#[test]
fn another_dispute_or_another_amount_is_told_and_another_day_to_answer_is_not() {
    let (open, _) = after(&taken(), &disputed(&[], DisputeStanding::Open, 4_000));
    let (less, said) = after(&open, &disputed(&[], DisputeStanding::Open, 1_000));
    assert_eq!((less.name(), said), (StateName::Disputed, vec!["disputed"]));
    let later = DisputeTold { answer_until: None, ..dispute(DisputeStanding::Open, 4_000) };
    assert_eq!(open.followed(&disputes(&[later]), now()), Ok(None));
    let (_, said) = after(&open, &disputes(&[other(DisputeStanding::Open, 4_000)]));
    assert_eq!(said, ["dispute_closed", "disputed"]);
}

#[test]
fn what_the_desk_did_not_take_follows_nothing() {
    for state in every_state().into_iter().filter(|it| !it.is_taken()) {
        let followed = state.followed(&disputed(&[told("re_1", 1)], DisputeStanding::Lost, 1), now());
        assert_eq!(followed, Ok(None), "{state:?}");
    }
}

#[test]
fn in_whatever_order_it_is_heard_the_same_holds() {
    let all = disputed(&[told("re_1", 1_500)], DisputeStanding::Lost, 2_500);
    let steps = [
        refunds(&[told("re_1", 1_500)]),
        refunds(&[]),
        disputed(&[told("re_1", 1_500)], DisputeStanding::Open, 2_500),
        disputed(&[], DisputeStanding::Open, 4_000),
        refunds(&[told("re_1", 1_500), told("re_2", 2_500)]),
        all.clone(),
    ];
    let at_once = after(&taken(), &all).0;
    for first in &steps {
        for second in &steps {
            let mut state = taken();
            for told in [first, second, &all] {
                if let Some(followed) = state.followed(told, now()).expect("within the payment") {
                    assert!(!followed.actions.is_empty(), "{state:?} {told:?}: a change without a record");
                    state = followed.state;
                }
            }
            assert_eq!(state, at_once, "{first:?} {second:?}");
        }
    }
}
