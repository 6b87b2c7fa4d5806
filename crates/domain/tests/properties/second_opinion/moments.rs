//! Notices at the moments at which a mistake would show: around clock changes, charge times, midnights and ends of years.

use std::sync::LazyLock;

use domain::zone::PracticeZone;
use jiff::civil::{Date, Time, date, time};
use jiff::tz::TimeZone;
use jiff::{SignedDuration, Timestamp};
use proptest::prelude::*;
use proptest::sample::select;

use crate::oracle::{self, Promise, Terms, days_after, instant};

/// A notice, and a client who chooses a day.
#[derive(Clone, Debug)]
pub struct Moment {
    pub terms: Terms,
    pub now: Timestamp,
    pub choice: Date,
    /// Chosen afterwards, whatever became of the first.
    pub second: Date,
}

/// A zone with the instants at which its clocks change.
struct Zone {
    name: &'static str,
    tz: TimeZone,
    changes: Vec<Timestamp>,
}

const KINDS: [&str; 4] = ["insurance", "self_pay", "no_show_fee", "late_cancellation_fee"];

static ZONES: LazyLock<Vec<Zone>> =
    LazyLock::new(|| PracticeZone::all().map(|it| Zone::of(it.name())).collect());

pub fn time_zone(name: &str) -> &'static TimeZone {
    &ZONES.iter().find(|zone| zone.name == name).expect("a zone of the list").tz
}

impl Zone {
    fn of(name: &'static str) -> Self {
        let tz = oracle::time_zone(name);
        let [from, until] = [2024, 2036].map(|year| instant(&tz, date(year, 1, 1).at(0, 0, 0, 0)));
        let changes = tz.following(from).map(|it| it.timestamp()).take_while(|at| *at < until).collect();
        Self { name, tz, changes }
    }

    /// The day of one of its changes. Where clocks never change, a day on which they do elsewhere.
    fn change(&self, which: usize) -> Date {
        let changes = if self.changes.is_empty() { &ZONES[0].changes } else { &self.changes };
        oracle::day(&self.tz, changes[which % changes.len()])
    }
}

/// A day from which a moment is counted.
#[derive(Clone, Copy, Debug)]
enum Anchor {
    Change(usize),
    NewYear(i16),
    LeapDay(i16),
    Any(i64),
}

impl Anchor {
    fn day(self, zone: &Zone) -> Date {
        match self {
            Self::Change(which) => zone.change(which),
            Self::NewYear(year) => date(year, 1, 1),
            Self::LeapDay(year) => days_after(date(year, 3, 1), -1),
            Self::Any(days) => days_after(date(2024, 1, 1), days),
        }
    }
}

fn any_anchor() -> impl Strategy<Value = Anchor> {
    prop_oneof![
        5 => (0..24_usize).prop_map(Anchor::Change),
        1 => (2024..=2036_i16).prop_map(Anchor::NewYear),
        1 => (2024..=2035_i16).prop_map(Anchor::LeapDay),
        1 => (0..4_383_i64).prop_map(Anchor::Any),
    ]
}

fn any_time() -> impl Strategy<Value = Time> {
    let missing = [(2, 0, 0), (2, 30, 0), (2, 59, 59)];
    let twice = [(1, 0, 0), (1, 30, 0), (1, 59, 59)];
    let other = [(0, 0, 0), (3, 0, 0), (10, 0, 0), (23, 59, 59)];
    let clock = |(hour, minute, second)| time(hour, minute, second, 0);
    let second = |it| Time::midnight() + SignedDuration::from_secs(it);
    prop_oneof![
        2 => select(missing.map(clock).to_vec()),
        2 => select(twice.map(clock).to_vec()),
        2 => select(other.map(clock).to_vec()),
        1 => (0..86_400_i64).prop_map(second),
    ]
}

/// How far from a difficult moment, in microseconds.
fn any_distance() -> impl Strategy<Value = SignedDuration> {
    const SECOND: i64 = 1_000_000;
    let near =
        [0, 0, 1, -1, SECOND, -SECOND, 3_599 * SECOND, -3_599 * SECOND, 3_600 * SECOND, -3_600 * SECOND];
    let day = 86_400 * SECOND;
    prop_oneof![4 => select(near.to_vec()), 1 => -day..day].prop_map(SignedDuration::from_micros)
}

fn number(usual: u16, up_to: u16) -> impl Strategy<Value = u16> {
    prop_oneof![3 => Just(usual), 1 => 0..=3_u16, 2 => 0..=up_to]
}

prop_compose! {
    fn any_terms()(
        zone in 0..ZONES.len(),
        kind in prop_oneof![3 => Just(KINDS[0]), 2 => select(&KINDS[..])],
        charge_time in any_time(),
        [notice_hours, notice_lead_hours, act_days, defer_days] in
            [number(24, 100), number(48, 200), number(16, 60), number(16, 60)],
        anchor in any_anchor(),
        days in prop_oneof![2 => Just(0), 1 => -3..=3_i64],
        (clock, distance) in (any_time(), any_distance()),
        at_charge_time in any::<bool>(),
        wish in prop_oneof![3 => -1..=5_i64, 1 => -30..=60_i64],
    ) -> Terms {
        let zone = &ZONES[zone];
        let day = days_after(anchor.day(zone), days);
        let at = if at_charge_time {
            // So that the hours of notice are just left, or just not.
            instant(&zone.tz, day.to_datetime(charge_time)) - SignedDuration::from_hours(notice_hours.into())
        } else {
            instant(&zone.tz, day.to_datetime(clock))
        };
        let rendered_at = at + distance;
        let first_day = days_after(oracle::day(&zone.tz, rendered_at), wish);
        let zone = zone.name;
        Terms {
            rendered_at, first_day, kind, zone, notice_hours, notice_lead_hours, act_days, defer_days, charge_time,
        }
    }
}

prop_compose! {
    pub fn any_moment()(
        terms in any_terms(),
        (edge, days, distance) in (0..5_usize, -1..=1_i64, any_distance()),
        (wish, days_off) in (0..6_usize, prop_oneof![3 => -1..=1_i64, 1 => -20..=60_i64]),
        (again, off_again) in (0..7_usize, prop_oneof![2 => 0..=0_i64, 1 => -1..=1_i64]),
    ) -> Moment {
        let tz = time_zone(terms.zone);
        let Promise { notice_day, earliest_day, initial_day, act_until, latest_day } = terms.promise(tz);
        let edge = [notice_day, earliest_day, initial_day, act_until, act_until][edge];
        let midnight = instant(tz, days_after(edge, days).to_datetime(Time::midnight()));
        let now = midnight + distance;
        let today = oracle::day(tz, now);
        let choice = days_after([today, earliest_day, initial_day, latest_day, latest_day, act_until][wish], days_off);
        let again = [choice, choice, initial_day, earliest_day, latest_day, act_until, today][again];
        Moment { terms, now, choice, second: days_after(again, off_again) }
    }
}
