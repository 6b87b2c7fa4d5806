//! Every zone a practice may be in, compared with a second implementation that has its own time zone table.

use chrono::{DateTime, Datelike, Duration, NaiveDate, NaiveDateTime, NaiveTime, Timelike, Utc};
use domain::zone::PracticeZone;
use jiff::tz::TimeZone;
use jiff::{Timestamp, civil};
use proptest::prelude::*;

use crate::oracle::{instant, time_zone};

const FIRST: NaiveDate = NaiveDate::from_ymd_opt(2024, 1, 1).expect("a day");
const LAST: NaiveDate = NaiveDate::from_ymd_opt(2035, 12, 31).expect("a day");

fn utc(timestamp: Timestamp) -> DateTime<Utc> {
    DateTime::from_timestamp(timestamp.as_second(), 0).expect("within range")
}

fn timestamp(instant: DateTime<Utc>) -> Timestamp {
    Timestamp::from_second(instant.timestamp()).expect("within range")
}

fn civil(day: NaiveDate, time: NaiveTime) -> civil::DateTime {
    let small = |number: u32| i8::try_from(number).expect("two digits");
    let year = i16::try_from(day.year()).expect("four digits");
    civil::date(year, small(day.month()), small(day.day())).at(
        small(time.hour()),
        small(time.minute()),
        small(time.second()),
        0,
    )
}

fn naive(local: civil::DateTime) -> NaiveDateTime {
    local.to_string().parse().expect("a day and a time")
}

/// The transitions of the years in question.
fn transitions(tz: &TimeZone) -> Vec<DateTime<Utc>> {
    let from = timestamp(FIRST.and_time(NaiveTime::MIN).and_utc());
    let until = LAST.and_time(NaiveTime::MIN).and_utc();
    tz.following(from).map(|it| utc(it.timestamp())).take_while(|at| *at <= until).collect()
}

#[test]
fn every_day_has_its_charge_time_where_the_second_implementation_has_it() {
    let times = ["00:00:00", "02:30:00", "10:00:00"];
    let times = times.map(|it| it.parse::<NaiveTime>().expect("a time"));
    for zone in PracticeZone::all() {
        let tz = time_zone(zone.name());
        for day in FIRST.iter_days().take_while(|day| *day <= LAST) {
            for time in times {
                let expected = utc(instant(&tz, civil(day, time)));
                assert_eq!(zone.instant(day, time), expected, "{zone} {day} {time}");
            }
        }
    }
}

#[test]
fn every_second_around_a_clock_change_is_read_as_the_second_implementation_reads_it() {
    for zone in PracticeZone::all() {
        let tz = time_zone(zone.name());
        for transition in transitions(&tz) {
            for seconds in [-86_400, -7_200, -3_601, -3_600, -1, 0, 1, 3_599, 3_600, 7_200, 86_400] {
                let at = transition + Duration::seconds(seconds);
                let local = tz.to_datetime(timestamp(at));
                assert_eq!(zone.local(at), naive(local), "{zone} {at}");
                assert_eq!(zone.day(at), naive(local).date(), "{zone} {at}");
            }
        }
    }
}

#[test]
fn every_time_in_a_gap_is_the_first_instant_after_it() {
    let mut gaps = 0;
    for zone in PracticeZone::all() {
        let tz = time_zone(zone.name());
        for transition in transitions(&tz) {
            let before = zone.local(transition - Duration::seconds(1)) + Duration::seconds(1);
            let after = zone.local(transition);
            if before >= after {
                continue;
            }
            gaps += 1;
            let length = (after - before).num_seconds();
            for seconds in (0..length).step_by(59).chain([length - 1]) {
                let within = before + Duration::seconds(seconds);
                assert_eq!(zone.instant(within.date(), within.time()), transition, "{zone} {within}");
            }
            assert_eq!(zone.instant(after.date(), after.time()), transition, "{zone} {after}");
        }
    }
    assert!(gaps >= 12, "{gaps} gaps were found in twelve years");
}

fn any_zone() -> impl Strategy<Value = PracticeZone> {
    proptest::sample::select(PracticeZone::all().collect::<Vec<_>>())
}

proptest! {
    #[test]
    fn any_second_of_any_day_agrees(
        zone in any_zone(),
        days in 0..=(LAST - FIRST).num_days(),
        second in 0..86_400_u32,
    ) {
        let day = FIRST + Duration::days(days);
        let time = NaiveTime::from_num_seconds_from_midnight_opt(second, 0).expect("a time");
        let found = zone.instant(day, time);
        prop_assert_eq!(found, utc(instant(&time_zone(zone.name()), civil(day, time))));
        // The clock shows that time then, or a later one where that time does not exist.
        prop_assert!(zone.local(found) >= day.and_time(time));
        prop_assert_eq!(zone.day(found), day);
    }
}
