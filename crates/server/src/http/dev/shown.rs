use chrono::{DateTime, Utc};
use domain::zone::PracticeZone;
use texts::Texts;

/// An instant as a page shows it.
#[derive(Debug)]
pub struct Shown {
    /// For programs.
    pub iso: String,
    /// For people, on the practice's clock.
    pub words: String,
}

impl Shown {
    /// The instant on the clock of `zone`.
    pub fn of(at: DateTime<Utc>, zone: PracticeZone, texts: Texts) -> Self {
        let local = zone.local(at);
        let words = format!("{}, {}", texts.long_day(local.date()), texts.time(local.time()));
        Self { iso: at.to_rfc3339(), words }
    }

    /// The same in short, such as `Mon, Dec 1, 10:00 AM`, with the year where that is not the year of `now`.
    pub fn short(at: DateTime<Utc>, zone: PracticeZone, now: DateTime<Utc>, texts: Texts) -> Self {
        let local = zone.local(at);
        let words = format!("{}, {}", texts.day(local.date(), zone.day(now)), texts.time(local.time()));
        Self { iso: at.to_rfc3339(), words }
    }

    /// The same in short, with the year: nobody expects that of a demo.
    pub fn with_year(at: DateTime<Utc>, zone: PracticeZone, texts: Texts) -> Self {
        Self::short(at, zone, DateTime::UNIX_EPOCH, texts)
    }
}
