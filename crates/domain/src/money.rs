//! Money in whole minor units.

use std::fmt;

use serde::{Deserialize, Serialize};

/// The currencies a charge can be in. A second one is a second variant, never a conversion.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub enum Currency {
    /// United States dollar, two minor digits.
    #[default]
    #[serde(rename = "USD")]
    Usd,
}

impl Currency {
    /// ISO 4217 code in upper case.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Usd => "USD",
        }
    }

    /// The least amount that the payment processor takes: 50 cents in US dollars. Less is never announced, since it could
    /// not be taken on its day.
    #[must_use]
    pub const fn least_charge(self) -> Money {
        match self {
            Self::Usd => Money::usd(50),
        }
    }

    /// The currency of an ISO 4217 code, in whatever case.
    #[must_use]
    pub fn from_code(code: &str) -> Option<Self> {
        code.eq_ignore_ascii_case("USD").then_some(Self::Usd)
    }
}

/// An amount of money. May be negative only as a difference; a charge never is.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Money {
    cents: i64,
    currency: Currency,
}

/// An amount left the range of 64-bit cents, or two currencies met.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("the amounts cannot be added: out of range or of two currencies")]
pub struct SumError;

/// Why a written amount was not understood.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum MoneyProblem {
    /// Nothing was written.
    #[error("no amount is given")]
    Missing,
    /// Not digits with at most two decimals.
    #[error("write the amount in dollars and cents, for example 25.00")]
    NotAnAmount,
    /// Below zero or above ten million dollars.
    #[error("the amount must be between 0.00 and 9999999.99")]
    OutOfRange,
}

impl Money {
    /// `cents` US dollar cents.
    #[must_use]
    pub const fn usd(cents: i64) -> Self {
        Self { cents, currency: Currency::Usd }
    }

    /// `cents` minor units of `currency`.
    #[must_use]
    pub const fn new(cents: i64, currency: Currency) -> Self {
        Self { cents, currency }
    }

    /// Minor units.
    #[must_use]
    pub const fn cents(self) -> i64 {
        self.cents
    }

    /// The currency of the minor units.
    #[must_use]
    pub const fn currency(self) -> Currency {
        self.currency
    }

    /// Whether nothing is to pay.
    #[must_use]
    pub const fn is_zero(self) -> bool {
        self.cents == 0
    }

    /// The sum.
    ///
    /// # Errors
    /// When the currencies differ or the sum leaves the range.
    pub fn plus(self, other: Self) -> Result<Self, SumError> {
        if self.currency != other.currency {
            return Err(SumError);
        }
        let cents = self.cents.checked_add(other.cents).ok_or(SumError)?;
        Ok(Self { cents, ..self })
    }

    /// The difference, which may be negative.
    ///
    /// # Errors
    /// When the currencies differ or the difference leaves the range.
    pub fn minus(self, other: Self) -> Result<Self, SumError> {
        if self.currency != other.currency {
            return Err(SumError);
        }
        let cents = self.cents.checked_sub(other.cents).ok_or(SumError)?;
        Ok(Self { cents, ..self })
    }

    /// The sum of all, in `currency`; zero for none.
    ///
    /// # Errors
    /// When a currency differs or the sum leaves the range.
    pub fn total(currency: Currency, amounts: impl IntoIterator<Item = Self>) -> Result<Self, SumError> {
        amounts.into_iter().try_fold(Self::new(0, currency), Self::plus)
    }

    /// Reads dollars and cents as an export writes them: `25`, `25.5`, `25.00`, `1,234.00`, `$25.00`.
    ///
    /// # Errors
    /// [`MoneyProblem`] says what to write instead.
    pub fn parse_usd(written: &str) -> Result<Self, MoneyProblem> {
        let text = written.trim();
        let text = text.strip_prefix('$').unwrap_or(text);
        if text.is_empty() {
            return Err(MoneyProblem::Missing);
        }
        if text.starts_with('-') {
            return Err(MoneyProblem::OutOfRange);
        }
        let (whole, part) = text.split_once('.').unwrap_or((text, ""));
        let whole = ungrouped(whole).ok_or(MoneyProblem::NotAnAmount)?;
        if part.len() > 2
            || !part.bytes().all(|b| b.is_ascii_digit())
            || (text.contains('.') && part.is_empty())
        {
            return Err(MoneyProblem::NotAnAmount);
        }
        if whole.len() > 7 {
            return Err(MoneyProblem::OutOfRange);
        }
        let dollars: i64 = whole.parse().map_err(|_| MoneyProblem::NotAnAmount)?;
        let cents: i64 = match part.len() {
            0 => 0,
            1 => part.parse::<i64>().map_err(|_| MoneyProblem::NotAnAmount)? * 10,
            _ => part.parse().map_err(|_| MoneyProblem::NotAnAmount)?,
        };
        Ok(Self::usd(dollars * 100 + cents))
    }
}

/// The digits of a whole number with or without thousands separators in their places.
fn ungrouped(whole: &str) -> Option<String> {
    let mut groups = whole.split(',');
    let first = groups.next()?;
    let rest: Vec<&str> = groups.collect();
    let digits = |part: &str| !part.is_empty() && part.bytes().all(|b| b.is_ascii_digit());
    let in_place = rest.is_empty() || (first.len() <= 3 && rest.iter().all(|group| group.len() == 3));
    (in_place && digits(first) && rest.iter().all(|group| digits(group))).then(|| whole.replace(',', ""))
}

/// `$1,234.50`, with a true minus sign before the dollar sign when negative.
impl fmt::Display for Money {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { cents, currency: Currency::Usd } = self;
        let (whole, part) = (cents.unsigned_abs() / 100, cents.unsigned_abs() % 100);
        let digits = whole.to_string();
        let grouped: Vec<&str> = digits
            .as_bytes()
            .rchunks(3)
            .rev()
            .map(|group| std::str::from_utf8(group).unwrap_or(""))
            .collect();
        let sign = if *cents < 0 { "\u{2212}" } else { "" };
        write!(f, "{sign}${}.{part:02}", grouped.join(","))
    }
}

impl fmt::Debug for Money {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} {}", self.cents, self.currency.code())
    }
}

#[cfg(test)]
mod tests {
    #[cfg(target_arch = "wasm32")]
    use wasm_bindgen_test::wasm_bindgen_test as test;

    use super::*;

    #[test]
    fn amounts_are_read_as_an_export_writes_them() {
        for (written, cents) in
            [("25", 2500), ("25.5", 2550), (" $25.00 ", 2500), ("1,234.05", 123_405), ("0", 0)]
        {
            assert_eq!(Money::parse_usd(written), Ok(Money::usd(cents)), "{written}");
        }
    }

    #[test]
    fn what_is_no_amount_is_refused() {
        for written in ["abc", "1.234", "1,23", "1.", ",100", "1,2345", "2 5", "\u{0662}\u{0665}", "1e3", "."]
        {
            assert_eq!(Money::parse_usd(written), Err(MoneyProblem::NotAnAmount), "{written}");
        }
        assert_eq!(Money::parse_usd("  "), Err(MoneyProblem::Missing));
        assert_eq!(Money::parse_usd("-1.00"), Err(MoneyProblem::OutOfRange));
        assert_eq!(Money::parse_usd("10000000.00"), Err(MoneyProblem::OutOfRange));
        assert_eq!(Money::parse_usd("9999999.99"), Ok(Money::usd(999_999_999)));
    }

    #[test]
    fn adding_fails_rather_than_wraps() {
        assert_eq!(Money::usd(i64::MAX).plus(Money::usd(1)), Err(SumError));
        assert_eq!(Money::usd(i64::MIN).minus(Money::usd(1)), Err(SumError));
        assert_eq!(Money::total(Currency::Usd, [Money::usd(1), Money::usd(2)]), Ok(Money::usd(3)));
    }

    #[test]
    fn amounts_are_shown_with_sign_groups_and_both_decimals() {
        assert_eq!(Money::usd(2500).to_string(), "$25.00");
        assert_eq!(Money::usd(123_456_705).to_string(), "$1,234,567.05");
        assert_eq!(Money::usd(-5).to_string(), "\u{2212}$0.05");
    }
}
