//! A day as a person writes it.

mod near;

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

pub use near::parse_near;

/// Why an entry is no day.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum DayEntryProblem {
    /// Nothing was entered.
    Missing,
    /// Not month, day and year.
    NotADay,
    /// Written as a day, but the calendar has none such.
    NoSuchDay,
    /// Written with a weekday that is not the day's own.
    OtherWeekday,
}

/// Reads `12/9/2025`, `12-09-2025`, `12.9.2025`, `12 9 2025` (month first) or `2025-12-09`. Spaces may stand around the
/// separators. A year of two digits at the end is one of this century: `12/9/25` is in 2025.
///
/// # Errors
/// [`DayEntryProblem`] says what to write instead.
pub fn parse(entry: &str) -> Result<NaiveDate, DayEntryProblem> {
    let entry = entry.trim();
    if entry.is_empty() {
        return Err(DayEntryProblem::Missing);
    }
    let parts = parts(entry)?;
    let [a, b, c] = parts[..] else { return Err(DayEntryProblem::NotADay) };
    let (year, month, day) = if a.len() == 4 { (a, b, c) } else { (c, a, b) };
    let year = match year.len() {
        2 => 2000 + number(year)?,
        4 => number(year)?,
        _ => return Err(DayEntryProblem::NotADay),
    };
    if month.len() > 2 || day.len() > 2 {
        return Err(DayEntryProblem::NotADay);
    }
    let (month, day) = (number(month)?, number(day)?);
    NaiveDate::from_ymd_opt(i32::from(year), u32::from(month), u32::from(day))
        .ok_or(DayEntryProblem::NoSuchDay)
}

/// Spaces may come in any number, but an empty part beside another separator is a slip: `-1/2/2025` is no day.
fn parts(entry: &str) -> Result<Vec<&str>, DayEntryProblem> {
    let between_separators = entry.split(['/', '-', '.']).map(|part| part.trim_matches(' '));
    if between_separators.clone().any(str::is_empty) {
        return Err(DayEntryProblem::NotADay);
    }
    Ok(between_separators.flat_map(|part| part.split(' ')).filter(|part| !part.is_empty()).collect())
}

fn number(part: &str) -> Result<u16, DayEntryProblem> {
    let digits = part.bytes().all(|b| b.is_ascii_digit());
    digits.then(|| part.parse().ok()).flatten().ok_or(DayEntryProblem::NotADay)
}

#[cfg(test)]
mod tests {
    #[cfg(target_arch = "wasm32")]
    use wasm_bindgen_test::wasm_bindgen_test as test;

    use super::*;
    use crate::testing;

    #[test]
    fn a_day_is_read_in_the_usual_ways_of_writing_it() {
        for entry in [
            "12/9/2025",
            "12/09/2025",
            " 12-9-2025 ",
            "2025-12-09",
            "12 9 2025",
            "12  9  2025",
            "12.9.2025",
            "12 / 9 / 2025",
            "12/9 2025",
            "2025 - 12 - 9",
        ] {
            assert_eq!(parse(entry), Ok(testing::day("2025-12-09")), "{entry}");
        }
    }

    #[test]
    fn a_year_of_two_digits_is_one_of_this_century() {
        for (entry, day) in [
            ("12/9/25", "2025-12-09"),
            ("12-09-25", "2025-12-09"),
            ("12 9 25", "2025-12-09"),
            ("2/29/00", "2000-02-29"),
            ("1/1/99", "2099-01-01"),
            ("10/11/12", "2012-10-11"),
        ] {
            assert_eq!(parse(entry), Ok(testing::day(day)), "{entry}");
        }
        for entry in ["12/9/5", "12/9/025", "12/9/-25", "12/9/25.", "12/9/+5"] {
            assert_eq!(parse(entry), Err(DayEntryProblem::NotADay), "{entry}");
        }
        // The month is first here too.
        assert_eq!(parse("25-12-09"), Err(DayEntryProblem::NoSuchDay));
    }

    #[test]
    fn a_separator_with_nothing_beside_it_is_no_day() {
        for entry in [
            "-1/2/2025",
            "12/9/2025/",
            "12//9/2025",
            "12/ /9/2025",
            "/12/9",
            "2025-12-",
            "12 9 2025 .",
            "//",
            "-",
        ] {
            assert_eq!(parse(entry), Err(DayEntryProblem::NotADay), "{entry}");
        }
    }

    #[test]
    fn what_is_no_day_says_why() {
        assert_eq!(parse(" "), Err(DayEntryProblem::Missing));
        for entry in ["tomorrow", "12/9", "1/2/3/2025", "\u{0661}/2/2025", "123/1/2025", "1/2/2025x"] {
            assert_eq!(parse(entry), Err(DayEntryProblem::NotADay), "{entry}");
        }
        for entry in ["2/30/2025", "2/29/25", "13/1/2025", "2025-00-10"] {
            assert_eq!(parse(entry), Err(DayEntryProblem::NoSuchDay), "{entry}");
        }
    }
}
