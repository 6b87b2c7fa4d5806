//! The promise and the days that can be chosen, worked out a second time with `jiff` alone. Nothing of `domain` is used, not
//! even its types, so that a mistake there cannot repeat itself here.

use jiff::civil::{Date, DateTime, Time};
use jiff::tz::{AmbiguousOffset, Offset, TimeZone, TimeZoneDatabase};
use jiff::{SignedDuration, Span, Timestamp};

/// What a promise is made from.
#[derive(Clone, Debug)]
pub struct Terms {
    pub rendered_at: Timestamp,
    pub first_day: Date,
    pub kind: &'static str,
    pub zone: &'static str,
    pub notice_hours: u16,
    pub notice_lead_hours: u16,
    pub act_days: u16,
    pub defer_days: u16,
    pub charge_time: Time,
}

/// What is promised. Both ends of the window are worked out for each kind, but only `insurance` has them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Promise {
    pub notice_day: Date,
    pub earliest_day: Date,
    pub initial_day: Date,
    pub act_until: Date,
    pub latest_day: Date,
}

/// What becomes of a chosen day.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Answer {
    Kind,
    TooLateToAct { act_until: Date },
    Unchanged,
    TooEarly { first: Date },
    TooLate { last: Date },
    Move { day: Date },
}

/// The zone as `jiff` knows it.
pub fn time_zone(name: &str) -> TimeZone {
    TimeZoneDatabase::bundled().get(name).expect("the zone exists")
}

/// When the clock shows this: of two instants the earlier, and in a gap its end.
pub fn instant(tz: &TimeZone, local: DateTime) -> Timestamp {
    let at = |offset: Offset| offset.to_timestamp(local).expect("within range");
    match tz.to_ambiguous_timestamp(local).offset() {
        AmbiguousOffset::Unambiguous { offset } => at(offset),
        AmbiguousOffset::Fold { before, .. } => at(before),
        AmbiguousOffset::Gap { before, .. } => {
            let after_the_gap = Timestamp::from_second(at(before).as_second() + 1).expect("within range");
            tz.preceding(after_the_gap).next().expect("a gap ends in a transition").timestamp()
        }
    }
}

pub fn day(tz: &TimeZone, at: Timestamp) -> Date {
    tz.to_datetime(at).date()
}

pub fn days_after(day: Date, days: i64) -> Date {
    day + Span::new().days(days)
}

impl Terms {
    pub fn promise(&self, tz: &TimeZone) -> Promise {
        let notice_day = day(tz, self.rendered_at);
        let told_until = self.rendered_at + hours(self.notice_hours);
        let mut earliest_day = days_after(day(tz, told_until), -2);
        while self.charged_at(tz, earliest_day) < told_until {
            earliest_day = days_after(earliest_day, 1);
        }
        let initial_day = if self.first_day > earliest_day { self.first_day } else { earliest_day };
        let latest_day = days_after(initial_day, i64::from(self.defer_days));
        let days_to_act = days_after(notice_day, i64::from(self.act_days));
        let act_until = if days_to_act < latest_day { days_to_act } else { days_after(latest_day, -1) };
        Promise { notice_day, earliest_day, initial_day, act_until, latest_day }
    }

    pub fn charged_at(&self, tz: &TimeZone, day: Date) -> Timestamp {
        instant(tz, day.to_datetime(self.charge_time))
    }

    pub fn notice_due(&self, tz: &TimeZone) -> Timestamp {
        self.charged_at(tz, self.first_day) - hours(self.notice_lead_hours)
    }

    pub fn has_window(&self) -> bool {
        self.kind == "insurance"
    }
}

impl Promise {
    /// The first and the last day that can be chosen, as long as the client may act.
    pub fn range(&self, today: Date) -> Option<(Date, Date)> {
        let tomorrow = days_after(today, 1);
        let first = if tomorrow < self.earliest_day { self.earliest_day } else { tomorrow };
        (today <= self.act_until).then_some((first, self.latest_day))
    }

    /// What becomes of choosing `day` for a charge that now is planned for `present`.
    pub fn answer(&self, today: Date, present: Date, day: Date) -> Answer {
        match self.range(today) {
            None => Answer::TooLateToAct { act_until: self.act_until },
            Some(_) if day == present => Answer::Unchanged,
            Some((first, _)) if day < first => Answer::TooEarly { first },
            Some((_, last)) if day > last => Answer::TooLate { last },
            Some(_) => Answer::Move { day },
        }
    }
}

fn hours(hours: u16) -> SignedDuration {
    SignedDuration::from_hours(i64::from(hours))
}
