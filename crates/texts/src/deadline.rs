//! Until when a charge can be moved, and how far.

use chrono::NaiveDate;
use domain::reschedule::Deadline;

use crate::Texts;

impl Texts {
    /// Until when its client can move a charge, on a screen where it is `today`.
    #[must_use]
    pub fn deadline(self, deadline: Deadline, today: NaiveDate) -> String {
        let is_today = deadline.day == today;
        match deadline.time {
            Some(time) if is_today => self.change_before_today(&self.time(time)),
            None if is_today => self.change_until_tonight().to_owned(),
            _ => self.deadline_in_mail(deadline, today),
        }
    }

    /// The same in a mail written `today`, which may be read on another day.
    #[must_use]
    pub fn deadline_in_mail(self, deadline: Deadline, today: NaiveDate) -> String {
        let day = self.day(deadline.day, today);
        match deadline.time {
            Some(time) => self.change_before(&self.time(time), &day),
            None => self.change_until(&day),
        }
    }

    /// Until when and how far its client can move a charge.
    #[must_use]
    pub fn change_window(self, deadline: Deadline, latest: NaiveDate, today: NaiveDate) -> String {
        format!("{} {}", self.deadline(deadline, today), self.change_up_to(&self.day(latest, today)))
    }
}

#[cfg(test)]
mod tests {
    use chrono::NaiveTime;

    use super::*;
    use crate::english;

    fn day(text: &str) -> NaiveDate {
        text.parse().expect("a day")
    }

    fn said(time: Option<&str>, today: &str) -> String {
        let time: Option<NaiveTime> = time.map(|it| it.parse().expect("a time"));
        english().deadline(Deadline { day: day("2025-12-02"), time }, day(today))
    }

    #[test]
    fn it_names_the_hour_where_the_charge_is_taken_then() {
        assert_eq!(said(Some("10:00:00"), "2025-12-01"), "Change it before 10:00 AM on Tue, Dec 2.");
        assert_eq!(said(Some("10:00:00"), "2025-12-02"), "Change it before 10:00 AM today.");
    }

    #[test]
    fn it_names_the_day_where_that_day_ends_the_right() {
        assert_eq!(said(None, "2025-12-01"), "Change it until Tue, Dec 2.");
        assert_eq!(said(None, "2025-12-02"), "Change it until midnight tonight.");
    }

    #[test]
    fn a_mail_names_the_day_since_it_may_be_read_on_another() {
        let deadline = Deadline { day: day("2025-12-02"), time: None };
        assert_eq!(english().deadline_in_mail(deadline, day("2025-12-02")), "Change it until Tue, Dec 2.");
    }

    #[test]
    fn the_latest_day_follows() {
        let deadline = Deadline { day: day("2025-12-02"), time: NaiveTime::from_hms_opt(10, 0, 0) };
        assert_eq!(
            english().change_window(deadline, day("2025-12-18"), day("2025-12-01")),
            "Change it before 10:00 AM on Tue, Dec 2. You can choose any day up to Thu, Dec 18."
        );
    }
}
