//! A practice's time zone: which calendar day an instant belongs to, and which instant a time of day is.

mod names;

use std::fmt;
use std::str::FromStr;

use chrono::{
    DateTime, Duration, MappedLocalTime, NaiveDate, NaiveDateTime, NaiveTime, TimeZone, Timelike, Utc,
};
use chrono_tz::Tz;
use serde::{Deserialize, Serialize};

/// A time zone of the United States and its territories. All days of a practice are calendar days here.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
pub struct PracticeZone(Tz);

/// The name is not one of a US time zone.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum ZoneProblem {
    /// Nobody can say which is meant.
    #[error(
        "not a US time zone; write one such as America/New_York, America/Chicago, America/Denver or America/Los_Angeles"
    )]
    Unknown,
    /// A name without a place, for which several zones may be meant; this one most often.
    #[error("this names no place, so its clock is not certain; is it {0}?")]
    Perhaps(&'static str),
}

/// The zones a practice may be in. The time zone table is not kept up for the rest of the world, so the rest is refused.
const ALLOWED: [Tz; 33] = [
    Tz::America__Adak,
    Tz::America__Anchorage,
    Tz::America__Boise,
    Tz::America__Chicago,
    Tz::America__Denver,
    Tz::America__Detroit,
    Tz::America__Indiana__Indianapolis,
    Tz::America__Indiana__Knox,
    Tz::America__Indiana__Marengo,
    Tz::America__Indiana__Petersburg,
    Tz::America__Indiana__Tell_City,
    Tz::America__Indiana__Vevay,
    Tz::America__Indiana__Vincennes,
    Tz::America__Indiana__Winamac,
    Tz::America__Juneau,
    Tz::America__Kentucky__Louisville,
    Tz::America__Kentucky__Monticello,
    Tz::America__Los_Angeles,
    Tz::America__Menominee,
    Tz::America__Metlakatla,
    Tz::America__New_York,
    Tz::America__Nome,
    Tz::America__North_Dakota__Beulah,
    Tz::America__North_Dakota__Center,
    Tz::America__North_Dakota__New_Salem,
    Tz::America__Phoenix,
    Tz::America__Puerto_Rico,
    Tz::America__Sitka,
    Tz::America__St_Thomas,
    Tz::America__Yakutat,
    Tz::Pacific__Guam,
    Tz::Pacific__Honolulu,
    Tz::Pacific__Pago_Pago,
];

impl PracticeZone {
    /// Eastern time, where most examples live.
    pub const NEW_YORK: Self = Self(Tz::America__New_York);

    /// The IANA name.
    #[must_use]
    pub fn name(self) -> &'static str {
        self.0.name()
    }

    /// Every zone a practice may be in.
    pub fn all() -> impl Iterator<Item = Self> {
        ALLOWED.into_iter().map(Self)
    }

    /// The wall clock at an instant.
    #[must_use]
    pub fn local(self, instant: DateTime<Utc>) -> NaiveDateTime {
        self.0.from_utc_datetime(&instant.naive_utc()).naive_local()
    }

    /// The calendar day at an instant.
    #[must_use]
    pub fn day(self, instant: DateTime<Utc>) -> NaiveDate {
        self.local(instant).date()
    }

    /// The instant at which the wall clock shows `time` on `day`: of two such instants the earlier, and in a gap the first
    /// instant after it.
    #[must_use]
    pub fn instant(self, day: NaiveDate, time: NaiveTime) -> DateTime<Utc> {
        let mut local = day.and_time(time);
        // Gaps begin and end on whole minutes, and none is longer than a day.
        for _ in 0..=24 * 60 {
            match self.0.from_local_datetime(&local) {
                MappedLocalTime::Single(found) | MappedLocalTime::Ambiguous(found, _) => {
                    return found.to_utc();
                }
                MappedLocalTime::None => {
                    let minute = local.with_second(0).and_then(|it| it.with_nanosecond(0)).unwrap_or(local);
                    local = minute + Duration::minutes(1);
                }
            }
        }
        local.and_utc()
    }
}

impl FromStr for PracticeZone {
    type Err = ZoneProblem;

    fn from_str(name: &str) -> Result<Self, ZoneProblem> {
        let name = name.trim();
        let joined = name.replace(' ', "_");
        let known = ALLOWED.into_iter().find(|zone| zone.name().eq_ignore_ascii_case(&joined));
        let guess =
            || names::guess(name).map_or(ZoneProblem::Unknown, |zone| ZoneProblem::Perhaps(zone.name()));
        known.or_else(|| names::alias(&joined)).map(Self).ok_or_else(guess)
    }
}

impl fmt::Display for PracticeZone {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

impl fmt::Debug for PracticeZone {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

impl Serialize for PracticeZone {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.name())
    }
}

impl<'de> Deserialize<'de> for PracticeZone {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let name = <std::borrow::Cow<'de, str>>::deserialize(deserializer)?;
        name.parse().map_err(serde::de::Error::custom)
    }
}

#[cfg(test)]
mod tests {
    #[cfg(target_arch = "wasm32")]
    use wasm_bindgen_test::wasm_bindgen_test as test;

    use super::*;
    use crate::testing::{at, day, time};

    #[test]
    fn only_us_zones_are_known() {
        assert_eq!("America/New_York".parse(), Ok(PracticeZone::NEW_YORK));
        for name in ["Europe/Berlin", "UTC", "", "America/Toronto", "US/Nowhere"] {
            assert_eq!(name.parse::<PracticeZone>(), Err(ZoneProblem::Unknown), "{name}");
        }
    }

    #[test]
    fn a_zone_is_known_by_its_older_names_and_however_its_name_is_written() {
        for (name, zone) in [
            ("america/new york", "America/New_York"),
            ("US/Eastern", "America/New_York"),
            ("us/pacific", "America/Los_Angeles"),
            ("America/Indianapolis", "America/Indiana/Indianapolis"),
        ] {
            assert_eq!(name.parse::<PracticeZone>().map(PracticeZone::name), Ok(zone), "{name}");
        }
    }

    #[test]
    fn a_name_without_a_place_is_asked_about() {
        for (name, zone) in [
            ("EST", "America/New_York"),
            ("Central Standard Time", "America/Chicago"),
            ("US Mountain Standard Time", "America/Phoenix"),
            ("pst8pdt", "America/Los_Angeles"),
            ("(UTC-05:00) Eastern Time (US & Canada)", "America/New_York"),
        ] {
            assert_eq!(name.parse::<PracticeZone>(), Err(ZoneProblem::Perhaps(zone)), "{name}");
        }
    }

    #[test]
    fn a_time_in_the_spring_gap_is_the_first_instant_after_it() {
        let zone = PracticeZone::NEW_YORK;
        let after = at("2026-03-08T07:00:00Z");
        for within in ["02:00:00", "02:30:00", "02:59:59"] {
            assert_eq!(zone.instant(day("2026-03-08"), time(within)), after, "{within}");
        }
        assert_eq!(zone.instant(day("2026-03-08"), time("01:59:59")), at("2026-03-08T06:59:59Z"));
        assert_eq!(zone.instant(day("2026-03-08"), time("03:00:00")), after);
    }

    #[test]
    fn a_time_that_comes_twice_is_the_earlier_instant() {
        let instant = PracticeZone::NEW_YORK.instant(day("2026-11-01"), time("01:30:00"));
        assert_eq!(instant, at("2026-11-01T05:30:00Z"));
    }

    #[test]
    fn the_day_is_the_practices_day() {
        assert_eq!(PracticeZone::NEW_YORK.day(at("2025-12-02T04:59:59Z")), day("2025-12-01"));
        assert_eq!(PracticeZone::NEW_YORK.day(at("2025-12-02T05:00:00Z")), day("2025-12-02"));
    }
}
