//! The days of a month and the ways through them. Weeks start on Sunday.

use chrono::{Datelike, Days, Months, NaiveDate};

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Step {
    Back(u64),
    Ahead(u64),
    WeekStart,
    WeekEnd,
    MonthBack,
    MonthAhead,
}

impl Step {
    pub fn of_key(key: &str) -> Option<Self> {
        Some(match key {
            "ArrowLeft" => Self::Back(1),
            "ArrowRight" => Self::Ahead(1),
            "ArrowUp" => Self::Back(7),
            "ArrowDown" => Self::Ahead(7),
            "Home" => Self::WeekStart,
            "End" => Self::WeekEnd,
            "PageUp" => Self::MonthBack,
            "PageDown" => Self::MonthAhead,
            _ => return None,
        })
    }

    /// From the 31st a month's step leads to the last day there is.
    pub fn from(self, day: NaiveDate) -> NaiveDate {
        let weekday = u64::from(day.weekday().num_days_from_sunday());
        match self {
            Self::Back(days) => day.checked_sub_days(Days::new(days)),
            Self::Ahead(days) => day.checked_add_days(Days::new(days)),
            Self::WeekStart => day.checked_sub_days(Days::new(weekday)),
            Self::WeekEnd => day.checked_add_days(Days::new(6 - weekday)),
            Self::MonthBack => day.checked_sub_months(Months::new(1)),
            Self::MonthAhead => day.checked_add_months(Months::new(1)),
        }
        .unwrap_or(day)
    }

    /// A step past an end is not taken; one to the end of a week goes as far as there are days.
    pub fn within(self, day: NaiveDate, earliest: NaiveDate, latest: NaiveDate) -> NaiveDate {
        let there = self.from(day);
        if matches!(self, Self::WeekStart | Self::WeekEnd) {
            within(there, earliest, latest)
        } else if there < earliest || there > latest {
            day
        } else {
            there
        }
    }
}

pub fn first_of(day: NaiveDate) -> NaiveDate {
    day.with_day(1).unwrap_or(day)
}

pub fn last_of(day: NaiveDate) -> NaiveDate {
    Step::Back(1).from(Step::MonthAhead.from(first_of(day)))
}

/// The days that are shown of a window: its weeks from end to end, as far as the months reach that it is in.
pub fn whole_weeks(earliest: NaiveDate, latest: NaiveDate) -> (NaiveDate, NaiveDate) {
    let first = Step::WeekStart.from(earliest).max(first_of(earliest));
    (first, Step::WeekEnd.from(latest).min(last_of(latest)))
}

/// The nearest day within both ends; the later end yields where they cross.
pub fn within(day: NaiveDate, earliest: NaiveDate, latest: NaiveDate) -> NaiveDate {
    day.min(latest).max(earliest)
}

/// The rows of seven of a month that have a day within both ends; days of other months are left out.
pub fn weeks(month: NaiveDate, within: (NaiveDate, NaiveDate)) -> Vec<[Option<NaiveDate>; 7]> {
    let (first, last) = (first_of(month), last_of(month));
    let mut weeks = Vec::with_capacity(6);
    let mut day = Step::WeekStart.from(first);
    while day <= last {
        let week = [0, 1, 2, 3, 4, 5, 6].map(|ahead| {
            let day = Step::Ahead(ahead).from(day);
            (first <= day && day <= last).then_some(day)
        });
        if week.iter().flatten().any(|day| within.0 <= *day && *day <= within.1) {
            weeks.push(week);
        }
        day = Step::Ahead(7).from(day);
    }
    weeks
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> NaiveDate {
        text.parse().expect("a day")
    }

    fn shape(month: &str) -> Vec<(usize, usize)> {
        let row = |week: &[Option<NaiveDate>; 7]| {
            (week.iter().take_while(|day| day.is_none()).count(), week.iter().flatten().count())
        };
        weeks(day(month), (NaiveDate::MIN, NaiveDate::MAX)).iter().map(row).collect()
    }

    #[test]
    fn a_month_has_its_own_days_only() {
        assert_eq!(shape("2025-12-12"), [(1, 6), (0, 7), (0, 7), (0, 7), (0, 4)]);
        assert_eq!(shape("2026-02-01"), [(0, 7); 4]);
        assert_eq!(shape("2025-11-30"), [(6, 1), (0, 7), (0, 7), (0, 7), (0, 7), (0, 1)]);
    }

    #[test]
    fn weeks_wholly_outside_the_window_are_left_out() {
        let firsts = |month: &str, from: &str, to: &str| -> Vec<u32> {
            let weeks = weeks(day(month), whole_weeks(day(from), day(to)));
            weeks.iter().filter_map(|week| week.iter().flatten().next()).map(Datelike::day).collect()
        };
        assert_eq!(firsts("2025-12-12", "2025-12-02", "2025-12-18"), [1, 7, 14]);
        assert_eq!(firsts("2025-12-12", "2025-12-07", "2025-12-13"), [7]);
        assert_eq!(firsts("2025-11-30", "2025-11-26", "2025-12-10"), [23, 30]);
        assert_eq!(firsts("2025-12-01", "2025-11-26", "2025-12-10"), [1, 7]);
        // The keyboard goes where days are shown, and no further.
        let shown = whole_weeks(day("2025-12-02"), day("2025-12-18"));
        assert_eq!(shown, (day("2025-12-01"), day("2025-12-20")));
    }

    #[test]
    fn keys_lead_through_days_weeks_and_months() {
        let at = day("2025-12-12");
        for (key, to) in [
            ("ArrowLeft", "2025-12-11"),
            ("ArrowRight", "2025-12-13"),
            ("ArrowUp", "2025-12-05"),
            ("ArrowDown", "2025-12-19"),
            ("Home", "2025-12-07"),
            ("End", "2025-12-13"),
            ("PageUp", "2025-11-12"),
            ("PageDown", "2026-01-12"),
        ] {
            assert_eq!(Step::of_key(key).map(|step| step.from(at)), Some(day(to)), "{key}");
        }
        assert_eq!(Step::of_key("Enter"), None);
        assert_eq!(Step::MonthAhead.from(day("2025-01-31")), day("2025-02-28"));
    }

    #[test]
    fn a_step_past_an_end_is_not_taken() {
        let (earliest, latest) = (day("2025-12-01"), day("2025-12-31"));
        let take = |step: Step, from: &str| step.within(day(from), earliest, latest);
        assert_eq!(take(Step::Ahead(7), "2025-12-24"), latest);
        assert_eq!(take(Step::Ahead(7), "2025-12-25"), day("2025-12-25"));
        assert_eq!(take(Step::MonthBack, "2025-12-12"), day("2025-12-12"));
        assert_eq!(take(Step::WeekStart, "2025-12-03"), earliest);
        assert_eq!(take(Step::WeekEnd, "2025-12-29"), latest);
    }

    #[test]
    fn a_day_outside_is_brought_to_the_nearer_end() {
        let (earliest, latest) = (day("2025-12-02"), day("2025-12-18"));
        assert_eq!(within(day("2025-11-30"), earliest, latest), earliest);
        assert_eq!(within(day("2025-12-02"), earliest, latest), earliest);
        assert_eq!(within(day("2025-12-19"), earliest, latest), latest);
    }
}
