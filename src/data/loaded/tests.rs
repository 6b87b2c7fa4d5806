use wire::charges::ChargeView;

use super::*;
use crate::api::memory::{Memory, sample, told};
use crate::api::use_api;
use crate::data::turns::{app, turn};

fn client() -> domain::ClientId {
    "cli_01970000000070008000000000000001".parse().expect("an id")
}

fn charge() -> Loaded<ChargeView> {
    let (api, id) = (use_api(), sample(None).row.id);
    load(move || api.charge(client(), id))
}

#[test]
fn what_is_asked_for_arrives_and_stays_while_it_is_asked_anew() {
    let memory = Memory::with(sample(None));
    let (root, _) = app(memory);
    root.with(|| {
        let charge = charge();
        assert!(charge.get().is_none() && charge.asking().get());
        turn();
        assert!(charge.get().is_some() && !charge.asking().get());
        memory.change(|charge| charge.receipt = Some("R-1".into()));
        charge.again();
        assert_eq!(charge.get().and_then(|it| it.receipt.clone()), None);
        turn();
        assert_eq!(charge.get().and_then(|it| it.receipt.clone()).as_deref(), Some("R-1"));
    });
}

#[test]
fn an_answer_that_comes_after_the_page_has_gone_writes_nothing() {
    let (root, _) = app(Memory::with(sample(None)));
    let page = root.with(Owner::new);
    page.with(charge);
    page.cleanup();
    turn();
}

#[test]
fn of_what_was_put_and_what_was_asked_for_before_the_former_counts() {
    let (root, _) = app(Memory::with(sample(None)));
    root.with(|| {
        let charge = charge();
        charge.put(sample(Some("2025-12-02")));
        turn();
        assert!(charge.get().is_some_and(|it| it.rules.plan.is_some()));
    });
}

#[test]
fn a_lost_answer_is_shown_as_a_failure_and_can_be_asked_for_again() {
    let memory = Memory::with(sample(None));
    let (root, _) = app(memory);
    root.with(|| {
        memory.next(ApiError::NotReached);
        let charge = charge();
        let failed = charge.asked.has_failed();
        turn();
        assert!(failed.get());
        charge.again();
        turn();
        assert!(!failed.get() && charge.get().is_some());
    });
}

fn is_same(one: &ChargeView, other: &ChargeView) -> bool {
    one.sign == other.sign
}

#[test]
fn who_looks_once_more_sees_what_has_changed_and_is_left_alone_by_what_has_not() {
    let memory = Memory::with(sample(None));
    let (root, _) = app(memory);
    root.with(|| {
        let charge = charge();
        turn();
        let first = charge.get().expect("it is here");
        memory.change(|charge| charge.holds_for_seconds -= 10);
        charge.look_once(is_same);
        assert!(!charge.asking().get(), "nobody sees it");
        turn();
        assert!(Arc::ptr_eq(&first, &charge.get().expect("it is here")));
        memory.change(|charge| (charge.receipt, charge.sign) = (Some("R-1".into()), "2".into()));
        memory.next(ApiError::NotReached);
        charge.look_once(is_same);
        turn();
        assert!(Arc::ptr_eq(&first, &charge.get().expect("it stays where no answer comes")));
        charge.look_once(is_same);
        turn();
        assert_eq!(charge.get().and_then(|it| it.receipt.clone()).as_deref(), Some("R-1"));
    });
}

#[test]
fn what_came_by_another_way_meanwhile_is_newer_than_what_a_look_brings() {
    let memory = Memory::with(sample(None));
    let (root, _) = app(memory);
    root.with(|| {
        let charge = charge();
        turn();
        memory.change(|charge| (charge.receipt, charge.sign) = (Some("R-1".into()), "2".into()));
        charge.look_once(is_same);
        charge.put(sample(Some("2025-12-02")));
        turn();
        assert!(charge.get().is_some_and(|it| it.rules.plan.is_some() && it.receipt.is_none()));
    });
}

#[test]
fn what_is_not_there_any_more_may_be_somebody_elses() {
    let memory = Memory::with(sample(None));
    let (root, session) = app(memory);
    memory.person_changes("somebody else");
    memory.next(told(404));
    root.with(charge);
    turn();
    assert_eq!(session.who().map(|who| who.person).as_deref(), Some("somebody else"));
}
