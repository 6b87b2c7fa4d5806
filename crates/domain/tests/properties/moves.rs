//! Moving a charge, any number of times and at any time.

use chrono::{Days, Duration};
use domain::charge::{ChargeKind, ChargeState, Upcoming};
use domain::reschedule::{Choice, DayProblem, Form, Refusal, Rules, parse};
use proptest::prelude::*;

use crate::charges::{announced, charge};
use crate::promises::{Notice, any_notice};

/// Acting so many seconds after the notice, choosing the day so many days after the day of the notice.
type Act = (i64, i64);

fn any_act() -> impl Strategy<Value = Act> {
    (0..80 * 86_400_i64, -5..130_i64)
}

fn rules(notice: &Notice, upcoming: &Upcoming, after: i64) -> Rules {
    let now = notice.rendered_at + Duration::seconds(after);
    Rules::of(&charge(notice, ChargeState::Upcoming(upcoming.clone())), notice.zone, now)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(2_000))]

    #[test]
    fn a_day_is_let_through_exactly_if_it_lies_in_the_range((after, days) in any_act(), notice in any_notice()) {
        let upcoming = announced(&notice);
        let rules = rules(&notice, &upcoming, after);
        let promise = notice.promise();
        let day = promise.notice_day + Duration::days(days);
        let answer = parse(&Form { version: rules.version, day: day.to_string() }, &rules);

        let Some(window) = promise.window else {
            prop_assert_eq!(answer, Err(Refusal::Kind { kind: notice.kind }));
            return Ok(());
        };
        let first = promise.earliest_day.max(rules.today + Days::new(1));
        let expected = if rules.today > window.act_until {
            Err(Refusal::TooLateToAct { act_until: window.act_until })
        } else if day == promise.initial_day {
            Ok(promise.initial_day)
        } else if day < first {
            Err(Refusal::Day { problem: DayProblem::TooEarly { first } })
        } else if day > window.latest_day {
            Err(Refusal::Day { problem: DayProblem::TooLate { last: window.latest_day } })
        } else {
            Ok(day)
        };
        let answer = answer.map(|choice| match choice {
            Choice::Unchanged => promise.initial_day,
            Choice::Move(to) => to.day(),
        });
        prop_assert_eq!(answer, expected);
    }

    #[test]
    fn no_sequence_of_moves_extends_the_window_or_changes_the_promise(
        notice in any_notice(),
        mut acts in proptest::collection::vec(any_act(), 1..12),
    ) {
        let notice = Notice { kind: ChargeKind::Insurance, ..notice };
        acts.sort_unstable();
        let mut upcoming = announced(&notice);
        let promise = upcoming.announced.promise.clone();
        let window = promise.window.expect("an insurance charge has a window");
        for (after, days) in acts {
            let rules = rules(&notice, &upcoming, after);
            let day = promise.notice_day + Duration::days(days);
            let answer = parse(&Form { version: rules.version, day: day.to_string() }, &rules);
            if let Ok(Choice::Move(to)) = answer {
                prop_assert!(rules.today <= window.act_until);
                prop_assert!(to.day() > rules.today);
                prop_assert!(to.day() >= promise.earliest_day);
                prop_assert!(to.day() <= window.latest_day);
                let told_at = upcoming.announced.told_at;
                upcoming = upcoming.rescheduled(&to);
                prop_assert_eq!(upcoming.announced.day, day);
                prop_assert_eq!(upcoming.announced.told_at, told_at);
            }
            prop_assert_eq!(&upcoming.announced.promise, &promise);
            prop_assert!(upcoming.announced.day <= window.latest_day);
        }
    }

    #[test]
    fn while_the_client_may_act_there_is_a_day_to_choose((after, _) in any_act(), notice in any_notice()) {
        let rules = rules(&notice, &announced(&notice), after);
        prop_assert_eq!(rules.range().is_some(), rules.open().is_ok());
        if let Some((first, last)) = rules.range() {
            prop_assert!(rules.today < first && first <= last);
            prop_assert_eq!(rules.day_problem(first), None);
            prop_assert_eq!(rules.day_problem(last), None);
            prop_assert!(rules.day_problem(first - Days::new(1)).is_some());
            prop_assert!(rules.day_problem(last + Days::new(1)).is_some());
        }
    }

    #[test]
    fn the_browser_decides_as_the_server_does((after, days) in any_act(), notice in any_notice()) {
        let rules = rules(&notice, &announced(&notice), after);
        let json = serde_json::to_string(&rules).expect("rules serialize");
        let in_the_browser: Rules = serde_json::from_str(&json).expect("and read back");
        let day = notice.promise().notice_day + Duration::days(days);
        let form = Form { version: rules.version, day: day.to_string() };
        prop_assert_eq!(parse(&form, &in_the_browser), parse(&form, &rules));
    }

    #[test]
    fn no_entry_whatever_is_more_than_refused(entry in any::<String>(), (after, _) in any_act(), notice in any_notice()) {
        let rules = rules(&notice, &announced(&notice), after);
        let answer = parse(&Form { version: rules.version, day: entry }, &rules);
        if let Ok(Choice::Move(to)) = answer {
            prop_assert_eq!(rules.day_problem(to.day()), None);
        }
    }
}
