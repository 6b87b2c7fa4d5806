//! `charges.csv`: what clients are asked to pay, for which session, and where it stands.

mod answer;
mod closed;
mod codes;
mod compare;
mod decide;
mod digest;
mod facts;
mod put;
mod standing;

use chrono::Days;
use domain::charge::{Charge, ChargeKind, Exported, Session};
use domain::fault::{Fault, TakenOtherwise};

use super::apply::AllTerms;
use super::cell;
use super::clients::{self, ClientRow};
use super::files::Files;
use super::filler::Fillers;
use super::id;
use super::known::KnownIds;
use super::problem::{Problems, RowProblem};
use super::records::Records;
use super::row::{CsvRow, shown};
use super::rows::{At, Rows};
use super::sheet::{Column, Sheet};
use super::staff::{self, StaffRow};

use codes::SaidCodes;
pub(super) use compare::{News, compare};
use decide::{Figure, Late};
use digest::Digest;
use facts::RowFacts;
pub(super) use put::{LaidAside, arrive, change, lay_aside};

pub(super) const FILE: &str = "charges.csv";

pub(super) static SHEET: Sheet = Sheet {
    file: FILE,
    columns: &[
        Column::must("charge_id"),
        Column::must("client_id"),
        Column::must("provider_id"),
        Column::must("session_date"),
        Column::must("session_time"),
        Column::must("cpt_code"),
        Column::may("description").prose().filled_by(Fillers::Words),
        Column::must("kind"),
        Column::must("state"),
        Column::may("amount").filled_by(Fillers::Words),
        Column::may("billed").filled_by(Fillers::Words),
        Column::may("allowed").filled_by(Fillers::Words),
        Column::may("insurer_paid").filled_by(Fillers::Words),
        Column::may("deductible").filled_by(Fillers::Words),
        Column::may("copay").filled_by(Fillers::Words),
        Column::may("coinsurance").filled_by(Fillers::Words),
        Column::may("not_covered").filled_by(Fillers::Words),
        Column::may("answered_on").filled_by(Fillers::Words),
        Column::may("first_day").filled_by(Fillers::Words),
        Column::may("paid_on").filled_by(Fillers::Words),
        Column::may("card_brand").prose().filled_by(Fillers::Words),
        Column::may("card_last4").private().filled_by(Fillers::Words),
        Column::may("receipt"),
        Column::may("refund_amount").filled_by(Fillers::Words),
        Column::may("refunded_on").filled_by(Fillers::Words),
        Column::may("refund_reason").prose().filled_by(Fillers::Words),
        Column::may("waived_on").filled_by(Fillers::Words),
        Column::may("waive_reason").prose(),
        Column::may("second_of").filled_by(Fillers::Words),
        Column::may("paid_how").filled_by(Fillers::Words),
        // Not even a problem repeats them: they are their client's.
        Column::may("diagnosis_codes").private().filled_by(Fillers::Words),
        Column::may("place_of_service").private().filled_by(Fillers::Words),
        Column::may("modifiers").private().filled_by(Fillers::Words),
        Column::may("units").private().filled_by(Fillers::Words),
    ],
};

/// A good row.
#[derive(Clone, Debug)]
pub(super) struct ChargeRow {
    pub(super) line: u64,
    pub(super) key: String,
    pub(super) client: At<ClientRow>,
    pub(super) provider: At<StaffRow>,
    pub(super) session: Session,
    /// Whether the file says what is done in the session, or that it says nothing of it.
    says_description: bool,
    pub(super) kind: ChargeKind,
    facts: RowFacts,
    /// The key of another charge of the session, for one that is charged beside it.
    pub(super) second_of: Option<String>,
    digest: Digest,
    /// What it says of what the desk may say something else of.
    exported: Exported,
    /// What it says for insurers alone, of which nothing else depends.
    codes: SaidCodes,
}

pub(super) fn read(
    files: &Files,
    clients: &Rows<ClientRow>,
    staff: &Rows<StaffRow>,
    problems: &mut Problems,
) -> Rows<ChargeRow> {
    SHEET.read(files, Rows::new(FILE), problems, |row, rows| charge(row, rows, clients, staff))
}

fn charge(
    row: &mut CsvRow<'_>,
    rows: &mut Rows<ChargeRow>,
    clients: &Rows<ClientRow>,
    staff: &Rows<StaffRow>,
) -> Option<ChargeRow> {
    let key = row.key("charge_id", rows);
    let client = row.names("client_id", clients, clients::FILE);
    let practice = client.map(|client| clients[client].practice);
    let provider_key = row.read("provider_id", id::read);
    let provider = provider_key.as_deref();
    let provider = provider.and_then(|key| staff::provider(row, "provider_id", key, staff, practice));
    let session = session(row);
    let kind = row.read("kind", |text| cell::word(text, &ChargeKind::ALL.map(ChargeKind::as_str)));
    let standing = row.read("state", standing::read);
    let (kind, standing) = (kind?, standing?);
    let facts = facts::read(row, kind, standing);
    let codes = SaidCodes::read(row);
    let second_of = row.read_if_given("second_of", id::read);
    if let (Some(key), Some(Some(first))) = (&key, &second_of)
        && key == first
    {
        row.fault("second_of", Fault::NotSecond { of: shown(first) });
    }
    let (client, (session, says_description), facts) = (client?, session?, facts?);
    let digest = Digest::of(&clients[client].key, &provider_key?, &session, kind, &facts);
    let exported = facts.exported();
    Some(ChargeRow {
        line: row.line(),
        key: key?,
        client,
        provider: provider?,
        session,
        says_description,
        kind,
        facts,
        second_of: second_of?,
        digest,
        exported,
        codes,
    })
}

/// How far ahead a practice may date what it has done. Its system posts a refund on the next banking day, and enters a check by the day
/// written on it.
const DATED_AHEAD: Days = Days::new(7);

/// What a row says has happened cannot be still to come, but for what practices date ahead: its client would read that they paid next year.
pub(super) fn still_to_come(records: &Records, ids: &KnownIds, terms: &AllTerms) -> Problems {
    let mut problems = Problems::default();
    for (_, row) in records.charges.iter() {
        let today = terms[&ids.practices[records.clients[row.client].practice]].today();
        let to_come = row.facts.past().into_iter().filter(|(_, day)| *day > today + DATED_AHEAD);
        problems.extend(to_come.map(|(column, _)| row.problem(column, Fault::StillToCome { today })));
    }
    problems
}

/// The session, and whether the row describes it.
fn session(row: &mut CsvRow<'_>) -> Option<(Session, bool)> {
    let day = row.read("session_date", cell::day);
    let start = row.read("session_time", cell::time);
    let cpt_code = row.read("cpt_code", cell::cpt_code);
    let description = row.said("description", cell::text);
    let says_description = description.is_some();
    let description = description.flatten().unwrap_or_default();
    let session = Session { day: day?, start: start?, cpt_code: cpt_code?, description };
    Some((session, says_description))
}

impl ChargeRow {
    /// The row, filled in, where it says something else of `there` than what was heard last, which has this digest. Other words for the
    /// service change nothing of what its client was told of.
    fn news(&self, there: &Charge, was_told: bool, digest: &str, records: &Records) -> Option<Self> {
        let row = self.filled(there, records);
        let described = Self { says_description: false, ..row.clone() };
        let is_heard = row.digest.as_str() == digest
            || (was_told && described.filled(there, records).digest.as_str() == digest);
        (!is_heard).then_some(row)
    }

    /// The row with what it does not say filled in from the charge that is there: a cell that is left out, or cannot be read,
    /// changes nothing.
    fn filled(&self, there: &Charge, records: &Records) -> Self {
        let mut row = self.clone();
        if !row.says_description {
            row.session.description.clone_from(&there.session.description);
        }
        if let Some(payment) = row.facts.payment_mut() {
            payment.fill(&there.state);
        }
        let (client, provider) = (&records.clients[row.client].key, &records.staff[row.provider].key);
        row.digest = Digest::of(client, provider, &row.session, row.kind, &row.facts);
        row
    }

    /// What the export says last with this row, after what it had said before: of the day wished for a row says nothing once the charge has
    /// ended.
    fn said_after(&self, last: &Exported) -> Exported {
        Exported { first_day: self.exported.first_day.or(last.first_day), ..self.exported }
    }

    /// A problem of the row that its cells do not have by themselves.
    pub(super) fn problem(&self, column: &str, fault: Fault) -> RowProblem {
        RowProblem::of_row(FILE, self.line, column, fault)
    }

    /// That it changed too late to change anything.
    fn late(&self, late: Late) -> RowProblem {
        let id = shown(&self.key);
        let (column, fault) = match late {
            Late::TakenFor(Figure { column, there, row }) => {
                (column, Fault::TakenFor(TakenOtherwise { id, taken: there, says: row }))
            }
            Late::TakenWith(Figure { column, there, row }) => {
                (column, Fault::TakenWith(TakenOtherwise { id, taken: there, says: row }))
            }
            Late::In(state) => ("charge_id", Fault::Late { id, state }),
            Late::Reopens => ("state", Fault::Reopens { id }),
            Late::OfAnotherClient => ("client_id", Fault::ChargeMoves),
        };
        self.problem(column, fault)
    }
}
