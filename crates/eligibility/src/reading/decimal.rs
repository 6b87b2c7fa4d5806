//! Decimals as the standard writes them, read exactly.

use domain::Money;
use domain::eligibility::BasisPoints;

/// What payers write where there is no limit. It is no amount.
const UNLIMITED: u64 = 99_999_999;

/// The most that is read, in cents; as everywhere, less than ten million dollars.
const CENTS_MAX: u64 = 999_999_999;

/// Dollars: `25`, `25.5`, `25.00`, `.5`. None for what is no amount, is below zero, or has a part of a cent.
pub(crate) fn dollars(text: &str) -> Option<Money> {
    let cents = scaled(text, 2)?;
    if cents == UNLIMITED || cents > CENTS_MAX {
        return None;
    }
    i64::try_from(cents).ok().map(Money::usd)
}

/// A share as a part of one: `0.2`, `.2` and `0.20` are 20 %. None for more than one: whether `20` means 20 % cannot be told from an answer
/// alone, and `1` is the whole.
pub(crate) fn share(text: &str) -> Option<BasisPoints> {
    u16::try_from(scaled(text, 4)?).ok().and_then(|hundredths| BasisPoints::new(hundredths).ok())
}

/// The number times ten to the `places`, if that is whole.
fn scaled(text: &str, places: usize) -> Option<u64> {
    let text = text.trim();
    let (whole, part) = text.split_once('.').unwrap_or((text, ""));
    let is_digits = |text: &str| text.bytes().all(|b| b.is_ascii_digit());
    if (whole.is_empty() && part.is_empty()) || !is_digits(whole) || !is_digits(part) {
        return None;
    }
    let (kept, rest) = part.split_at(part.len().min(places));
    if rest.bytes().any(|b| b != b'0') {
        return None;
    }
    format!("{whole}{kept:0<places$}").parse().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dollars_are_read_to_the_cent() {
        for (text, cents) in [
            ("25", 2_500),
            ("25.5", 2_550),
            ("25.00", 2_500),
            (".5", 50),
            ("25.", 2_500),
            ("0", 0),
            ("1234.070", 123_407),
            (" 40 ", 4_000),
            ("9999999.99", 999_999_999),
            ("0.29", 29),
        ] {
            assert_eq!(dollars(text), Some(Money::usd(cents)), "{text}");
        }
    }

    #[test]
    fn what_is_no_exact_amount_is_none() {
        for text in [
            "",
            ".",
            "-5",
            "+5",
            "1.005",
            "1e3",
            "1,234.00",
            "$5",
            "NaN",
            "five",
            "5 0",
            "٥",
            "1.2.3",
            "10000000",
            "18446744073709551616",
            "999999.99",
        ] {
            assert_eq!(dollars(text), None, "{text}");
        }
    }

    #[test]
    fn shares_are_read_to_the_hundredth_of_a_percent() {
        for (text, hundredths) in
            [("0", 0), ("0.2", 2_000), (".2", 2_000), ("0.3333", 3_333), ("1", 10_000), ("0.20000", 2_000)]
        {
            assert_eq!(share(text), BasisPoints::new(hundredths).ok(), "{text}");
        }
        for text in ["20", "1.01", "-0.2", "0.33333", "20%", "", "70000"] {
            assert_eq!(share(text), None, "{text}");
        }
    }

    #[test]
    fn every_amount_of_cents_reads_back() {
        for cents in (0..100_000_i64).step_by(7) {
            assert_eq!(dollars(&format!("{}.{:02}", cents / 100, cents % 100)), Some(Money::usd(cents)));
        }
    }
}
