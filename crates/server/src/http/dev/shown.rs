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
}
