#[cfg(target_arch = "wasm32")]
use wasm_bindgen_test::wasm_bindgen_test as test;

use super::*;
use crate::charge::{Scheduled, StateName};
use crate::testing::{CARD, at, day, declined, every_state, local, processing, scheduled, time, upcoming_on};

/// When the states of the samples came about, by and large.
fn now() -> DateTime<Utc> {
    local("2025-12-02 10:00:03")
}

fn due_at(state: &ChargeState, now: DateTime<Utc>) -> Option<DateTime<Utc>> {
    state.due_at(PracticeZone::NEW_YORK, &Policy::STANDARD, now)
}

fn failed(reason: FailReason) -> Failed {
    processing().declined(CARD, reason, local("2025-12-02 10:00:02"))
}

#[test]
fn a_worker_looks_at_a_charge_when_something_is_to_be_done_for_it() {
    for state in every_state() {
        let expected = match state.name() {
            StateName::Scheduled => Some(local("2025-11-22 10:00:00")),
            StateName::Upcoming => Some(local("2025-12-02 10:00:00")),
            StateName::Processing => Some(now()),
            StateName::Failed => Some(local("2025-12-05 10:00:00")),
            _ => None,
        };
        let found = due_at(&state, now());
        assert_eq!(found, expected, "{:?}", state.name());
    }
}

#[test]
fn a_notice_is_due_elapsed_hours_before_its_charge_when_the_clocks_change() {
    for (first_day, expected) in
        [("2026-03-09", "2026-03-07T14:00:00Z"), ("2026-11-02", "2026-10-31T15:00:00Z")]
    {
        let state = ChargeState::Scheduled(Scheduled { first_day: day(first_day), ..scheduled() });
        assert_eq!(due_at(&state, now()), Some(at(expected)));
    }
}

#[test]
fn another_policy_or_zone_moves_the_notice_but_no_charge_that_was_announced() {
    let policy = Policy { notice_lead_hours: 72, charge_time: time("15:00:00"), ..Policy::STANDARD };
    let zone = "America/Los_Angeles".parse().expect("a zone");
    let elsewhere = |state: ChargeState| state.due_at(zone, &policy, now());
    assert_eq!(elsewhere(ChargeState::Scheduled(scheduled())), Some(at("2025-11-21T23:00:00Z")));
    let announced = ChargeState::Upcoming(upcoming_on("2025-12-12"));
    assert_eq!(elsewhere(announced), Some(local("2025-12-12 10:00:00")));
    assert_eq!(elsewhere(ChargeState::Failed(declined())), Some(local("2025-12-05 10:00:00")));
}

#[test]
fn a_failed_charge_without_a_next_attempt_waits_for_a_person() {
    let ended = ChargeState::Failed(Failed { next_attempt: None, ..declined() });
    assert_eq!(due_at(&ended, now()), None);
}

#[test]
fn looks_come_less_and_less_often_within_their_bounds() {
    let since = at("2025-12-02T15:00:00Z");
    let bounds = (Duration::seconds(10), Duration::hours(1));
    for (now, next) in [
        ("2025-12-02T15:00:00Z", "2025-12-02T15:00:10Z"),
        ("2025-12-02T15:00:10Z", "2025-12-02T15:00:20Z"),
        ("2025-12-02T15:01:00Z", "2025-12-02T15:02:00Z"),
        ("2025-12-02T15:10:00Z", "2025-12-02T15:20:00Z"),
        ("2025-12-02T17:00:00Z", "2025-12-02T18:00:00Z"),
        ("2025-12-05T15:00:00Z", "2025-12-05T16:00:00Z"),
    ] {
        assert_eq!(look_again_at(since, at(now), bounds), at(next), "{now}");
    }
}

#[test]
fn a_new_card_is_looked_for_at_the_next_charge_time() {
    let state = ChargeState::Failed(processing().without_method(at("2025-12-02T15:00:02Z")));
    for (now, next) in [
        ("2025-12-02T15:00:02Z", "2025-12-03T15:00:00Z"),
        ("2025-12-03T14:59:59Z", "2025-12-03T15:00:00Z"),
        ("2025-12-03T15:00:00Z", "2025-12-04T15:00:00Z"),
    ] {
        assert_eq!(due_at(&state, at(now)), Some(at(next)), "{now}");
    }
}

#[test]
fn a_confirmation_is_looked_for_now_and_then_and_when_another_page_is_due_or_the_last_one_ends() {
    let url = "https://pay.example/confirm".to_owned();
    let first = failed(FailReason::NeedsConfirmation { url });
    let last = Failed { next_attempt: None, ..first.clone() };
    for (failed, now, next) in [
        (&first, "2025-12-02T15:00:02Z", "2025-12-02T15:10:02Z"),
        (&first, "2025-12-04T15:00:02Z", "2025-12-04T21:00:02Z"),
        (&first, "2025-12-05T12:00:00Z", "2025-12-05T15:00:00Z"),
        (&last, "2025-12-03T04:00:00Z", "2025-12-03T05:00:00Z"),
        (&last, "2025-12-03T05:00:00Z", "2025-12-03T11:00:00Z"),
    ] {
        assert_eq!(due_at(&ChargeState::Failed(failed.clone()), at(now)), Some(at(next)), "{now}");
    }
    assert_eq!(Failed::confirmation_retry_at(at("2025-12-03T05:00:00Z")), at("2025-12-03T05:10:00Z"));
}

#[test]
fn after_the_last_page_another_card_is_looked_for_at_the_next_charge_time() {
    let ended = Failed { next_attempt: None, ..failed(FailReason::NotConfirmed) };
    let next = due_at(&ChargeState::Failed(ended), at("2025-12-18T05:00:00Z"));
    assert_eq!(next, Some(at("2025-12-18T15:00:00Z")));
}

#[test]
fn a_card_that_failed_for_good_is_not_looked_at_again() {
    assert_eq!(due_at(&ChargeState::Failed(failed(FailReason::DeclinedForGood)), now()), None);
}
