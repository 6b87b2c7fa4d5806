use chrono::{Datelike, Weekday};
#[cfg(target_arch = "wasm32")]
use wasm_bindgen_test::wasm_bindgen_test as test;

use super::*;
use crate::charge::{Scheduled, Upcoming};
use crate::testing::{charge, day, declined, every_state, local, promise, scheduled, upcoming, upcoming_on};

/// The rules for this charge at a time of the clock of New York.
fn rules(upcoming: Upcoming, now: &str) -> Rules {
    Rules::of(&charge(ChargeState::Upcoming(upcoming)), PracticeZone::NEW_YORK, local(now))
}

/// Announced on Nov 30 for Dec 5: may be moved to Dec 1 at the earliest, until Dec 16, and to Dec 21 at most.
fn announced_early() -> Upcoming {
    let Scheduled { due, attempts, .. } = scheduled();
    let wished = Scheduled { due, first_day: day("2025-12-05"), attempts, wished: None, chosen: false };
    let accepted_at = local("2025-11-30 10:00:00");
    wished.announced(promise("2025-11-30 10:00:00", "2025-12-05"), accepted_at).expect("accepted in time")
}

fn choose(rules: &Rules, entry: &str) -> Result<Choice, Refusal> {
    parse(&Form { version: rules.version, day: entry.to_owned() }, rules)
}

fn moved_to(text: &str) -> Result<Choice, Refusal> {
    Ok(Choice::Move(Reschedule { day: day(text) }))
}

fn too_early(first: &str) -> Result<Choice, Refusal> {
    Err(Refusal::Day { problem: DayProblem::TooEarly { first: day(first) } })
}

fn too_late(last: &str) -> Result<Choice, Refusal> {
    Err(Refusal::Day { problem: DayProblem::TooLate { last: day(last) } })
}

#[test]
fn the_rules_are_asked_in_their_order_and_the_first_that_refuses_answers() {
    // Everything is wrong at first. Each step puts one more thing right, and the next rule comes to speak.
    let mut rules = rules(upcoming(), "2025-12-18 00:00:00");
    rules.kind = ChargeKind::NoShowFee;
    rules.state = StateName::Processing;
    let mut form = Form { version: rules.version - 1, day: "soon".to_owned() };
    assert_eq!(parse(&form, &rules), Err(Refusal::Stale));

    form.version = rules.version;
    assert_eq!(parse(&form, &rules), Err(Refusal::Kind { kind: ChargeKind::NoShowFee }));

    rules.kind = ChargeKind::Insurance;
    let not_announced = Refusal::State { state: StateName::Processing, next_attempt: None };
    assert_eq!(parse(&form, &rules), Err(not_announced));

    rules.state = StateName::Upcoming;
    assert_eq!(parse(&form, &rules), Err(Refusal::TooLateToAct { act_until: day("2025-12-17") }));

    rules.today = day("2025-12-17");
    assert_eq!(parse(&form, &rules), Err(Refusal::Entry { problem: DayEntryProblem::NotADay }));

    form.day = "12/19/2025".to_owned();
    assert_eq!(parse(&form, &rules), too_late("2025-12-18"));

    form.day = "12/2/2025".to_owned();
    assert_eq!(parse(&form, &rules), Ok(Choice::Unchanged));

    form.day = "12/18/2025".to_owned();
    assert_eq!(parse(&form, &rules), moved_to("2025-12-18"));
}

#[test]
fn any_version_but_the_present_one_is_stale() {
    let rules = rules(upcoming(), "2025-12-01 12:00:00");
    for version in [rules.version - 1, rules.version + 1, 0, Version::MIN, Version::MAX] {
        let form = Form { version, day: "2025-12-12".to_owned() };
        assert_eq!(parse(&form, &rules), Err(Refusal::Stale), "{version}");
    }
    assert_eq!(choose(&rules, "2025-12-12"), moved_to("2025-12-12"));
}

#[test]
fn a_stale_version_is_refused_even_if_the_present_day_is_chosen_again() {
    let rules = rules(upcoming(), "2025-12-01 12:00:00");
    let form = Form { version: rules.version - 1, day: "2025-12-02".to_owned() };
    assert_eq!(parse(&form, &rules), Err(Refusal::Stale));
}

#[test]
fn only_insurance_charges_move() {
    for kind in ChargeKind::ALL {
        let rules = Rules { kind, ..rules(upcoming(), "2025-12-01 12:00:00") };
        let answer = choose(&rules, "2025-12-12");
        if kind == ChargeKind::Insurance {
            assert_eq!(answer, moved_to("2025-12-12"));
        } else {
            assert_eq!(answer, Err(Refusal::Kind { kind }));
        }
    }
}

#[test]
fn the_kind_is_asked_before_the_state() {
    for state in every_state() {
        let mut fee = charge(state);
        fee.kind = ChargeKind::SelfPay;
        let rules = Rules::of(&fee, PracticeZone::NEW_YORK, local("2025-12-01 12:00:00"));
        let refusal = Refusal::Kind { kind: ChargeKind::SelfPay };
        assert_eq!(choose(&rules, "2025-12-12"), Err(refusal), "{:?}", rules.state);
    }
}

#[test]
fn only_announced_charges_that_are_not_yet_processed_move() {
    for state in every_state() {
        let rules = Rules::of(&charge(state), PracticeZone::NEW_YORK, local("2025-12-02 12:00:00"));
        let answer = choose(&rules, "2025-12-12");
        match rules.state {
            StateName::Upcoming => assert_eq!(answer, moved_to("2025-12-12")),
            StateName::Failed => {
                let next_attempt = Some(day("2025-12-05"));
                assert_eq!(answer, Err(Refusal::State { state: StateName::Failed, next_attempt }));
            }
            state => assert_eq!(answer, Err(Refusal::State { state, next_attempt: None })),
        }
    }
}

#[test]
fn a_failed_charge_without_a_next_attempt_names_none() {
    let mut failed = declined();
    failed.next_attempt = None;
    let rules =
        Rules::of(&charge(ChargeState::Failed(failed)), PracticeZone::NEW_YORK, local("2025-12-02 12:00:00"));
    let refusal = Refusal::State { state: StateName::Failed, next_attempt: None };
    assert_eq!(choose(&rules, "2025-12-12"), Err(refusal));
}

#[test]
fn the_state_is_asked_before_the_last_day_to_act() {
    let rules = Rules::of(
        &charge(ChargeState::Failed(declined())),
        PracticeZone::NEW_YORK,
        local("2026-02-01 12:00:00"),
    );
    assert!(matches!(choose(&rules, "2025-12-12"), Err(Refusal::State { .. })));
}

#[test]
fn the_last_day_to_act_ends_at_midnight_of_the_practice() {
    let on = |now| choose(&rules(upcoming_on("2025-12-18"), now), "2025-12-18");
    assert_eq!(on("2025-12-17 00:00:00"), Ok(Choice::Unchanged));
    assert_eq!(on("2025-12-17 23:59:59"), Ok(Choice::Unchanged));
    assert_eq!(on("2025-12-18 00:00:00"), Err(Refusal::TooLateToAct { act_until: day("2025-12-17") }));

    let rules = rules(upcoming(), "2025-12-17 23:59:59");
    assert_eq!(choose(&rules, "2025-12-18"), moved_to("2025-12-18"));
}

#[test]
fn the_days_are_those_of_the_zone_that_the_notice_named() {
    let mut moved_away = upcoming();
    moved_away.announced.promise.zone = "America/Los_Angeles".parse().expect("a zone");
    let rules = rules(moved_away, "2025-12-18 01:00:00");
    assert_eq!(rules.today, day("2025-12-17"));
    assert_eq!(choose(&rules, "2025-12-18"), moved_to("2025-12-18"));
}

#[test]
fn the_next_attempt_is_on_a_day_of_the_zone_that_the_notice_named() {
    let mut failed = declined();
    failed.next_attempt = Some(local("2025-12-05 01:00:00"));
    let elsewhere = "America/Los_Angeles".parse().expect("a zone");
    let rules = Rules::of(&charge(ChargeState::Failed(failed)), elsewhere, local("2025-12-02 12:00:00"));
    assert_eq!(rules.next_attempt, Some(day("2025-12-05")));
}

#[test]
fn the_present_day_again_changes_nothing() {
    for (upcoming, now, again) in [
        (upcoming(), "2025-12-01 12:00:00", "12/2/2025"),
        (upcoming_on("2025-12-12"), "2025-12-03 12:00:00", "2025-12-12"),
        (upcoming_on("2025-12-18"), "2025-12-03 12:00:00", "12-18-2025"),
    ] {
        assert_eq!(choose(&rules(upcoming, now), again), Ok(Choice::Unchanged), "{now}");
    }
}

#[test]
fn the_present_day_may_be_chosen_again_though_it_is_no_day_to_move_to() {
    // On the day itself, and after a day on which no worker ran.
    for now in ["2025-12-02 09:00:00", "2025-12-03 09:00:00"] {
        let rules = rules(upcoming(), now);
        assert!(rules.day_problem(day("2025-12-02")).is_some(), "{now}");
        assert_eq!(choose(&rules, "2025-12-02"), Ok(Choice::Unchanged), "{now}");
    }
}

#[test]
fn after_the_last_day_to_act_even_the_present_day_is_refused() {
    let rules = rules(upcoming_on("2025-12-18"), "2025-12-18 09:00:00");
    let refusal = Refusal::TooLateToAct { act_until: day("2025-12-17") };
    assert_eq!(choose(&rules, "2025-12-18"), Err(refusal));
}

#[test]
fn what_is_no_day_is_refused_as_an_entry() {
    let rules = rules(upcoming(), "2025-12-01 12:00:00");
    for (entry, problem) in [
        (" ", DayEntryProblem::Missing),
        ("soon", DayEntryProblem::NotADay),
        ("2/30/2026", DayEntryProblem::NoSuchDay),
    ] {
        assert_eq!(choose(&rules, entry), Err(Refusal::Entry { problem }), "{entry}");
    }
}

#[test]
fn one_day_outside_either_end_is_refused() {
    let rules = rules(upcoming_on("2025-12-12"), "2025-12-04 12:00:00");
    assert_eq!(choose(&rules, "2025-12-04"), too_early("2025-12-05"));
    assert_eq!(choose(&rules, "2025-12-05"), moved_to("2025-12-05"));
    assert_eq!(choose(&rules, "2025-12-18"), moved_to("2025-12-18"));
    assert_eq!(choose(&rules, "2025-12-19"), too_late("2025-12-18"));
}

#[test]
fn every_day_between_can_be_chosen_weekends_too() {
    let rules = rules(upcoming(), "2025-12-02 09:00:00");
    let days: Vec<NaiveDate> =
        day("2025-12-03").iter_days().take_while(|it| *it <= day("2025-12-18")).collect();
    assert!(days.iter().any(|it| it.weekday() == Weekday::Sat));
    assert!(days.iter().any(|it| it.weekday() == Weekday::Sun));
    for it in days {
        assert_eq!(choose(&rules, &it.to_string()), Ok(Choice::Move(Reschedule { day: it })));
    }
}

#[test]
fn a_day_before_the_present_one_can_be_chosen() {
    let rules = rules(announced_early(), "2025-11-30 12:00:00");
    assert_eq!(choose(&rules, "2025-12-01"), moved_to("2025-12-01"));
    assert_eq!(choose(&rules, "2025-12-04"), moved_to("2025-12-04"));
}

#[test]
fn the_first_day_is_tomorrow_or_the_first_that_leaves_the_notice_whichever_is_later() {
    let mut announced = announced_early();
    announced.announced.promise = promise("2025-12-01 10:00:01", "2025-12-05");
    assert_eq!(announced.announced.promise.earliest_day, day("2025-12-03"));
    for (now, first) in [
        ("2025-12-01 12:00:00", "2025-12-03"),
        ("2025-12-02 12:00:00", "2025-12-03"),
        ("2025-12-03 12:00:00", "2025-12-04"),
    ] {
        let rules = rules(announced.clone(), now);
        assert_eq!(rules.range().map(|(first, _)| first), Some(day(first)), "{now}");
        let before = day(first).pred_opt().expect("a day before").to_string();
        assert_eq!(choose(&rules, &before), too_early(first), "{now}");
    }
}

#[test]
fn after_midnight_tomorrow_is_another_day() {
    let before = rules(upcoming_on("2025-12-12"), "2025-12-04 23:59:59");
    assert_eq!(choose(&before, "2025-12-05"), moved_to("2025-12-05"));
    let after = rules(upcoming_on("2025-12-12"), "2025-12-05 00:00:00");
    assert_eq!(choose(&after, "2025-12-05"), too_early("2025-12-06"));
}

#[test]
fn a_charge_moves_as_often_as_wanted_and_no_move_extends_anything() {
    let mut it = upcoming();
    let promised = it.announced.promise.clone();
    for (now, to) in [
        ("2025-12-01 12:00:00", "2025-12-18"),
        ("2025-12-05 12:00:00", "2025-12-06"),
        ("2025-12-05 12:00:00", "2025-12-17"),
        ("2025-12-16 12:00:00", "2025-12-18"),
        ("2025-12-17 23:59:00", "2025-12-18"),
    ] {
        let rules = rules(it.clone(), now);
        assert_eq!(rules.range().map(|(_, last)| last), Some(day("2025-12-18")), "{now}");
        assert_eq!(choose(&rules, "2025-12-19"), too_late("2025-12-18"), "{now}");
        if let Ok(Choice::Move(to)) = choose(&rules, to) {
            it = it.rescheduled(&to);
        }
        assert_eq!(it.announced.day, day(to), "{now}");
        assert_eq!(it.announced.promise, promised, "{now}");
    }
    let rules = rules(it, "2025-12-18 00:00:00");
    assert_eq!(choose(&rules, "2025-12-18"), Err(Refusal::TooLateToAct { act_until: day("2025-12-17") }));
}

#[test]
fn a_moved_charge_is_reminded_of_the_hours_of_notice_before_its_new_day() {
    let rules = rules(upcoming(), "2025-12-01 12:00:00");
    let Ok(Choice::Move(to)) = choose(&rules, "2025-12-12") else { panic!("Dec 12 is in the window") };
    let moved = upcoming().rescheduled(&to);
    assert_eq!(moved.reminder_at(), local("2025-12-11 10:00:00"));
    assert_eq!(moved.announced.charged_at(), local("2025-12-12 10:00:00"));
}

#[test]
fn the_range_is_told_only_while_the_client_may_act() {
    let range = |now| rules(upcoming(), now).range();
    assert_eq!(range("2025-12-17 23:59:59"), Some((day("2025-12-18"), day("2025-12-18"))));
    assert_eq!(range("2025-12-18 00:00:00"), None);
}

#[test]
fn a_refusal_is_about_the_day_where_another_day_may_help() {
    let kind = ChargeKind::SelfPay;
    let problem = DayProblem::TooLate { last: day("2025-12-18") };
    for (refusal, is_about_the_day) in [
        (Refusal::Stale, false),
        (Refusal::Kind { kind }, false),
        (Refusal::State { state: StateName::Paid, next_attempt: None }, false),
        (Refusal::TooLateToAct { act_until: day("2025-12-17") }, false),
        (Refusal::Entry { problem: DayEntryProblem::Missing }, true),
        (Refusal::Day { problem }, true),
    ] {
        assert_eq!(refusal.is_about_the_day(), is_about_the_day, "{refusal:?}");
    }
}
