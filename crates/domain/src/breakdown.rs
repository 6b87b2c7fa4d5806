//! How an insurance charge came about: what was billed, what the payer allowed and paid, and what is left for the client.

use serde::{Deserialize, Serialize};

use crate::money::{Money, SumError};

/// The parts of a payer's answer as an export states them, not yet known to add up. All in one currency.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Parts {
    /// Billed by the practice.
    pub billed: Money,
    /// What the payer allows for the service.
    pub allowed: Money,
    /// Paid by the payer.
    pub insurer_paid: Money,
    /// The client's, because the deductible is not met.
    pub deductible: Money,
    /// The client's fixed part of a visit.
    pub copay: Money,
    /// The client's share in percent, as an amount.
    pub coinsurance: Money,
    /// The client's, because the plan does not cover it.
    pub not_covered: Money,
}

/// Parts that add up: allowed = insurer paid + deductible + copay + coinsurance, and billed = allowed + discount + not
/// covered with a discount of at least zero. Only [`Breakdown::of`] makes one.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "Parts", into = "Parts")]
pub struct Breakdown(Parts);

/// Why the parts are no breakdown. Says both sides of the sum that fails.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum BreakdownProblem {
    /// Allowed amount on one side, its parts on the other.
    #[error(
        "allowed is {allowed}, but insurer paid + deductible + copay + coinsurance is {parts}; correct one of them"
    )]
    Allowed {
        /// The allowed amount.
        allowed: Money,
        /// The sum of its parts.
        parts: Money,
    },
    /// The discount would be below zero.
    #[error("billed is {billed}, but allowed + not covered is already {parts}; correct one of them")]
    Billed {
        /// The billed amount.
        billed: Money,
        /// Allowed plus not covered.
        parts: Money,
    },
    /// A part is below zero.
    #[error("no part of a breakdown may be negative")]
    Negative,
    /// Two currencies or an amount out of range.
    #[error(transparent)]
    Sum(#[from] SumError),
}

impl Breakdown {
    /// The breakdown of these parts.
    ///
    /// # Errors
    /// When a sum does not hold; the problem states both of its sides.
    pub fn of(parts: Parts) -> Result<Self, BreakdownProblem> {
        let Parts { billed, allowed, insurer_paid, deductible, copay, coinsurance, not_covered } = parts;
        let all = [billed, allowed, insurer_paid, deductible, copay, coinsurance, not_covered];
        if all.iter().any(|part| part.cents() < 0) {
            return Err(BreakdownProblem::Negative);
        }
        let sum = Money::total(billed.currency(), [insurer_paid, deductible, copay, coinsurance])?;
        if sum != allowed {
            return Err(BreakdownProblem::Allowed { allowed, parts: sum });
        }
        let before_discount = allowed.plus(not_covered)?;
        if billed.minus(before_discount)?.cents() < 0 {
            return Err(BreakdownProblem::Billed { billed, parts: before_discount });
        }
        Ok(Self(parts))
    }

    /// The parts, which add up.
    #[must_use]
    pub const fn parts(&self) -> &Parts {
        &self.0
    }

    /// What the practice gives up under its contract with the payer: billed less allowed less not covered.
    #[must_use]
    pub const fn discount(&self) -> Money {
        let Parts { billed, allowed, not_covered, .. } = &self.0;
        Money::new(billed.cents() - allowed.cents() - not_covered.cents(), billed.currency())
    }

    /// What the client pays: deductible + copay + coinsurance + not covered. Equals billed less discount less paid by the
    /// payer.
    #[must_use]
    pub const fn client_responsibility(&self) -> Money {
        let Parts { billed, deductible, copay, coinsurance, not_covered, .. } = &self.0;
        let cents = deductible.cents() + copay.cents() + coinsurance.cents() + not_covered.cents();
        Money::new(cents, billed.currency())
    }
}

impl TryFrom<Parts> for Breakdown {
    type Error = BreakdownProblem;

    fn try_from(parts: Parts) -> Result<Self, BreakdownProblem> {
        Self::of(parts)
    }
}

impl From<Breakdown> for Parts {
    fn from(breakdown: Breakdown) -> Self {
        breakdown.0
    }
}

#[cfg(test)]
mod tests {
    #[cfg(target_arch = "wasm32")]
    use wasm_bindgen_test::wasm_bindgen_test as test;

    use super::*;

    fn parts(cents: [i64; 7]) -> Parts {
        let [billed, allowed, insurer_paid, deductible, copay, coinsurance, not_covered] =
            cents.map(Money::usd);
        Parts { billed, allowed, insurer_paid, deductible, copay, coinsurance, not_covered }
    }

    #[test]
    fn what_adds_up_gives_the_clients_part_and_the_discount() {
        let breakdown = Breakdown::of(parts([18_000, 12_000, 9_000, 0, 2_500, 500, 1_000])).expect("adds up");
        assert_eq!(breakdown.client_responsibility(), Money::usd(4_000));
        assert_eq!(breakdown.discount(), Money::usd(5_000));
    }

    #[test]
    fn one_cent_off_in_the_allowed_amount_states_both_sums() {
        let problem = Breakdown::of(parts([18_000, 12_001, 9_000, 0, 2_500, 500, 0]));
        let (allowed, parts) = (Money::usd(12_001), Money::usd(12_000));
        assert_eq!(problem, Err(BreakdownProblem::Allowed { allowed, parts }));
    }

    #[test]
    fn a_discount_of_zero_is_fine_and_one_below_is_not() {
        assert!(Breakdown::of(parts([13_000, 12_000, 12_000, 0, 0, 0, 1_000])).is_ok());
        let problem = Breakdown::of(parts([12_999, 12_000, 12_000, 0, 0, 0, 1_000]));
        let (billed, parts) = (Money::usd(12_999), Money::usd(13_000));
        assert_eq!(problem, Err(BreakdownProblem::Billed { billed, parts }));
    }

    #[test]
    fn negative_parts_and_overflow_are_refused() {
        assert_eq!(Breakdown::of(parts([100, 0, -100, 100, 0, 0, 0])), Err(BreakdownProblem::Negative));
        let problem = Breakdown::of(parts([100, 100, i64::MAX, 1, 0, 0, 0]));
        assert_eq!(problem, Err(BreakdownProblem::Sum(SumError)));
    }

    #[test]
    fn stored_parts_that_do_not_add_up_do_not_read_back() {
        let json = serde_json::to_string(&parts([1, 2, 3, 4, 5, 6, 7])).expect("parts serialize");
        assert!(serde_json::from_str::<Breakdown>(&json).is_err());
    }
}
