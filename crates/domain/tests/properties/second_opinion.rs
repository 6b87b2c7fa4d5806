//! Promise, range and answer compared with those of the second implementation.

mod moments;

use chrono::{DateTime, NaiveDate, NaiveTime, Utc};
use domain::charge::ChargeState;
use domain::policy::Policy;
use domain::promise::notice_due;
use domain::reschedule::{Choice, DayProblem, Form, Refusal, Rules, parse};
use jiff::Timestamp;
use jiff::civil::{Date, Time};
use proptest::prelude::*;
use proptest::test_runner::RngAlgorithm;

use crate::charges::{announced, charge};
use crate::oracle::{self, Answer, Terms};
use crate::promises::Notice;
use moments::{any_moment, time_zone};

fn utc(at: Timestamp) -> DateTime<Utc> {
    DateTime::from_timestamp_micros(at.as_microsecond()).expect("within range")
}

fn naive(day: Date) -> NaiveDate {
    NaiveDate::from_ymd_opt(
        day.year().into(),
        day.month().unsigned_abs().into(),
        day.day().unsigned_abs().into(),
    )
    .expect("a day")
}

fn naive_time(time: Time) -> NaiveTime {
    let [hour, minute, second] =
        [time.hour(), time.minute(), time.second()].map(|it| u32::from(it.unsigned_abs()));
    NaiveTime::from_hms_opt(hour, minute, second).expect("a time")
}

fn notice(terms: &Terms) -> Notice {
    let Terms { notice_hours, notice_lead_hours, act_days, defer_days, .. } = *terms;
    let charge_time = naive_time(terms.charge_time);
    Notice {
        rendered_at: utc(terms.rendered_at),
        first_day: naive(terms.first_day),
        kind: terms.kind.parse().expect("a kind"),
        zone: terms.zone.parse().expect("a zone"),
        policy: Policy { notice_hours, notice_lead_hours, act_days, defer_days, charge_time },
    }
}

/// The answer in the words of `domain`. Only `parse` makes a `Reschedule`, so a move is its day here.
fn expected(notice: &Notice, answer: &Answer) -> Result<Option<NaiveDate>, Refusal> {
    match *answer {
        Answer::Kind => Err(Refusal::Kind { kind: notice.kind }),
        Answer::TooLateToAct { act_until } => Err(Refusal::TooLateToAct { act_until: naive(act_until) }),
        Answer::TooEarly { first } => {
            Err(Refusal::Day { problem: DayProblem::TooEarly { first: naive(first) } })
        }
        Answer::TooLate { last } => Err(Refusal::Day { problem: DayProblem::TooLate { last: naive(last) } }),
        Answer::Unchanged => Ok(None),
        Answer::Move { day } => Ok(Some(naive(day))),
    }
}

proptest! {
    #![proptest_config(ProptestConfig {
        cases: 100_000,
        // Without optimisation the usual generator takes longer than all the rest.
        rng_algorithm: RngAlgorithm::XorShift,
        ..ProptestConfig::default()
    })]

    #[test]
    fn promise_range_and_answer_are_those_of_the_second_implementation(moment in any_moment()) {
        let (terms, tz) = (&moment.terms, time_zone(moment.terms.zone));
        let theirs = terms.promise(tz);
        let notice = notice(terms);

        let upcoming = announced(&notice);
        let ours = &upcoming.announced.promise;
        prop_assert_eq!(ours.notice_day, naive(theirs.notice_day));
        prop_assert_eq!(ours.earliest_day, naive(theirs.earliest_day));
        prop_assert_eq!(ours.initial_day, naive(theirs.initial_day));
        let window = ours.window.map(|it| (it.act_until, it.latest_day));
        let their_window = (naive(theirs.act_until), naive(theirs.latest_day));
        prop_assert_eq!(window, terms.has_window().then_some(their_window));
        let charged_at = terms.charged_at(tz, theirs.initial_day);
        prop_assert_eq!(upcoming.announced.charged_at(), utc(charged_at));
        prop_assert_eq!(notice_due(notice.first_day, notice.zone, &notice.policy), utc(terms.notice_due(tz)));

        let today = oracle::day(tz, moment.now);
        let range = theirs.range(today).filter(|_| terms.has_window());
        let (mut upcoming, mut present) = (upcoming, theirs.initial_day);
        // Moved once, the window is the same, and the day it was moved to is the one that changes nothing.
        for chosen in [moment.choice, moment.second] {
            let state = ChargeState::Upcoming(upcoming.clone());
            let rules = Rules::of(&charge(&notice, state), notice.zone, utc(moment.now));
            prop_assert_eq!(rules.range(), range.map(|(first, last)| (naive(first), naive(last))));

            let form = Form { version: rules.version, day: chosen.to_string() };
            let decided = parse(&form, &rules);
            let answer = decided.as_ref().map_err(Clone::clone).map(|choice| match choice {
                Choice::Unchanged => None,
                Choice::Move(to) => Some(to.day()),
            });
            let their_answer =
                if terms.has_window() { theirs.answer(today, present, chosen) } else { Answer::Kind };
            prop_assert_eq!(answer, expected(&notice, &their_answer));
            if let Ok(Choice::Move(to)) = &decided {
                (upcoming, present) = (upcoming.rescheduled(to), chosen);
            }
        }
    }
}
