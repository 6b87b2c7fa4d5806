//! `coverages.csv`: clients' plans with payers.

mod known;
mod put;
mod subscriber;
mod which;

use chrono::NaiveDate;
use domain::PayerId;
use domain::coverage::{Coverage, Position, Term};
use domain::fault::Fault;

use super::cell;
use super::clients::{self, ClientRow};
use super::files::Files;
use super::filler::Fillers;
use super::id;
use super::payers::{self, PayerRow};
use super::problem::Problems;
use super::row::CsvRow;
use super::rows::{At, Rows};
use super::sheet::{Column, Sheet};
use subscriber::SaidSubscriber;

pub(super) use known::KnownCoverages;
pub(super) use put::{after, change, sorted};
pub(super) use which::Which;

pub(super) const FILE: &str = "coverages.csv";

pub(super) static SHEET: Sheet = Sheet {
    file: FILE,
    columns: &[
        Column::must("coverage_id"),
        Column::must("client_id"),
        Column::must("payer_id"),
        Column::must("plan").prose(),
        Column::must("member_id").private(),
        Column::may("group_number").private().filled_by(Fillers::Words),
        Column::must("subscriber").private().of_names(),
        Column::may("subscriber_date_of_birth").private().filled_by(Fillers::Words),
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
    pub(super) member_id: String,
    /// Or that there is none; none where the file says nothing of it.
    group_number: Option<Option<String>>,
    subscriber: SaidSubscriber,
    pub(super) position: Position,
    /// Open, where the file does not say what its end is.
    pub(super) term: Term,
    says_end: bool,
}

impl CoverageRow {
    /// Whether the row is about this coverage still, which the practice's system has called by its key.
    fn is_about(&self, keyed: &Coverage, payer: PayerId) -> bool {
        keyed.is_still_that_of(payer, self.position, &self.member_id)
    }

    /// How far off the days are, where the row is plainly about this coverage, which has no row: it was made in the desk, or another plan was
    /// written over its row.
    fn takes_over(&self, other: &Coverage, payer: PayerId) -> Option<u64> {
        let is_it = if other.external_key.is_some() {
            self.is_about(other, payer)
        } else {
            other.is_taken_over_by(payer, self.position, &self.member_id)
        };
        is_it.then(|| (other.from - self.term.from).num_days().unsigned_abs())
    }
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
    let subscriber = subscriber::read(row);
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
