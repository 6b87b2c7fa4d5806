use chrono::{DateTime, Utc};
use clap::Args;

use crate::clock::Clock;

/// What the business clock shows.
#[derive(Clone, Debug, Args)]
pub struct ClockSettings {
    /// What the business clock shows at the start, such as `2025-12-01T09:00:00-05:00`; the present time if not given. It
    /// decides what day it is for charges and notices; sessions and limits always follow the present time.
    #[arg(long, env = "ALMONER_CLOCK_START", value_name = "INSTANT")]
    pub clock_start: Option<DateTime<Utc>>,
    /// The business clock stands until somebody sets it on /dev/clock.
    #[cfg(feature = "demo")]
    #[arg(long, env = "ALMONER_CLOCK_STANDS", requires = "clock_start")]
    pub clock_stands: bool,
}

impl ClockSettings {
    /// The clock.
    #[must_use]
    pub fn clock(&self) -> Clock {
        match self.clock_start {
            None => Clock::system(),
            #[cfg(feature = "demo")]
            Some(start) if self.clock_stands => Clock::standing_at(start),
            Some(start) => Clock::running_from(start),
        }
    }
}
