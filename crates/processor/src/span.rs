//! A stretch of time to list.

use chrono::{DateTime, Utc};

/// From an instant up to, and without, another. The processor counts in whole seconds: fractions are dropped.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Span {
    /// The first instant inside.
    pub from: DateTime<Utc>,
    /// The first instant after.
    pub until: DateTime<Utc>,
}

impl Span {
    /// Everything there ever was, and until a day that nobody of us sees.
    pub const ALL: Self = Self {
        from: DateTime::UNIX_EPOCH,
        until: DateTime::from_timestamp(u32::MAX as i64, 0).expect("an instant"),
    };

    /// The query that narrows a list down to what was made inside.
    pub(crate) fn query(self) -> Vec<(&'static str, String)> {
        vec![
            ("created[gte]", self.from.timestamp().to_string()),
            ("created[lt]", self.until.timestamp().to_string()),
        ]
    }
}
