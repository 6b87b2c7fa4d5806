//! How long to wait, as a sentence says it.

use crate::Texts;

const MINUTE: u32 = 60;
const HOUR: u32 = 60 * MINUTE;

impl Texts {
    /// `in 40 seconds`, `in 2 minutes`, `in 3 hours`: never sooner than it is.
    #[must_use]
    pub fn in_seconds(self, seconds: u32) -> String {
        // Whoever reads "in 63 seconds" counts; from a minute on a minute more or less is none.
        if seconds <= MINUTE {
            self.wait_seconds(seconds.max(1).into())
        } else if seconds <= HOUR {
            self.wait_minutes(seconds.div_ceil(MINUTE).into())
        } else {
            self.wait_hours(seconds.div_ceil(HOUR).into())
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::english;

    #[test]
    fn a_wait_is_said_in_what_people_count_it_in_and_never_too_short() {
        for (seconds, said) in [
            (0, "in a second"),
            (1, "in a second"),
            (2, "in 2 seconds"),
            (60, "in 60 seconds"),
            (61, "in 2 minutes"),
            (120, "in 2 minutes"),
            (121, "in 3 minutes"),
            (3_600, "in 60 minutes"),
            (3_601, "in 2 hours"),
            (86_400, "in 24 hours"),
        ] {
            assert_eq!(english().in_seconds(seconds), said, "{seconds}");
        }
    }
}
