//! A day as a person writes it who has a span of days before them: as the screens show it, and without its year.

use chrono::{Datelike, NaiveDate, Weekday};

use super::{DayEntryProblem, number, parse, parts};

/// Reads what [`parse`] reads, and `12/10`, `Dec 10`, `10 December`, `Wed, Dec 10` or `Wednesday, December 10, 2025`, where days from
/// `first` to `last` are meant. A day without its year is the one in that span, else the one nearest to it. A weekday has to be the day's
/// own.
///
/// # Errors
/// [`DayEntryProblem`] says what to write instead.
pub fn parse_near(entry: &str, first: NaiveDate, last: NaiveDate) -> Result<NaiveDate, DayEntryProblem> {
    let (mut weekday, mut month, mut rest) = (None, None, Vec::new());
    for word in entry.split([' ', ',', '\u{a0}', '\u{202f}']).filter(|word| !word.is_empty()) {
        let name = word.trim_end_matches('.');
        if let (None, Some(found)) = (weekday, named(name, &WEEKDAYS)) {
            weekday = Some(found);
        } else if let (None, Some(found)) = (month, named(name, &MONTHS)) {
            month = Some(found + 1);
        } else {
            rest.push(word);
        }
    }
    if rest.is_empty() && (weekday.is_some() || month.is_some()) {
        return Err(DayEntryProblem::NotADay);
    }
    let day = match month {
        Some(month) => by_name(month, &rest, first, last)?,
        None => by_number(&rest.join(" "), first, last)?,
    };
    match weekday {
        Some(weekday) if day.weekday() != WEEKDAY[weekday] => Err(DayEntryProblem::OtherWeekday),
        _ => Ok(day),
    }
}

const WEEKDAYS: [&str; 7] = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"];
const WEEKDAY: [Weekday; 7] =
    [Weekday::Mon, Weekday::Tue, Weekday::Wed, Weekday::Thu, Weekday::Fri, Weekday::Sat, Weekday::Sun];
const MONTHS: [&str; 12] = [
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
];

/// The place of a name, written in full or by its first letters.
fn named(word: &str, names: &[&str]) -> Option<usize> {
    let is_short_for = |name: &&str| {
        word.len() >= 3 && name.get(..word.len()).is_some_and(|start| start.eq_ignore_ascii_case(word))
    };
    names.iter().position(is_short_for)
}

/// `10`, `10th` or `10 2025`, of a month that was named.
fn by_name(
    month: usize,
    rest: &[&str],
    first: NaiveDate,
    last: NaiveDate,
) -> Result<NaiveDate, DayEntryProblem> {
    let (day, year) = match rest {
        [day] => (day, None),
        [day, year] => (day, Some(year)),
        _ => return Err(DayEntryProblem::NotADay),
    };
    let day = ["st", "nd", "rd", "th"].into_iter().find_map(|end| day.strip_suffix(end)).unwrap_or(day);
    match year {
        Some(year) => parse(&format!("{month}/{day}/{year}")),
        None => nearest(number(&month.to_string())?, number(day)?, first, last),
    }
}

/// `12/10`, or a day with its year.
fn by_number(entry: &str, first: NaiveDate, last: NaiveDate) -> Result<NaiveDate, DayEntryProblem> {
    match parts(entry).as_deref() {
        Ok([month, day]) if month.len() <= 2 && day.len() <= 2 => {
            nearest(number(month)?, number(day)?, first, last)
        }
        _ => parse(entry),
    }
}

fn nearest(month: u16, day: u16, first: NaiveDate, last: NaiveDate) -> Result<NaiveDate, DayEntryProblem> {
    let years = first.year()..=last.year();
    let days = years.filter_map(|year| NaiveDate::from_ymd_opt(year, month.into(), day.into()));
    let away = |day: &NaiveDate| (first - *day).max(*day - last).num_days().max(0);
    days.min_by_key(away).ok_or(DayEntryProblem::NoSuchDay)
}

#[cfg(test)]
mod tests {
    #[cfg(target_arch = "wasm32")]
    use wasm_bindgen_test::wasm_bindgen_test as test;

    use super::*;
    use crate::testing;

    fn read(entry: &str) -> Result<NaiveDate, DayEntryProblem> {
        parse_near(entry, testing::day("2025-12-02"), testing::day("2025-12-18"))
    }

    #[test]
    fn every_form_that_the_screens_show_is_read() {
        for entry in [
            "Dec 10",
            "dec. 10",
            "12/10",
            "12-10",
            "12 10",
            "Wed, Dec 10",
            "Wed Dec 10",
            "10 December",
            "December 10th",
            "Wednesday, December 10, 2025",
            "Dec 10, 2025",
            "Wed,\u{a0}Dec\u{a0}10",
            "Wed 12/10/2025",
            "12/10/25",
            "2025-12-10",
        ] {
            assert_eq!(read(entry), Ok(testing::day("2025-12-10")), "{entry}");
        }
    }

    #[test]
    fn a_day_without_its_year_is_the_one_that_can_be_meant() {
        let over_new_year = |entry| parse_near(entry, testing::day("2025-12-20"), testing::day("2026-01-05"));
        for (entry, day) in [
            ("Dec 31", "2025-12-31"),
            ("1/2", "2026-01-02"),
            ("Jan 20", "2026-01-20"),
            ("12/1", "2025-12-01"),
            ("Fri, Jan 2", "2026-01-02"),
        ] {
            assert_eq!(over_new_year(entry), Ok(testing::day(day)), "{entry}");
        }
        assert_eq!(read("Feb 29"), Err(DayEntryProblem::NoSuchDay));
    }

    #[test]
    fn a_weekday_has_to_be_the_days_own() {
        assert_eq!(read("Thu, Dec 10"), Err(DayEntryProblem::OtherWeekday));
        assert_eq!(read("Wed 12/11/2025"), Err(DayEntryProblem::OtherWeekday));
    }

    #[test]
    fn what_is_no_day_is_not_guessed_at() {
        assert_eq!(read("  "), Err(DayEntryProblem::Missing));
        for entry in ["soon", "Dec", "Wed", "10", "De 10", "Dec 10 11 12", "Dec ten", "Dec Dec 10", "1/2/3/4"]
        {
            assert_eq!(read(entry), Err(DayEntryProblem::NotADay), "{entry}");
        }
        for entry in ["Dec 32", "13/10", "Feb 30, 2025"] {
            assert_eq!(read(entry), Err(DayEntryProblem::NoSuchDay), "{entry}");
        }
    }
}
