//! How long something took.

use std::time::Instant;

/// Runs since it was made.
pub struct Stopwatch(Instant);

impl Stopwatch {
    #[expect(
        clippy::disallowed_methods,
        reason = "a chore times itself, and nothing it does depends on the result"
    )]
    pub fn start() -> Self {
        Self(Instant::now())
    }

    /// Such as `7 s` or `3 min 5 s`.
    pub fn shown(&self) -> String {
        let seconds = self.0.elapsed().as_secs();
        match seconds / 60 {
            0 => format!("{seconds} s"),
            minutes => format!("{minutes} min {} s", seconds % 60),
        }
    }
}
