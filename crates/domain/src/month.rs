//! A month of the calendar.

use std::fmt;
use std::str::FromStr;

use chrono::{Datelike, Days, Months, NaiveDate};
use serde::de::{Deserialize, Deserializer, Error};
use serde::{Serialize, Serializer};

/// A month, by its first day. As text it is `2025-11`.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Month(NaiveDate);

/// The text names no month.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("not a month such as 2025-11")]
pub struct MonthProblem;

impl Month {
    /// The month in which a day is.
    #[must_use]
    pub fn of(day: NaiveDate) -> Self {
        Self(day - Days::new(u64::from(day.day0())))
    }

    /// Its first day.
    #[must_use]
    pub const fn first_day(self) -> NaiveDate {
        self.0
    }

    /// Its last day.
    #[must_use]
    pub fn last_day(self) -> NaiveDate {
        self.0.checked_add_months(Months::new(1)).map_or(self.0, |next| next - Days::new(1))
    }
}

impl FromStr for Month {
    type Err = MonthProblem;

    fn from_str(text: &str) -> Result<Self, MonthProblem> {
        let (year, month) = text.split_once('-').ok_or(MonthProblem)?;
        // Only the one spelling that `Display` writes.
        let is_digits = |text: &str, length| text.len() == length && text.bytes().all(|b| b.is_ascii_digit());
        if !is_digits(year, 4) || !is_digits(month, 2) {
            return Err(MonthProblem);
        }
        let (year, month) = (year.parse(), month.parse());
        let first =
            year.ok().zip(month.ok()).and_then(|(year, month)| NaiveDate::from_ymd_opt(year, month, 1));
        first.map(Self).ok_or(MonthProblem)
    }
}

impl fmt::Display for Month {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:04}-{:02}", self.0.year(), self.0.month())
    }
}

impl fmt::Debug for Month {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

impl Serialize for Month {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        to.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Month {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        String::deserialize(from)?.parse().map_err(D::Error::custom)
    }
}

#[cfg(test)]
mod tests {
    #[cfg(target_arch = "wasm32")]
    use wasm_bindgen_test::wasm_bindgen_test as test;

    use super::*;
    use crate::testing::day;

    #[test]
    fn a_month_has_all_of_its_days() {
        for (of, text, last) in [
            ("2025-11-01", "2025-11", "2025-11-30"),
            ("2025-12-31", "2025-12", "2025-12-31"),
            ("2024-02-29", "2024-02", "2024-02-29"),
        ] {
            let month = Month::of(day(of));
            assert_eq!((month.to_string().as_str(), text.parse()), (text, Ok(month)));
            assert_eq!(month.last_day(), day(last));
            assert_eq!(Month::of(month.first_day()), month);
        }
    }

    #[test]
    fn a_month_is_written_in_one_way() {
        for text in
            ["", "2025", "2025-1", "2025-13", "2025-00", "25-11", "2025-11-01", "+025-11", "２０２５-11"]
        {
            assert_eq!(text.parse::<Month>(), Err(MonthProblem), "{text}");
        }
    }
}
