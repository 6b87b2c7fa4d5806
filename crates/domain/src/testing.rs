//! Short ways to write days and instants in tests.

use chrono::{DateTime, NaiveDate, NaiveTime, Utc};

pub fn at(text: &str) -> DateTime<Utc> {
    text.parse().expect("an instant such as 2025-12-01T14:30:00Z")
}

pub fn day(text: &str) -> NaiveDate {
    text.parse().expect("a day such as 2025-12-01")
}

pub fn time(text: &str) -> NaiveTime {
    text.parse().expect("a time such as 10:00:00")
}
