use chrono::NaiveDate;

/// A day as a setting. Words such as “yesterday” would mean another one in another zone.
pub fn day(text: &str) -> Result<NaiveDate, String> {
    text.parse().map_err(|_| "a day is written as year, month and day, such as 2025-12-01".to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_day_that_is_written_otherwise_is_told_how() {
        assert_eq!(day("2025-12-01"), Ok(domain::testing::day("2025-12-01")));
        for text in ["yesterday", "12/1/2025", "2025-02-30", ""] {
            assert!(day(text).is_err_and(|said| said.contains("such as 2025-12-01")), "{text}");
        }
    }
}
