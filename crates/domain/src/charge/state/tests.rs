mod kept;

#[cfg(target_arch = "wasm32")]
use wasm_bindgen_test::wasm_bindgen_test as test;

use super::*;
use crate::actor::Actor;
use crate::charge::HoldReason;
use crate::testing::{declined, due, every_state, local, scheduled};

fn state(name: StateName) -> ChargeState {
    every_state().into_iter().find(|state| state.name() == name).expect("there is one of each")
}

#[test]
fn what_the_practice_keeps_is_what_was_paid_less_what_went_back() {
    let kept = |name| state(name).kept().map(Money::cents);
    assert_eq!(kept(StateName::Upcoming), None);
    assert_eq!(kept(StateName::Paid), Some(4_000));
    assert_eq!(kept(StateName::SettledElsewhere), Some(4_000));
    assert_eq!(kept(StateName::PartiallyRefunded), Some(2_500));
    assert_eq!(kept(StateName::Refunded), Some(0));
    assert_eq!(kept(StateName::Disputed), Some(2_500));
    assert_eq!(kept(StateName::ChargedBack), Some(0));
}

#[test]
fn a_state_has_one_name_everywhere() {
    for (state, name) in every_state().into_iter().zip(StateName::ALL) {
        assert_eq!(state.name(), name);
        assert_eq!(name.as_str().parse(), Ok(name));
        assert_eq!(serde_json::to_value(name).expect("a name serializes"), name.as_str());
        assert_eq!(serde_json::to_value(state).expect("a state serializes")["state"], name.as_str());
    }
    assert_eq!("Paid".parse::<StateName>(), Err(()));
}

#[test]
fn an_amount_is_known_once_the_insurer_answered() {
    for state in every_state() {
        let amount = match state.name() {
            StateName::AwaitingInsurer => None,
            StateName::NothingDue => Some(Money::usd(0)),
            _ => Some(Money::usd(4_000)),
        };
        assert_eq!(state.amount(), amount, "{:?}", state.name());
    }
}

#[test]
fn what_is_due_is_known_once_something_is() {
    for state in every_state() {
        let none = matches!(state.name(), StateName::AwaitingInsurer | StateName::NothingDue);
        assert_eq!(state.due().cloned(), (!none).then(due), "{:?}", state.name());
    }
    let since = local("2025-12-01 12:00:00");
    for before in [HeldState::Scheduled(scheduled()), HeldState::Failed(declined())] {
        let held = before.hold(HoldReason::NoMethodNeeded, Actor::System, since);
        assert_eq!(ChargeState::OnHold(held).due(), Some(&due()));
    }
}

#[test]
fn nothing_is_open_that_asks_for_nothing() {
    let closed: Vec<StateName> = StateName::ALL.into_iter().filter(|name| !name.is_open()).collect();
    assert_eq!(
        closed,
        [
            StateName::NothingDue,
            StateName::Paid,
            StateName::Waived,
            StateName::PartiallyRefunded,
            StateName::Refunded,
            StateName::SettledElsewhere,
            StateName::Disputed,
            StateName::ChargedBack,
        ]
    );
}
