//! The two clocks. The business clock says what day it is for charges and notices, and a demo or a test may set and move it.
//! The real clock serves sessions, limits and signatures, and nobody moves it.

use std::sync::{Arc, RwLock};

use chrono::{DateTime, Duration, Utc};

/// A clock. Clones show the same time.
#[derive(Clone, Debug)]
pub struct Clock(Arc<RwLock<Mode>>);

#[derive(Clone, Copy, Debug)]
enum Mode {
    /// Runs with the system's clock, this far ahead of it.
    Running(Duration),
    /// Stands until it is set.
    Standing(DateTime<Utc>),
}

impl Clock {
    /// Shows the system's time.
    #[must_use]
    pub fn system() -> Self {
        Self::of(Mode::Running(Duration::zero()))
    }

    /// Shows `start` now and runs on from there.
    #[must_use]
    pub fn running_from(start: DateTime<Utc>) -> Self {
        Self::of(Mode::Running(start - system_now()))
    }

    /// Shows `at` until it is set to another time.
    #[must_use]
    pub fn standing_at(at: DateTime<Utc>) -> Self {
        Self::of(Mode::Standing(at))
    }

    fn of(mode: Mode) -> Self {
        Self(Arc::new(RwLock::new(mode)))
    }

    /// The time it shows, in whole microseconds, which is what the store keeps.
    #[must_use]
    pub fn now(&self) -> DateTime<Utc> {
        let mode = *self.0.read().unwrap_or_else(std::sync::PoisonError::into_inner);
        let now = match mode {
            Mode::Running(ahead) => system_now() + ahead,
            Mode::Standing(at) => at,
        };
        DateTime::from_timestamp_micros(now.timestamp_micros()).unwrap_or(now)
    }

    /// Whether it stands until it is set.
    #[cfg(feature = "demo")]
    #[must_use]
    pub fn stands(&self) -> bool {
        let mode = *self.0.read().unwrap_or_else(std::sync::PoisonError::into_inner);
        matches!(mode, Mode::Standing(_))
    }

    /// Shows `at` from now on; a running clock runs on from there.
    pub fn set(&self, at: DateTime<Utc>) {
        let mut mode = self.0.write().unwrap_or_else(std::sync::PoisonError::into_inner);
        *mode = match *mode {
            Mode::Running(_) => Mode::Running(at - system_now()),
            Mode::Standing(_) => Mode::Standing(at),
        };
    }
}

#[expect(clippy::disallowed_methods, reason = "the one place where the system's time comes in")]
fn system_now() -> DateTime<Utc> {
    std::time::SystemTime::now().into()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_standing_clock_stands_and_a_running_one_runs_from_where_it_was_set() {
        let noon: DateTime<Utc> = "2025-12-01T12:00:00Z".parse().expect("an instant");
        let standing = Clock::standing_at(noon);
        let seen_elsewhere = standing.clone();
        standing.set(noon + Duration::hours(1));
        assert_eq!(seen_elsewhere.now(), noon + Duration::hours(1));
        let running = Clock::running_from(noon);
        let shown = running.now();
        assert!(shown >= noon && shown < noon + Duration::minutes(1));
    }
}
