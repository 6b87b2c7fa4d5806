//! Whether the other end of a connection is too slow: by how long nothing moves and by how little, never by how much there is.
//! Only the time in which we wait for it counts; what we take to answer is not its fault.

use std::time::Duration;

use tokio::time::Instant;

/// Bytes a second below which a connection is held open rather than used.
const LEAST: u64 = 256;

/// Over how many standstills the rate is taken.
const WINDOW: u32 = 2;

/// How one direction of a connection gets on.
#[derive(Clone, Copy, Debug)]
pub struct Pace {
    /// How long nothing may move.
    standstill: Duration,
    /// Since when we wait for it, if we do.
    still_since: Option<Instant>,
    /// Up to when the present wait is part of `waited`.
    counted: Instant,
    /// How long we have waited since the rate was last taken.
    waited: Duration,
    /// Bytes that have moved since then.
    moved: u64,
}

impl Pace {
    /// Nothing has moved and nothing is waited for.
    #[must_use]
    pub const fn new(standstill: Duration, now: Instant) -> Self {
        Self { standstill, still_since: None, counted: now, waited: Duration::ZERO, moved: 0 }
    }

    /// Waits for the other end from now on, unless it did before. Gives when to ask whether it [`is too slow`](Self::is_too_slow).
    pub fn wait(&mut self, now: Instant) -> Instant {
        let since = *self.still_since.get_or_insert_with(|| {
            self.counted = now;
            now
        });
        let rate_taken = self.counted + self.window().saturating_sub(self.waited);
        rate_taken.min(since + self.standstill)
    }

    /// So many bytes have moved. Gives how long they were waited for.
    pub fn moved(&mut self, now: Instant, bytes: usize) -> Duration {
        self.moved = self.moved.saturating_add(u64::try_from(bytes).unwrap_or(u64::MAX));
        let Some(since) = self.still_since.take() else { return Duration::ZERO };
        self.count(now);
        now.saturating_duration_since(since)
    }

    /// Whether it stands still or crawls.
    pub fn is_too_slow(&mut self, now: Instant) -> bool {
        let Some(since) = self.still_since else { return false };
        if now.saturating_duration_since(since) >= self.standstill {
            return true;
        }
        self.count(now);
        if self.waited < self.window() {
            return false;
        }
        let least = LEAST.saturating_mul(self.waited.as_secs());
        let crawls = self.moved < least;
        (self.waited, self.moved) = (Duration::ZERO, 0);
        crawls
    }

    fn count(&mut self, now: Instant) {
        self.waited += now.saturating_duration_since(self.counted);
        self.counted = now;
    }

    fn window(&self) -> Duration {
        self.standstill * WINDOW
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const STANDSTILL: Duration = Duration::from_secs(15);

    /// Moves `bytes` after each wait of `wait`; after how long it was found to be too slow, if it was.
    fn cut_off(bytes: usize, wait: Duration) -> Option<Duration> {
        let start = Instant::now();
        let (mut pace, mut now) = (Pace::new(STANDSTILL, start), start);
        while now < start + Duration::from_secs(3600) {
            let end = now + wait;
            loop {
                let asked = pace.wait(now);
                // What moves at this very moment was in time.
                if asked >= end {
                    break;
                }
                now = asked;
                if pace.is_too_slow(now) {
                    return Some(now - start);
                }
            }
            now = end;
            pace.moved(now, bytes);
        }
        None
    }

    #[test]
    fn what_stands_still_is_cut_off_after_fifteen_seconds() {
        assert_eq!(cut_off(1_000_000, Duration::from_secs(16)), Some(STANDSTILL));
        assert_eq!(cut_off(1_000_000, Duration::from_secs(14)), None);
    }

    #[test]
    fn what_crawls_is_cut_off_after_thirty_seconds() {
        let second = Duration::from_secs(1);
        assert_eq!(cut_off(255, second), Some(STANDSTILL * 2));
        assert_eq!(cut_off(1, second), Some(STANDSTILL * 2));
        assert_eq!(cut_off(257, second), None);
        assert_eq!(cut_off(50_000, second), None);
    }

    #[test]
    fn time_in_which_nobody_waits_for_it_is_not_its_fault() {
        let start = Instant::now();
        let mut pace = Pace::new(STANDSTILL, start);
        for hour in 0..10 {
            let now = start + Duration::from_secs(3600 * hour);
            assert!(!pace.is_too_slow(now));
            assert_eq!(pace.wait(now), now + STANDSTILL);
            assert_eq!(pace.moved(now + Duration::from_secs(1), 1), Duration::from_secs(1));
        }
    }
}
