//! A day as a person writes it.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

/// Why an entry is no day.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum DayEntryProblem {
    /// Nothing was entered.
    Missing,
    /// Not month, day and year.
    NotADay,
    /// Written as a day, but the calendar has none such.
    NoSuchDay,
}

/// Reads `12/9/2025`, `12-09-2025`, `12.9.2025` (month first) or `2025-12-09`.
///
/// # Errors
/// [`DayEntryProblem`] says what to write instead.
pub fn parse(entry: &str) -> Result<NaiveDate, DayEntryProblem> {
    let entry = entry.trim();
    if entry.is_empty() {
        return Err(DayEntryProblem::Missing);
    }
    let parts: Vec<&str> = entry.split(['/', '-', '.', ' ']).filter(|part| !part.is_empty()).collect();
    let [a, b, c] = parts[..] else { return Err(DayEntryProblem::NotADay) };
    let (year, month, day) = if a.len() == 4 { (a, b, c) } else { (c, a, b) };
    if year.len() != 4 || month.len() > 2 || day.len() > 2 {
        return Err(DayEntryProblem::NotADay);
    }
    let number = |part: &str| {
        let digits = part.bytes().all(|b| b.is_ascii_digit());
        digits.then(|| part.parse::<u16>().ok()).flatten().ok_or(DayEntryProblem::NotADay)
    };
    let (year, month, day) = (number(year)?, number(month)?, number(day)?);
    NaiveDate::from_ymd_opt(i32::from(year), u32::from(month), u32::from(day))
        .ok_or(DayEntryProblem::NoSuchDay)
}

#[cfg(test)]
mod tests {
    #[cfg(target_arch = "wasm32")]
    use wasm_bindgen_test::wasm_bindgen_test as test;

    use super::*;
    use crate::testing;

    #[test]
    fn a_day_is_read_in_the_usual_ways_of_writing_it() {
        for entry in ["12/9/2025", "12/09/2025", " 12-9-2025 ", "2025-12-09", "12 9 2025", "12.9.2025"] {
            assert_eq!(parse(entry), Ok(testing::day("2025-12-09")), "{entry}");
        }
    }

    #[test]
    fn what_is_no_day_says_why() {
        assert_eq!(parse(" "), Err(DayEntryProblem::Missing));
        for entry in
            ["tomorrow", "12/9", "12/9/25", "1/2/3/2025", "\u{0661}/2/2025", "123/1/2025", "-1/2/2025x"]
        {
            assert_eq!(parse(entry), Err(DayEntryProblem::NotADay), "{entry}");
        }
        for entry in ["2/30/2025", "13/1/2025", "2025-00-10"] {
            assert_eq!(parse(entry), Err(DayEntryProblem::NoSuchDay), "{entry}");
        }
    }
}
