//! What the payer answered, and what is left to pay after it.

use domain::Money;
use domain::breakdown::{Breakdown, BreakdownProblem, Parts};
use domain::charge::{ChargeKind, Due, InsurerAnswer};
use domain::fault::Fault;

use crate::import::cell;
use crate::import::row::CsvRow;

/// The columns of a payer's answer.
pub(super) const COLUMNS: [&str; 8] =
    ["billed", "allowed", "insurer_paid", "deductible", "copay", "coinsurance", "not_covered", "answered_on"];

/// The answer, whose parts add up.
pub(super) fn read(row: &mut CsvRow<'_>) -> Option<InsurerAnswer> {
    let [billed, allowed, insurer_paid] =
        ["billed", "allowed", "insurer_paid"].map(|column| row.read(column, cell::money));
    let [deductible, copay, coinsurance, not_covered] = ["deductible", "copay", "coinsurance", "not_covered"]
        .map(|column| row.read_if_given(column, cell::money).map(|part| part.unwrap_or(Money::usd(0))));
    let answered_on = row.read("answered_on", cell::day);
    let parts = Parts {
        billed: billed?,
        allowed: allowed?,
        insurer_paid: insurer_paid?,
        deductible: deductible?,
        copay: copay?,
        coinsurance: coinsurance?,
        not_covered: not_covered?,
    };
    match Breakdown::of(parts) {
        Ok(breakdown) => Some(InsurerAnswer { breakdown, answered_on: answered_on? }),
        Err(problem) => {
            let column = match problem {
                BreakdownProblem::Billed { .. } => "billed",
                BreakdownProblem::Allowed { .. } | BreakdownProblem::Negative | BreakdownProblem::Sum(_) => {
                    "allowed"
                }
            };
            row.fault(column, Fault::Breakdown { problem });
            None
        }
    }
}

/// What is to be paid: the client's part of the payer's answer, or the amount of the row.
pub(super) fn due(row: &mut CsvRow<'_>, kind: ChargeKind) -> Option<Due> {
    if kind != ChargeKind::Insurance {
        return Some(Due { amount: row.read("amount", cell::some_money)?, answer: None });
    }
    let answer = read(row)?;
    let amount = answer.breakdown.client_responsibility();
    same_amount(row, amount)?;
    if amount.is_zero() {
        row.fault("state", Fault::NothingLeft);
        return None;
    }
    Some(Due { amount, answer: Some(answer) })
}

/// What is too little for the payment processor could be announced, and then never be taken.
pub(super) fn enough(row: &mut CsvRow<'_>, due: Due) -> Option<Due> {
    let least = due.amount.currency().least_charge();
    if due.amount.cents() >= least.cents() {
        return Some(due);
    }
    row.fault("amount", Fault::TooLittle { amount: due.amount, least });
    None
}

/// An insurance row may repeat the client's part as its amount, but may not contradict it.
pub(super) fn same_amount(row: &mut CsvRow<'_>, part: Money) -> Option<()> {
    let amount = row.read_if_given("amount", cell::money)?;
    if amount.is_some_and(|amount| amount != part) {
        row.fault("amount", Fault::PartDiffers { part });
        return None;
    }
    Some(())
}
