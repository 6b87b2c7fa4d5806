//! Days and times as a sentence shows them.

use chrono::{Datelike, NaiveDate, NaiveDateTime, NaiveTime, Timelike, Weekday};

use crate::Texts;

impl Texts {
    /// `Tue, Dec 9`, with the year where it is not that of `today`.
    #[must_use]
    pub fn day(self, day: NaiveDate, today: NaiveDate) -> String {
        let (weekday, month) = (self.weekday_short(day.weekday()), self.month_short(day.month()));
        let number = day.day().to_string();
        self.whole(if day.year() == today.year() {
            self.day_with_weekday(weekday, month, &number)
        } else {
            self.day_with_weekday_and_year(weekday, month, &number, &day.year().to_string())
        })
    }

    /// `Dec 9`, with the year where it is not that of `today`.
    #[must_use]
    pub fn short_day(self, day: NaiveDate, today: NaiveDate) -> String {
        let (month, number) = (self.month_short(day.month()), day.day().to_string());
        self.whole(if day.year() == today.year() {
            self.day_plain(month, &number)
        } else {
            self.day_with_year(month, &number, &day.year().to_string())
        })
    }

    /// `Dec 9, 2025`, for days of which the year matters as much.
    #[must_use]
    pub fn dated(self, day: NaiveDate) -> String {
        let (month, number) = (self.month_short(day.month()), day.day().to_string());
        self.whole(self.day_with_year(month, &number, &day.year().to_string()))
    }

    /// `Tuesday, December 9, 2025`, for those who hear it.
    #[must_use]
    pub fn long_day(self, day: NaiveDate) -> String {
        let (weekday, month) = (self.weekday_long(day.weekday()), self.month_long(day.month()));
        let number = day.day().to_string();
        self.day_with_weekday_and_year(weekday, month, &number, &day.year().to_string())
    }

    /// `April 9, 1990`, a day of which nobody needs the weekday.
    #[must_use]
    pub fn date(self, day: NaiveDate) -> String {
        let (month, number) = (self.month_long(day.month()), day.day().to_string());
        self.whole(self.day_with_year(month, &number, &day.year().to_string()))
    }

    /// `December 2025`
    #[must_use]
    pub fn month(self, day: NaiveDate) -> String {
        self.month_with_year(self.month_long(day.month()), &day.year().to_string())
    }

    /// `12/9/2025`, as it is typed.
    #[must_use]
    pub fn typed_day(self, day: NaiveDate) -> String {
        self.day_typed(&day.month().to_string(), &day.day().to_string(), &day.year().to_string())
    }

    /// `3:05 PM`
    #[must_use]
    pub fn time(self, time: NaiveTime) -> String {
        let (afternoon, hour) = time.hour12();
        let minute = format!("{:02}", time.minute());
        let hour = hour.to_string();
        self.whole(if afternoon { self.time_pm(&hour, &minute) } else { self.time_am(&hour, &minute) })
    }

    /// `Nov 30, 10:04 AM`
    #[must_use]
    pub fn moment(self, local: NaiveDateTime, today: NaiveDate) -> String {
        self.day_and_time(&self.short_day(local.date(), today), &self.time(local.time()))
    }

    /// On a screen a line ends within a day only where a comma allows it.
    fn whole(self, text: String) -> String {
        if !self.0.keeps_days_whole {
            return text;
        }
        let mut before = ' ';
        let blank = |it: char| {
            let kept = it == ' ' && before != ',';
            before = it;
            if kept { '\u{a0}' } else { it }
        };
        text.chars().map(blank).collect()
    }

    /// `Tue`
    #[must_use]
    pub fn weekday_short(self, weekday: Weekday) -> &'static str {
        match weekday {
            Weekday::Mon => self.weekday_mon(),
            Weekday::Tue => self.weekday_tue(),
            Weekday::Wed => self.weekday_wed(),
            Weekday::Thu => self.weekday_thu(),
            Weekday::Fri => self.weekday_fri(),
            Weekday::Sat => self.weekday_sat(),
            Weekday::Sun => self.weekday_sun(),
        }
    }

    /// `Tuesday`
    #[must_use]
    pub fn weekday_long(self, weekday: Weekday) -> &'static str {
        match weekday {
            Weekday::Mon => self.weekday_monday(),
            Weekday::Tue => self.weekday_tuesday(),
            Weekday::Wed => self.weekday_wednesday(),
            Weekday::Thu => self.weekday_thursday(),
            Weekday::Fri => self.weekday_friday(),
            Weekday::Sat => self.weekday_saturday(),
            Weekday::Sun => self.weekday_sunday(),
        }
    }

    /// `Dec`, for a month from 1 to 12.
    #[must_use]
    pub fn month_short(self, month: u32) -> &'static str {
        match month {
            1 => self.month_jan(),
            2 => self.month_feb(),
            3 => self.month_mar(),
            4 => self.month_apr(),
            5 => self.month_may_short(),
            6 => self.month_jun(),
            7 => self.month_jul(),
            8 => self.month_aug(),
            9 => self.month_sep(),
            10 => self.month_oct(),
            11 => self.month_nov(),
            _ => self.month_dec(),
        }
    }

    /// `December`, for a month from 1 to 12.
    #[must_use]
    pub fn month_long(self, month: u32) -> &'static str {
        match month {
            1 => self.month_january(),
            2 => self.month_february(),
            3 => self.month_march(),
            4 => self.month_april(),
            5 => self.month_may(),
            6 => self.month_june(),
            7 => self.month_july(),
            8 => self.month_august(),
            9 => self.month_september(),
            10 => self.month_october(),
            11 => self.month_november(),
            _ => self.month_december(),
        }
    }
}

#[cfg(test)]
mod tests {
    use chrono::NaiveDate;

    use crate::{english, english_on_screen};

    fn day(text: &str) -> NaiveDate {
        text.parse().expect("a day")
    }

    #[test]
    fn the_year_stands_only_where_it_is_another() {
        let today = day("2025-12-01");
        assert_eq!(english().day(day("2025-12-09"), today), "Tue, Dec 9");
        assert_eq!(english().day(day("2026-01-02"), today), "Fri, Jan 2, 2026");
        assert_eq!(english().short_day(day("2024-05-31"), today), "May 31, 2024");
    }

    #[test]
    fn a_dated_day_has_its_year_always() {
        assert_eq!(english().dated(day("2025-12-09")), "Dec 9, 2025");
    }

    #[test]
    fn a_day_is_typed_with_its_month_first() {
        assert_eq!(english().typed_day(day("2025-12-09")), "12/9/2025");
    }

    #[test]
    fn moments_are_on_the_twelve_hour_clock() {
        let at = |text: &str| text.parse().expect("a local time");
        let today = day("2025-12-01");
        assert_eq!(english().moment(at("2025-11-30T00:04:59"), today), "Nov 30, 12:04 AM");
        assert_eq!(english().moment(at("2025-11-30T12:00:00"), today), "Nov 30, 12:00 PM");
        assert_eq!(english().moment(at("2025-11-30T23:59:00"), today), "Nov 30, 11:59 PM");
    }

    #[test]
    fn on_a_screen_no_line_ends_within_a_day_or_a_time_but_after_a_comma() {
        let (texts, today) = (english_on_screen(), day("2025-12-01"));
        assert_eq!(texts.day(day("2025-12-09"), today), "Tue, Dec\u{a0}9");
        assert_eq!(texts.day(day("2026-01-02"), today), "Fri, Jan\u{a0}2, 2026");
        assert_eq!(texts.date(day("2025-12-09")), "December\u{a0}9, 2025");
        assert_eq!(texts.long_day(day("2025-12-09")), "Tuesday, December 9, 2025", "it is only heard");
        let at = "2025-11-30T12:00:00".parse().expect("a local time");
        assert_eq!(texts.moment(at, today), "Nov\u{a0}30, 12:00\u{a0}PM");
    }
}
