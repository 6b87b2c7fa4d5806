//! How days and times are read: `2025-12-09` and `10:00:00`, as they are written, and in no other way.
//!
//! chrono reads them by a description of how they look, for which a program would have all that can be described.

use chrono::{NaiveDate, NaiveTime};
use serde::de::{Deserialize, Deserializer, Error};

/// Reads a day.
///
/// # Errors
/// When it is none.
pub fn day<'de, D: Deserializer<'de>>(from: D) -> Result<NaiveDate, D::Error> {
    day_of(&String::deserialize(from)?)
}

/// Reads a day where there is one.
///
/// # Errors
/// When what is there is none.
pub fn day_if_any<'de, D: Deserializer<'de>>(from: D) -> Result<Option<NaiveDate>, D::Error> {
    Option::<String>::deserialize(from)?.map(|text| day_of(&text)).transpose()
}

/// Reads a time.
///
/// # Errors
/// When it is none.
pub fn time<'de, D: Deserializer<'de>>(from: D) -> Result<NaiveTime, D::Error> {
    time_of(&String::deserialize(from)?)
}

/// Reads a time where there is one.
///
/// # Errors
/// When what is there is none.
pub fn time_if_any<'de, D: Deserializer<'de>>(from: D) -> Result<Option<NaiveTime>, D::Error> {
    Option::<String>::deserialize(from)?.map(|text| time_of(&text)).transpose()
}

fn day_of<E: Error>(text: &str) -> Result<NaiveDate, E> {
    parse_day(text).ok_or_else(|| E::custom("not a day such as 2025-12-09"))
}

fn time_of<E: Error>(text: &str) -> Result<NaiveTime, E> {
    parse_time(text).ok_or_else(|| E::custom("not a time such as 10:00:00"))
}

fn parse_day(text: &str) -> Option<NaiveDate> {
    let &[y0, y1, y2, y3, b'-', m0, m1, b'-', d0, d1] = text.as_bytes() else { return None };
    let year = number(&[y0, y1, y2, y3])?;
    NaiveDate::from_ymd_opt(i32::try_from(year).ok()?, number(&[m0, m1])?, number(&[d0, d1])?)
}

fn parse_time(text: &str) -> Option<NaiveTime> {
    let &[h0, h1, b':', m0, m1, b':', s0, s1] = text.as_bytes() else { return None };
    NaiveTime::from_hms_opt(number(&[h0, h1])?, number(&[m0, m1])?, number(&[s0, s1])?)
}

fn number(figures: &[u8]) -> Option<u32> {
    figures
        .iter()
        .try_fold(0, |number, figure| figure.is_ascii_digit().then(|| number * 10 + u32::from(figure - b'0')))
}

#[cfg(test)]
mod tests {
    #[cfg(target_arch = "wasm32")]
    use wasm_bindgen_test::wasm_bindgen_test as test;

    use super::*;

    #[test]
    fn every_day_is_read_as_it_is_written() {
        let first = NaiveDate::from_ymd_opt(1999, 12, 28).expect("a day");
        for day in first.iter_days().take(1_600) {
            assert_eq!(parse_day(&day.to_string()), Some(day));
        }
        assert_eq!(parse_day("0001-01-01"), NaiveDate::from_ymd_opt(1, 1, 1));
        assert_eq!(parse_day("9999-12-31"), NaiveDate::from_ymd_opt(9999, 12, 31));
    }

    #[test]
    fn what_is_no_day_is_refused() {
        for text in [
            "",
            "2025-12-9",
            "2025-12-091",
            "2025/12/09",
            "12-09-2025",
            "2025-13-01",
            "2025-00-10",
            "2025-02-29",
            "2025-12-32",
            "2025-12-0a",
            "+025-12-09",
            " 2025-12-09",
            "2025-12-09T00:00:00",
            "２025-12-0",
        ] {
            assert_eq!(parse_day(text), None, "{text}");
        }
    }

    #[test]
    fn every_time_is_read_as_it_is_written() {
        for minutes in 0..24 * 60 {
            let time = NaiveTime::from_hms_opt(minutes / 60, minutes % 60, 7).expect("a time");
            assert_eq!(parse_time(&time.to_string()), Some(time));
        }
        for text in ["", "10:00", "24:00:00", "10:60:00", "1:00:00", "10:00:00.5", "10-00-00"] {
            assert_eq!(parse_time(text), None, "{text}");
        }
    }
}
