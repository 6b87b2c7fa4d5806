//! `coverages.csv`: clients' plans with payers.

use chrono::NaiveDate;
use domain::coverage::{Coverage, Position, Relationship, Term};
use domain::fault::Fault;

use super::cell;
use super::clients::{self, ClientRow};
use super::files::Files;
use super::filler::Fillers;
use super::id;
use super::known::{KnownIds, KnownRows};
use super::payers::{self, PayerRow};
use super::problem::Problems;
use super::records::Records;
use super::row::CsvRow;
use super::rows::{At, Rows};
use super::sheet::{Column, Sheet};
use super::sorted::Sorted;

pub(super) const FILE: &str = "coverages.csv";

static SHEET: Sheet = Sheet {
    file: FILE,
    columns: &[
        Column::must("coverage_id"),
        Column::must("client_id"),
        Column::must("payer_id"),
        Column::must("plan").prose(),
        Column::must("member_id").private(),
        Column::may("group_number").private().filled_by(Fillers::Words),
        Column::must("subscriber").private().of_names(),
        Column::must("relationship"),
        Column::must("position"),
        Column::must("effective_from"),
        Column::may("effective_to").filled_by(Fillers::Words),
    ],
};

/// A good row.
#[derive(Debug)]
pub(super) struct CoverageRow {
    pub(super) line: u64,
    pub(super) key: String,
    pub(super) client: At<ClientRow>,
    pub(super) payer: At<PayerRow>,
    plan: String,
    member_id: String,
    /// Or that there is none; none where the file says nothing of it.
    group_number: Option<Option<String>>,
    subscriber: String,
    relationship: Relationship,
    pub(super) position: Position,
    /// Open, where the file does not say what its end is.
    pub(super) term: Term,
    says_end: bool,
}

pub(super) fn read(
    files: &Files,
    clients: &Rows<ClientRow>,
    payers: &Rows<PayerRow>,
    problems: &mut Problems,
) -> Rows<CoverageRow> {
    SHEET.read(files, Rows::new(FILE), problems, |row, rows| coverage(row, rows, clients, payers))
}

fn coverage(
    row: &mut CsvRow<'_>,
    rows: &mut Rows<CoverageRow>,
    clients: &Rows<ClientRow>,
    payers: &Rows<PayerRow>,
) -> Option<CoverageRow> {
    let key = row.key("coverage_id", rows);
    let client = row.names("client_id", clients, clients::FILE);
    let payer = row.names("payer_id", payers, payers::FILE);
    if let (Some(client), Some(payer)) = (client, payer)
        && clients[client].practice != payers[payer].practice
    {
        row.fault("payer_id", Fault::PayerElsewhere);
    }
    let plan = row.read("plan", cell::text);
    let member_id = row.read("member_id", id::read);
    let group_number = row.said("group_number", id::read);
    let subscriber = row.called("subscriber");
    let relationship =
        row.read("relationship", |text| cell::word(text, &Relationship::ALL.map(Relationship::as_str)));
    let position = row.read("position", |text| cell::word(text, &Position::ALL.map(Position::as_str)));
    let from = row.read("effective_from", cell::day);
    let to = row.said("effective_to", |text| end(text, from)).map(Option::flatten);
    Some(CoverageRow {
        line: row.line(),
        key: key?,
        client: client?,
        payer: payer?,
        plan: plan?,
        member_id: member_id?,
        group_number,
        subscriber: subscriber?,
        relationship: relationship?,
        position: position?,
        term: Term { from: from?, to: to.flatten() },
        says_end: to.is_some(),
    })
}

/// The last day of a coverage that begins on `from`.
fn end(text: &str, from: Option<NaiveDate>) -> Result<Option<NaiveDate>, Fault> {
    let to = cell::last_day(text)?;
    if from.zip(to).is_some_and(|(from, to)| to < from) {
        return Err(Fault::EndsFirst);
    }
    Ok(to)
}

/// The coverages by what they have to say.
pub(super) fn sorted(records: &Records, ids: &KnownIds, known: &KnownRows) -> Sorted<CoverageRow, Coverage> {
    let mut sorted = Sorted::new();
    for (at, row) in records.coverages.iter() {
        let practice = ids.practices[records.clients[row.client].practice];
        let before = known.coverages.get(&(practice, row.key.clone()));
        let coverage = Coverage {
            id: ids.coverages[at],
            practice,
            client: ids.clients[row.client],
            payer: ids.payers[row.payer],
            external_key: row.key.clone(),
            plan: row.plan.clone(),
            member_id: row.member_id.clone(),
            group_number: row
                .group_number
                .clone()
                .unwrap_or_else(|| before.and_then(|it| it.group_number.clone())),
            subscriber: row.subscriber.clone(),
            relationship: row.relationship,
            position: row.position,
            from: row.term.from,
            to: if row.says_end { row.term.to } else { before.and_then(|it| it.to) },
        };
        sorted.push(at, coverage, before, |before, it| before != it);
    }
    sorted
}
