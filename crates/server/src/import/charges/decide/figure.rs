//! Where a row and the desk say different amounts of what was paid.

use domain::Money;
use domain::charge::Due;

/// A cell of a row, with what the desk has there.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::import::charges) struct Figure {
    pub(in crate::import::charges) column: &'static str,
    pub(in crate::import::charges) there: Money,
    pub(in crate::import::charges) row: Money,
}

impl Figure {
    /// The first part of the payer's answer in which the two differ. On which day it came says nothing of money.
    pub(super) fn of_answers(there: &Due, row: &Due) -> Option<Self> {
        let (there, row) = (parts(there)?, parts(row)?);
        let differing = there.into_iter().zip(row).find(|((_, there), (_, row))| there != row);
        differing.map(|((column, there), (_, row))| Self { column, there, row })
    }

    /// What is to be paid in all, where the two differ in it: at the part that makes the difference, as a row need not have the sum.
    pub(super) fn of_amounts(there: &Due, row: &Due) -> Option<Self> {
        if there.amount == row.amount {
            return None;
        }
        let column = Self::of_answers(there, row).map_or("amount", |it| it.column);
        Some(Self { column, there: there.amount, row: row.amount })
    }
}

fn parts(due: &Due) -> Option<[(&'static str, Money); 7]> {
    let it = due.answer.as_ref()?.breakdown;
    let it = it.parts();
    // What is the client's comes first: that is what was taken.
    Some([
        ("deductible", it.deductible),
        ("copay", it.copay),
        ("coinsurance", it.coinsurance),
        ("not_covered", it.not_covered),
        ("insurer_paid", it.insurer_paid),
        ("allowed", it.allowed),
        ("billed", it.billed),
    ])
}

#[cfg(test)]
mod tests {
    use domain::breakdown::{Breakdown, Parts};
    use domain::charge::InsurerAnswer;
    use domain::testing::day;

    use super::*;

    fn due(paid: i64, copay: i64, coinsurance: i64, answered_on: &str) -> Due {
        let none = Money::usd(0);
        let [insurer_paid, copay, coinsurance] = [paid, copay, coinsurance].map(Money::usd);
        let allowed = Money::usd(paid + copay.cents() + coinsurance.cents());
        let billed = Money::usd(18_000);
        let parts =
            Parts { billed, allowed, insurer_paid, deductible: none, copay, coinsurance, not_covered: none };
        let breakdown = Breakdown::of(parts).expect("it adds up");
        let amount = breakdown.client_responsibility();
        Due { amount, answer: Some(InsurerAnswer { breakdown, answered_on: day(answered_on) }) }
    }

    #[test]
    fn the_same_figures_are_the_same_on_whichever_day_the_payer_answered() {
        let (one, other) = (due(10_000, 2_500, 0, "2025-11-24"), due(10_000, 2_500, 0, "2025-11-25"));
        assert_eq!((Figure::of_amounts(&one, &other), Figure::of_answers(&one, &other)), (None, None));
    }

    #[test]
    fn another_amount_stands_at_the_part_that_makes_the_difference() {
        let figure =
            Figure::of_amounts(&due(10_000, 2_500, 0, "2025-11-24"), &due(10_000, 1_000, 0, "2025-11-24"));
        let (there, row) = (Money::usd(2_500), Money::usd(1_000));
        assert_eq!(figure, Some(Figure { column: "copay", there, row }));
        let own = |cents| Due { amount: Money::usd(cents), answer: None };
        assert_eq!(
            Figure::of_amounts(&own(2_500), &own(1_000)),
            Some(Figure { column: "amount", there, row })
        );
    }

    #[test]
    fn the_same_amount_of_other_parts_differs_in_one_of_them() {
        let (one, other) = (due(10_000, 2_500, 0, "2025-11-24"), due(10_000, 2_000, 500, "2025-11-24"));
        assert_eq!(Figure::of_amounts(&one, &other), None);
        let (there, row) = (Money::usd(2_500), Money::usd(2_000));
        assert_eq!(Figure::of_answers(&one, &other), Some(Figure { column: "copay", there, row }));
    }
}
