//! Times of day, in the forms that people and spreadsheets write them.

use chrono::{Duration, NaiveTime};
use domain::fault::Fault;

use super::none_within;

/// With twelve hours, once spaces, dots and capitals are gone.
const TWELVE: [&str; 2] = ["%I:%M%p", "%I:%M:%S%.f%p"];

/// With twenty-four.
const TWENTY_FOUR: [&str; 2] = ["%H:%M", "%H:%M:%S%.f"];

/// What spreadsheets put before a time that has no day: their calendars begin there.
const NO_DAY: [&str; 4] = ["1899-12-30", "1899-12-31", "12/30/1899", "1/0/1900"];

/// In a day.
const MINUTES: i64 = 1_440;

const BILLION: i64 = 1_000_000_000;

/// `15:00`, `3:00 PM` and what else means one time only; a spreadsheet's share of a day, such as `0.625`, too.
pub fn time(text: &str) -> Result<NaiveTime, Fault> {
    none_within(text)?;
    let text = without_day(text);
    let plain: String = text.chars().filter(|c| !c.is_whitespace()).collect::<String>().to_ascii_lowercase();
    let found = match plain.as_str() {
        "noon" | "12noon" => NaiveTime::from_hms_opt(12, 0, 0),
        // An hour or the share of a day, it is the same.
        "midnight" | "12midnight" | "0" => Some(NaiveTime::MIN),
        _ => twelve_hours(&plain).or_else(|| in_one_of(&TWENTY_FOUR, text)).or_else(|| share(text)),
    };
    found.ok_or(Fault::Time)
}

fn in_one_of(formats: &[&str], text: &str) -> Option<NaiveTime> {
    formats.iter().find_map(|format| NaiveTime::parse_from_str(text, format).ok())
}

/// `3pm`, `3:00pm`, `3:00p.m.`, and as calendars print it, `3:00p`.
fn twelve_hours(plain: &str) -> Option<NaiveTime> {
    let written = ["a.m.", "a.m", "am", "a", "p.m.", "p.m", "pm", "p"];
    let half = written.map(|it| (if it.starts_with('a') { "am" } else { "pm" }, it));
    let (clock, half) = half.iter().find_map(|(half, written)| Some((plain.strip_suffix(written)?, half)))?;
    let minutes = if clock.contains(':') { "" } else { ":00" };
    in_one_of(&TWELVE, &format!("{clock}{minutes}{half}"))
}

fn without_day(text: &str) -> &str {
    let found = text.split_once([' ', 'T']).filter(|(day, _)| NO_DAY.contains(day));
    found.map_or(text, |(_, time)| time)
}

/// A share of the day, to the minute: what is computed with it is a little off. A number without a point may be an hour as well.
fn share(text: &str) -> Option<NaiveTime> {
    let digits = text.strip_prefix('0').unwrap_or(text).strip_prefix('.')?;
    if digits.is_empty() || !digits.bytes().all(|it| it.is_ascii_digit()) {
        return None;
    }
    // Nine of them tell a minute from the next by far.
    let billionths: i64 = format!("{digits:0<9.9}").parse().ok()?;
    let minutes = (billionths * MINUTES + BILLION / 2) / BILLION;
    (minutes < MINUTES).then(|| NaiveTime::MIN + Duration::minutes(minutes))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(hour: u32, minute: u32) -> Result<NaiveTime, Fault> {
        Ok(NaiveTime::from_hms_opt(hour, minute, 0).expect("a time"))
    }

    #[test]
    fn every_common_way_to_write_a_time_means_one() {
        for text in [
            "15:00",
            "15:00:00",
            "15:00:00.000",
            "3:00 PM",
            "03:00 pm",
            "3:00PM",
            "3:00:00 PM",
            "03:00:00 PM",
            "3:00:00.000 PM",
            "3:00\u{202f}PM",
            "3:00\u{a0}p.m.",
            "3:00 p.m.",
            "3:00 P. M.",
            "3:00 p.m",
            "3 PM",
            "3pm",
            "3:00p",
            "3:00 P",
            "3p",
            "0.625",
            ".625",
            "0.62500000000003",
            "0.62499999999997",
            "1899-12-30 15:00:00",
            "1899-12-31T15:00:00",
            "12/30/1899 3:00:00 PM",
            "1/0/1900 15:00",
        ] {
            assert_eq!(time(text), at(15, 0), "{text}");
        }
        assert_eq!(time("9:05 AM"), at(9, 5));
        assert_eq!(time("9:05"), at(9, 5));
        // 9:10 as a spreadsheet keeps it.
        assert_eq!(time("0.381944444444444"), at(9, 10));
    }

    #[test]
    fn noon_and_midnight_stay_apart() {
        for text in ["12:00 PM", "12 p.m.", "12:00", "12:00:00 PM", "0.5", "noon", "12 Noon"] {
            assert_eq!(time(text), at(12, 0), "{text}");
        }
        for text in
            ["12:00 AM", "12:00:00 AM", "12 a.m.", "12:00a", "0:00", "00:00:00", "0.0", "0", "Midnight"]
        {
            assert_eq!(time(text), at(0, 0), "{text}");
        }
        assert_eq!(time("12:30 AM"), at(0, 30));
    }

    #[test]
    fn what_may_mean_two_times_or_none_is_no_time() {
        for text in [
            "3",
            "15",
            "00",
            "1500",
            "24:00",
            "25:00",
            "15h00",
            "13:00 PM",
            "0:30 PM",
            "15:60",
            "1.5",
            "1.0",
            "0.9999",
            "-0.5",
            "0,625",
            "5e-1",
            "2025-11-10 15:00",
            "15:00 EST",
            "15:00-05:00",
            "3:00 XM",
            "PM",
            "",
        ] {
            assert!(time(text).is_err_and(|why| why == Fault::Time), "{text}");
        }
    }
}
