//! What people and systems call the zones of the United States.

use chrono_tz::Tz;

/// Older names in the tables of time zones, which systems and browsers still use. Each has had the same clock ever since.
const ALIASES: [(&str, Tz); 24] = [
    ("US/Alaska", Tz::America__Anchorage),
    ("US/Aleutian", Tz::America__Adak),
    ("US/Arizona", Tz::America__Phoenix),
    ("US/Central", Tz::America__Chicago),
    ("US/East-Indiana", Tz::America__Indiana__Indianapolis),
    ("US/Eastern", Tz::America__New_York),
    ("US/Hawaii", Tz::Pacific__Honolulu),
    ("US/Indiana-Starke", Tz::America__Indiana__Knox),
    ("US/Michigan", Tz::America__Detroit),
    ("US/Mountain", Tz::America__Denver),
    ("US/Pacific", Tz::America__Los_Angeles),
    ("US/Samoa", Tz::Pacific__Pago_Pago),
    ("America/Atka", Tz::America__Adak),
    ("America/Fort_Wayne", Tz::America__Indiana__Indianapolis),
    ("America/Indianapolis", Tz::America__Indiana__Indianapolis),
    ("America/Knox_IN", Tz::America__Indiana__Knox),
    ("America/Louisville", Tz::America__Kentucky__Louisville),
    ("America/Shiprock", Tz::America__Denver),
    ("America/Virgin", Tz::America__St_Thomas),
    ("Navajo", Tz::America__Denver),
    ("Pacific/Johnston", Tz::Pacific__Honolulu),
    ("Pacific/Midway", Tz::Pacific__Pago_Pago),
    ("Pacific/Saipan", Tz::Pacific__Guam),
    ("Pacific/Samoa", Tz::Pacific__Pago_Pago),
];

/// Says no place, or says it in the words of Windows: which clock is meant can be guessed and must be said. `EST` without summer time
/// and a practice in New York differ by an hour for most of the year.
const GUESSES: [(&str, Tz); 35] = [
    ("EST", Tz::America__New_York),
    ("EDT", Tz::America__New_York),
    ("ET", Tz::America__New_York),
    ("EST5EDT", Tz::America__New_York),
    ("Eastern", Tz::America__New_York),
    ("Eastern Time", Tz::America__New_York),
    ("Eastern Standard Time", Tz::America__New_York),
    ("US Eastern Standard Time", Tz::America__Indiana__Indianapolis),
    ("CST", Tz::America__Chicago),
    ("CDT", Tz::America__Chicago),
    ("CT", Tz::America__Chicago),
    ("CST6CDT", Tz::America__Chicago),
    ("Central", Tz::America__Chicago),
    ("Central Time", Tz::America__Chicago),
    ("Central Standard Time", Tz::America__Chicago),
    ("MST", Tz::America__Denver),
    ("MDT", Tz::America__Denver),
    ("MT", Tz::America__Denver),
    ("MST7MDT", Tz::America__Denver),
    ("Mountain", Tz::America__Denver),
    ("Mountain Time", Tz::America__Denver),
    ("Mountain Standard Time", Tz::America__Denver),
    ("US Mountain Standard Time", Tz::America__Phoenix),
    ("PST", Tz::America__Los_Angeles),
    ("PDT", Tz::America__Los_Angeles),
    ("PT", Tz::America__Los_Angeles),
    ("PST8PDT", Tz::America__Los_Angeles),
    ("Pacific", Tz::America__Los_Angeles),
    ("Pacific Time", Tz::America__Los_Angeles),
    ("Pacific Standard Time", Tz::America__Los_Angeles),
    ("AKST", Tz::America__Anchorage),
    ("Alaskan Standard Time", Tz::America__Anchorage),
    ("HST", Tz::Pacific__Honolulu),
    ("Hawaiian Standard Time", Tz::Pacific__Honolulu),
    ("AST", Tz::America__Puerto_Rico),
];

/// The zone that has this older name.
pub(super) fn alias(name: &str) -> Option<Tz> {
    ALIASES.into_iter().find(|(alias, _)| alias.eq_ignore_ascii_case(name)).map(|(_, zone)| zone)
}

/// The zone that is probably meant.
pub(super) fn guess(name: &str) -> Option<Tz> {
    GUESSES.into_iter().find(|(written, _)| written.eq_ignore_ascii_case(name)).map(|(_, zone)| zone)
}

#[cfg(test)]
mod tests {
    #[cfg(target_arch = "wasm32")]
    use wasm_bindgen_test::wasm_bindgen_test as test;

    use chrono::{DateTime, TimeZone};

    use super::*;

    /// The tables know each older name too; it has to be the same clock.
    #[test]
    fn an_older_name_shows_the_same_clock_at_all_seasons() {
        for (alias, zone) in ALIASES {
            let known: Tz = alias.parse().expect("an older name of the tables");
            for month in 0..12 * 30 {
                let at = DateTime::from_timestamp(1_577_836_800 + month * 2_629_746, 0).expect("an instant");
                let clock = |zone: Tz| zone.from_utc_datetime(&at.naive_utc()).naive_local();
                assert_eq!(clock(known), clock(zone), "{alias} at {at}");
            }
        }
    }
}
