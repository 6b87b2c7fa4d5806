//! Fees for missed sessions, which some payers forbid.

use std::collections::HashMap;

use domain::coverage::{self, Coverage, Position, Term};
use domain::fault::Fault;
use domain::{ClientId, CoverageId, PayerId};

use super::charges::ChargeRow;
use super::clients::ClientRow;
use super::coverages::{self, CoverageRow};
use super::known::{KnownIds, KnownRows};
use super::payers::PayerRow;
use super::problem::RowProblem;
use super::records::Records;
use super::rows::{At, HangsOn, Rows};

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
        let first = coverage::in_force(theirs.iter().map(|it| (it.term, it)), charge.session.day)?;
        let payer = &payers[first.payer];
        (!payer.flags.attendance_fees_allowed).then(|| problem(charge, &payer.name))
    })
}

/// The rows whose fee may be forbidden: a coverage of their client is refused, so that nobody knows whose payer it is.
pub(super) fn unsure<'a>(
    charges: impl Iterator<Item = (At<ChargeRow>, &'a ChargeRow)>,
    records: &Records,
) -> Vec<(At<ChargeRow>, HangsOn)> {
    let Records { clients, coverages, .. } = records;
    let refused = coverages.refused_of(|row| row.client, clients);
    let unsure = charges.filter(|(_, charge)| charge.kind.is_attendance_fee());
    unsure.filter_map(|(at, charge)| Some((at, *refused.get(&charge.client)?))).collect()
}

/// A primary coverage, as it will be once the export is written.
struct Primary {
    term: Term,
    payer: PayerId,
}

/// The rows whose fee is forbidden by the payer, also by coverages that only the desk knows.
pub(super) fn forbidden_in_desk<'a>(
    charges: impl Iterator<Item = &'a ChargeRow>,
    records: &Records,
    ids: &KnownIds,
    known: &KnownRows,
) -> Vec<RowProblem> {
    let fees: Vec<&ChargeRow> = charges.filter(|charge| charge.kind.is_attendance_fee()).collect();
    if fees.is_empty() {
        return Vec::new();
    }
    let of_client = primaries(records, ids, known);
    let mut flags: HashMap<PayerId, (bool, &str)> = HashMap::new();
    flags.extend(
        known.payers.values().map(|it| (it.id, (it.flags.attendance_fees_allowed, it.name.as_str()))),
    );
    let rows = records.payers.iter();
    flags.extend(rows.map(|(at, it)| (ids.payers[at], (it.flags.attendance_fees_allowed, it.name.as_str()))));
    let forbidden = fees.into_iter().filter_map(|charge| {
        let theirs = of_client.get(&ids.clients[charge.client])?;
        let first = coverage::in_force(theirs.iter().map(|it| (it.term, it)), charge.session.day)?;
        let (allowed, name) = flags.get(&first.payer)?;
        (!allowed).then(|| problem(charge, name))
    });
    forbidden.collect()
}

fn primaries(records: &Records, ids: &KnownIds, known: &KnownRows) -> HashMap<ClientId, Vec<Primary>> {
    let mut all: HashMap<CoverageId, Coverage> = HashMap::new();
    all.extend(known.coverages.iter().map(|it| (it.id, it.clone())));
    for (at, row) in records.coverages.iter() {
        all.insert(ids.coverages[at], coverages::after(at, row, records, ids, known));
    }
    let mut of_client: HashMap<ClientId, Vec<Primary>> = HashMap::new();
    for it in all.into_values().filter(|it| it.position == Position::Primary) {
        of_client.entry(it.client).or_default().push(Primary { term: it.term(), payer: it.payer });
    }
    of_client
}

/// Says that this payer forbids the fee.
pub(super) fn problem(charge: &ChargeRow, payer: &str) -> RowProblem {
    charge.problem("kind", Fault::FeeForbidden { payer: payer.to_owned() })
}
