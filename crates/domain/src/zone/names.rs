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

/// What says no place, or says it in the words of Windows and of lists to choose from, in small letters: which clock is meant can be guessed
/// and must be said. `EST` without summer time and a practice in New York differ by an hour for most of the year.
const GUESSES: [(Tz, &[&str]); 12] = [
    (
        Tz::America__New_York,
        &["est", "edt", "et", "est5edt", "eastern", "eastern time", "eastern standard time"],
    ),
    (Tz::America__Indiana__Indianapolis, &["us eastern standard time", "indiana (east)"]),
    (
        Tz::America__Chicago,
        &["cst", "cdt", "ct", "cst6cdt", "central", "central time", "central standard time"],
    ),
    (
        Tz::America__Denver,
        &["mst", "mdt", "mt", "mst7mdt", "mountain", "mountain time", "mountain standard time"],
    ),
    (Tz::America__Phoenix, &["us mountain standard time", "arizona", "arizona time"]),
    (
        Tz::America__Los_Angeles,
        &["pst", "pdt", "pt", "pst8pdt", "pacific", "pacific time", "pacific standard time"],
    ),
    (
        Tz::America__Anchorage,
        &["akst", "akdt", "alaska", "alaska time", "alaska standard time", "alaskan standard time"],
    ),
    (
        Tz::America__Adak,
        &["aleutian standard time", "aleutian islands", "hawaii-aleutian daylight time", "hdt", "hadt"],
    ),
    (
        Tz::Pacific__Honolulu,
        &["hst", "hast", "hawaii", "hawaii time", "hawaiian standard time", "hawaii-aleutian standard time"],
    ),
    (
        Tz::America__Puerto_Rico,
        &[
            "ast",
            "atlantic",
            "atlantic time",
            "atlantic standard time",
            "sa western standard time",
            "georgetown, la paz, manaus, san juan",
            "puerto rico",
        ],
    ),
    (
        Tz::Pacific__Guam,
        &["chst", "chamorro standard time", "west pacific standard time", "guam, port moresby", "guam"],
    ),
    (
        Tz::Pacific__Pago_Pago,
        &["sst", "samoa standard time", "american samoa", "utc-11", "coordinated universal time-11"],
    ),
];

/// The zone that has this older name.
pub(super) fn alias(name: &str) -> Option<Tz> {
    ALIASES.into_iter().find(|(alias, _)| alias.eq_ignore_ascii_case(name)).map(|(_, zone)| zone)
}

/// The zone that is probably meant.
pub(super) fn guess(name: &str) -> Option<Tz> {
    let name = bare(name);
    // Whoever writes what a clock is called in summer means the zone all the same.
    meant(&name).or_else(|| meant(&name.replace(" daylight ", " standard ")))
}

fn meant(name: &str) -> Option<Tz> {
    GUESSES.into_iter().find(|(_, written)| written.contains(&name)).map(|(zone, _)| zone)
}

/// In small letters, without what lists to choose from write around a name: `(UTC-05:00) Eastern Time (US & Canada)`.
fn bare(name: &str) -> String {
    let name = name.to_lowercase();
    let behind_offset = name.strip_prefix('(').and_then(|rest| rest.split_once(')'));
    let name = match behind_offset {
        Some((offset, rest)) if offset.starts_with("utc") || offset.starts_with("gmt") => rest,
        Some(_) | None => name.as_str(),
    };
    let name = name.trim();
    let countries = ["(us & canada)", "(us and canada)", "(us)", "zone"];
    countries.iter().find_map(|it| name.strip_suffix(it)).unwrap_or(name).trim().to_owned()
}

#[cfg(test)]
mod tests {
    #[cfg(target_arch = "wasm32")]
    use wasm_bindgen_test::wasm_bindgen_test as test;

    use chrono::{DateTime, TimeZone};

    use super::*;
    use crate::zone::PracticeZone;

    /// As Unicode's table of them has it for the United States: for each clock there is one.
    #[test]
    fn each_name_of_windows_for_a_zone_of_the_country_gets_one_proposed() {
        let mut covered = Vec::new();
        let names: [(&str, &[Tz]); 12] = [
            ("Aleutian Standard Time", &[Tz::America__Adak]),
            ("Hawaiian Standard Time", &[Tz::Pacific__Honolulu]),
            (
                "Alaskan Standard Time",
                &[
                    Tz::America__Anchorage,
                    Tz::America__Juneau,
                    Tz::America__Metlakatla,
                    Tz::America__Nome,
                    Tz::America__Sitka,
                    Tz::America__Yakutat,
                ],
            ),
            ("Pacific Standard Time", &[Tz::America__Los_Angeles]),
            ("US Mountain Standard Time", &[Tz::America__Phoenix]),
            ("Mountain Standard Time", &[Tz::America__Denver, Tz::America__Boise]),
            (
                "Central Standard Time",
                &[
                    Tz::America__Chicago,
                    Tz::America__Indiana__Knox,
                    Tz::America__Indiana__Tell_City,
                    Tz::America__Menominee,
                    Tz::America__North_Dakota__Beulah,
                    Tz::America__North_Dakota__Center,
                    Tz::America__North_Dakota__New_Salem,
                ],
            ),
            (
                "Eastern Standard Time",
                &[
                    Tz::America__New_York,
                    Tz::America__Detroit,
                    Tz::America__Indiana__Petersburg,
                    Tz::America__Indiana__Vincennes,
                    Tz::America__Indiana__Winamac,
                    Tz::America__Kentucky__Louisville,
                    Tz::America__Kentucky__Monticello,
                ],
            ),
            (
                "US Eastern Standard Time",
                &[
                    Tz::America__Indiana__Indianapolis,
                    Tz::America__Indiana__Marengo,
                    Tz::America__Indiana__Vevay,
                ],
            ),
            ("SA Western Standard Time", &[Tz::America__Puerto_Rico, Tz::America__St_Thomas]),
            ("West Pacific Standard Time", &[Tz::Pacific__Guam]),
            ("UTC-11", &[Tz::Pacific__Pago_Pago]),
        ];
        for (windows, zones) in names {
            assert_eq!(guess(windows), Some(zones[0]), "{windows}");
            covered.extend(zones);
        }
        for zone in PracticeZone::all() {
            assert!(covered.contains(&zone.0), "{zone}");
        }
    }

    #[test]
    fn what_lists_write_around_a_name_does_not_matter_and_summer_is_the_same_zone() {
        for (written, zone) in [
            ("(UTC-05:00) Eastern Time (US & Canada)", Some(Tz::America__New_York)),
            ("(GMT-06:00) Central Time (US and Canada)", Some(Tz::America__Chicago)),
            ("Pacific Time (US & Canada)", Some(Tz::America__Los_Angeles)),
            ("(UTC-05:00) Indiana (East)", Some(Tz::America__Indiana__Indianapolis)),
            ("(UTC-07:00) Arizona", Some(Tz::America__Phoenix)),
            ("(UTC-10:00) Hawaii", Some(Tz::Pacific__Honolulu)),
            ("(UTC-04:00) Georgetown, La Paz, Manaus, San Juan", Some(Tz::America__Puerto_Rico)),
            ("Mountain Daylight Time", Some(Tz::America__Denver)),
            ("Eastern Time Zone", Some(Tz::America__New_York)),
            ("Hawaii-Aleutian Daylight Time", Some(Tz::America__Adak)),
            ("Hawaii-Aleutian Standard Time", Some(Tz::Pacific__Honolulu)),
            ("(UTC-05:00) Bogota, Lima, Quito, Rio Branco", None),
            ("(UTC+01:00) Central Europe Standard Time", None),
            ("Central European Standard Time", None),
            ("(US & Canada)", None),
        ] {
            assert_eq!(guess(written), zone, "{written}");
        }
    }

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
