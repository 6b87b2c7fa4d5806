//! A practice's policy on notices and moved days: data that holds from a day on, so that a change never works backwards.

use chrono::{Duration, NaiveDate, NaiveTime};
use serde::{Deserialize, Serialize};

/// How long before a charge its client is told, and how far the client may move it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Policy {
    /// Elapsed hours that lie between the notice and the charge at least. Also the lead of a reminder.
    pub notice_hours: u16,
    /// Elapsed hours before the wished-for charge at which the notice is due.
    pub notice_lead_hours: u16,
    /// Days after the notice in which the client may act.
    pub act_days: u16,
    /// Days by which a charge can be put off, counted from its initial day.
    pub defer_days: u16,
    /// When charges are taken, on the practice's clock.
    pub charge_time: NaiveTime,
}

/// The first day of the charge history a client sees, unless the practice sets another.
pub const HISTORY_FROM: NaiveDate = NaiveDate::from_ymd_opt(2025, 1, 1).expect("a day");

impl Policy {
    /// What holds until a practice sets its own.
    pub const STANDARD: Self = Self {
        notice_hours: 24,
        notice_lead_hours: 48,
        act_days: 16,
        defer_days: 16,
        charge_time: NaiveTime::from_hms_opt(10, 0, 0).expect("a time of day"),
    };

    pub(crate) fn notice_lead(&self) -> Duration {
        Duration::hours(i64::from(self.notice_lead_hours))
    }
}
