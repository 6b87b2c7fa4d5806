//! Fees for missed sessions, which some payers forbid.

use std::collections::HashMap;

use chrono::NaiveDate;
use store::coverages::Position;

use super::charges::ChargeRow;
use super::clients::ClientRow;
use super::coverages::CoverageRow;
use super::payers::PayerRow;
use super::problem::RowProblem;
use super::rows::{At, Rows};

/// The rows whose fee is forbidden by the payer of the coverage that `coverages` say was the client's first on the day of the
/// session.
pub(super) fn forbidden<'a>(
    charges: &'a Rows<ChargeRow>,
    coverages: &'a Rows<CoverageRow>,
    payers: &'a Rows<PayerRow>,
) -> impl Iterator<Item = RowProblem> + 'a {
    let mut of_client: HashMap<At<ClientRow>, Vec<&CoverageRow>> = HashMap::new();
    for (_, coverage) in coverages.iter().filter(|(_, it)| it.position == Position::Primary) {
        of_client.entry(coverage.client).or_default().push(coverage);
    }
    charges.iter().filter(|(_, charge)| charge.kind.is_attendance_fee()).filter_map(move |(_, charge)| {
        let theirs = of_client.get(&charge.client)?;
        let payer = &payers[first_on(theirs, charge.session.day)?.payer];
        (!payer.flags.attendance_fees_allowed).then(|| problem(charge, &payer.name))
    })
}

/// Of coverages that overlap, the one that began later counts.
fn first_on<'a>(coverages: &[&'a CoverageRow], day: NaiveDate) -> Option<&'a CoverageRow> {
    let holds = |it: &&&CoverageRow| it.from <= day && it.to.is_none_or(|to| day <= to);
    coverages.iter().filter(holds).max_by_key(|it| it.from).copied()
}

/// Says that this payer forbids the fee.
pub(super) fn problem(charge: &ChargeRow, payer: &str) -> RowProblem {
    let text = format!(
        "{payer}, the client's payer on the day of the session, does not allow fees for missed sessions; remove the \
         row, or correct the coverage"
    );
    charge.problem("kind", text)
}
