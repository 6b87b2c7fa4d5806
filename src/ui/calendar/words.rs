//! What a calendar says.

use chrono::NaiveDate;
use leptos::prelude::*;

/// `weekdays` starts with Sunday, each short and in full. The callbacks name a day ("Tuesday, December 2"), its month
/// ("December 2025") and that month in short ("Dec").
#[derive(Clone, Debug)]
pub struct CalendarWords {
    pub label: String,
    pub weekdays: [(String, String); 7],
    pub previous: String,
    pub next: String,
    pub chosen: String,
    pub present: String,
    pub today: String,
    pub day: Callback<NaiveDate, String>,
    pub month: Callback<NaiveDate, String>,
    pub month_short: Callback<NaiveDate, String>,
}
