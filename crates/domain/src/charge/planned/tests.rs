use chrono::Duration;
#[cfg(target_arch = "wasm32")]
use wasm_bindgen_test::wasm_bindgen_test as test;

use super::*;
use crate::charge::ChargeState;
use crate::reschedule::{Choice, Form, Rules, parse};
use crate::testing::{
    ATTEMPT, CARD, at, attempts, charge, day, due, every_state, local, promise, scheduled, upcoming,
    upcoming_on,
};
use crate::zone::PracticeZone;

fn taken(upcoming: Upcoming, now: &str) -> Result<Processing, NotDue> {
    upcoming.taken(ATTEMPT, local(now))
}

const OVERDUE: Result<Processing, NotDue> = Err(NotDue::Overdue(Overdue { was: StateName::Upcoming }));

#[test]
fn an_accepted_notice_makes_its_promise_the_charges() {
    let promise = promise("2025-12-01 09:30:00", "2025-11-24");
    let accepted_at = local("2025-12-01 09:30:05");
    let upcoming = scheduled().announced(promise.clone(), accepted_at).expect("accepted in time");
    let announced = Announced {
        due: due(),
        day: day("2025-12-02"),
        promise,
        told_at: accepted_at,
        attempts: AttemptsMade::default(),
        wished: Some(day("2025-11-24")),
        chosen: false,
    };
    assert_eq!(upcoming, Upcoming { announced });
}

#[test]
fn a_notice_accepted_with_less_than_its_hours_of_notice_left_is_void() {
    let announced =
        |accepted_at| scheduled().announced(promise("2025-12-01 09:30:00", "2025-11-24"), local(accepted_at));
    assert!(announced("2025-12-01 10:00:00").is_ok());
    assert_eq!(announced("2025-12-01 10:00:01"), Err(VoidPromise));
}

#[test]
fn hours_of_notice_are_elapsed_hours_when_the_clocks_change() {
    let announced =
        |written, accepted_at| scheduled().announced(promise(written, "2025-01-01"), local(accepted_at));
    assert!(announced("2026-03-07 08:59:00", "2026-03-07 09:00:00").is_ok());
    assert_eq!(announced("2026-03-07 08:59:00", "2026-03-07 09:00:01"), Err(VoidPromise));
    assert!(announced("2026-10-31 10:30:00", "2026-10-31 11:00:00").is_ok());
    assert_eq!(announced("2026-10-31 10:30:00", "2026-10-31 11:00:01"), Err(VoidPromise));
}

#[test]
fn attempts_made_before_a_new_notice_are_not_forgotten() {
    let again = Scheduled { attempts: attempts(CARD, 2), ..scheduled() };
    let promise = promise("2025-12-10 09:30:00", "2025-11-24");
    let upcoming = again.announced(promise, local("2025-12-10 09:30:00")).expect("accepted in time");
    assert_eq!(upcoming.announced.attempts, attempts(CARD, 2));
    assert_eq!(upcoming.announced.unannounced().attempts, attempts(CARD, 2));
}

#[test]
fn the_first_day_wished_for_is_not_forgotten_however_often_a_charge_is_announced_anew() {
    let mut scheduled = scheduled();
    for written in ["2025-12-01 09:30:00", "2025-12-05 09:30:00", "2025-12-10 09:30:00"] {
        let promise = promise(written, &scheduled.first_day.to_string());
        let upcoming = scheduled.announced(promise, local(written)).expect("accepted in time");
        assert_eq!(upcoming.announced.may_be_taken_from(), local("2025-11-24 10:00:00"), "{written}");
        scheduled = upcoming.announced.unannounced();
    }
    assert_eq!(scheduled.earliest_day(), day("2025-11-24"));
}

#[test]
fn a_charge_is_taken_from_its_charge_time_until_its_day_is_over() {
    for (now, outcome) in [
        ("2025-12-01 23:59:59", Err(NotDue::Early)),
        ("2025-12-02 09:59:59", Err(NotDue::Early)),
        ("2025-12-02 10:00:00", Ok(())),
        ("2025-12-02 23:59:59", Ok(())),
        ("2025-12-03 00:00:00", OVERDUE.map(drop)),
        ("2025-12-03 10:00:00", OVERDUE.map(drop)),
    ] {
        assert_eq!(taken(upcoming(), now).map(drop), outcome, "{now}");
    }
}

#[test]
fn a_charge_is_taken_at_its_charge_time_on_either_side_of_a_clock_change() {
    for (on, charged_at) in [
        ("2026-03-07", "2026-03-07T15:00:00Z"),
        ("2026-03-08", "2026-03-08T14:00:00Z"),
        ("2026-10-31", "2026-10-31T14:00:00Z"),
        ("2026-11-01", "2026-11-01T15:00:00Z"),
    ] {
        assert_eq!(upcoming_on(on).announced.charged_at(), at(charged_at));
        assert_eq!(
            upcoming_on(on).taken(ATTEMPT, at(charged_at) - Duration::nanoseconds(1)),
            Err(NotDue::Early)
        );
        assert!(upcoming_on(on).taken(ATTEMPT, at(charged_at)).is_ok());
    }
}

#[test]
fn an_attempt_keeps_what_the_client_was_told() {
    let processing = taken(upcoming(), "2025-12-02 10:00:01").expect("it is due");
    let Upcoming { announced } = upcoming();
    assert_eq!(
        processing,
        Processing {
            announced,
            attempt: ATTEMPT,
            since: local("2025-12-02 10:00:01"),
            asked: false,
            waited: false
        }
    );
}

#[test]
fn a_moved_charge_is_taken_on_its_new_day_only() {
    let moved = || upcoming_on("2025-12-12");
    assert_eq!(taken(moved(), "2025-12-02 10:00:00"), Err(NotDue::Early));
    assert!(taken(moved(), "2025-12-12 10:00:00").is_ok());
    assert_eq!(taken(moved(), "2025-12-13 00:00:00"), OVERDUE);
}

#[test]
fn a_moved_charge_keeps_its_promise_and_everything_else() {
    let mut tried = upcoming();
    tried.announced.attempts = attempts(CARD, 2);
    let charge = charge(ChargeState::Upcoming(tried.clone()));
    let rules = Rules::of(&charge, PracticeZone::NEW_YORK, local("2025-12-01 12:00:00"));
    let form = Form { version: rules.version, day: "2025-12-12".to_owned() };
    let Ok(Choice::Move(to)) = parse(&form, &rules) else { panic!("Dec 12 is in the window") };
    let announced = Announced { day: day("2025-12-12"), chosen: true, ..tried.announced.clone() };
    assert_eq!(tried.rescheduled(&to), Upcoming { announced });
}

#[test]
fn a_day_that_cannot_be_kept_is_wished_for_again() {
    let Upcoming { announced } = upcoming_on("2025-12-12");
    let wished = Some(day("2025-11-24"));
    let first_day = day("2025-12-12");
    assert_eq!(announced.unannounced(), Scheduled { first_day, wished, chosen: true, ..scheduled() });
}

#[test]
fn a_day_that_was_chosen_stays_so_however_often_it_is_announced_until_it_cannot_be_kept() {
    let mut charge = upcoming_on("2025-12-12");
    for (written, chosen) in
        [("2025-12-05 09:30:00", true), ("2025-12-10 09:30:00", true), ("2025-12-12 09:30:00", false)]
    {
        let again = charge.announced.unannounced();
        assert!(again.chosen, "{written}");
        let promise = promise(written, "2025-12-12");
        charge = again.announced(promise, local(written)).expect("accepted in time");
        assert_eq!(charge.announced.chosen, chosen, "{written}");
    }
    assert_eq!(charge.announced.day, day("2025-12-13"));
}

#[test]
fn what_was_planned_is_remembered_until_the_desk_took_it() {
    let planned = upcoming().announced.unannounced();
    for state in every_state() {
        let expected = match state.name() {
            StateName::Scheduled => Some(scheduled()),
            StateName::Upcoming | StateName::Processing | StateName::OnHold | StateName::SettledElsewhere => {
                Some(planned.clone())
            }
            StateName::Failed => Some(Scheduled { attempts: attempts(CARD, 1), ..planned.clone() }),
            _ => None,
        };
        assert_eq!(state.planned(), expected, "{:?}", state.name());
    }
}
