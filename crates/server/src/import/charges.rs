//! `charges.csv`: what clients are asked to pay, for which session, and where it stands.

mod answer;
mod closed;
mod digest;
mod facts;
mod put;
mod standing;

use std::path::Path;

use domain::charge::{ChargeKind, Session};

use super::cell;
use super::clients::{self, ClientRow};
use super::problem::{Problems, RowProblem};
use super::row::Row;
use super::rows::{At, Rows};
use super::sheet::{Column, Sheet};
use super::staff::{self, StaffRow};

use digest::Digest;
use facts::Facts;
pub(super) use put::put;

pub(super) const FILE: &str = "charges.csv";

static SHEET: Sheet = Sheet {
    file: FILE,
    columns: &[
        Column::must("charge_id"),
        Column::must("client_id"),
        Column::must("provider_id"),
        Column::must("session_date"),
        Column::must("session_time"),
        Column::must("cpt_code"),
        Column::may("description"),
        Column::must("kind"),
        Column::must("state"),
        Column::may("amount"),
        Column::may("billed"),
        Column::may("allowed"),
        Column::may("insurer_paid"),
        Column::may("deductible"),
        Column::may("copay"),
        Column::may("coinsurance"),
        Column::may("not_covered"),
        Column::may("answered_on"),
        Column::may("first_day"),
        Column::may("paid_on"),
        Column::may("card_brand"),
        Column::may("card_last4"),
        Column::may("receipt"),
        Column::may("refund_amount"),
        Column::may("refunded_on"),
        Column::may("refund_reason"),
        Column::may("waived_on"),
        Column::may("waive_reason"),
    ],
};

/// A good row.
#[derive(Debug)]
pub(super) struct ChargeRow {
    line: u64,
    key: String,
    pub(super) client: At<ClientRow>,
    provider: At<StaffRow>,
    pub(super) session: Session,
    pub(super) kind: ChargeKind,
    facts: Facts,
    digest: Digest,
}

pub(super) fn read(
    dir: &Path,
    clients: &Rows<ClientRow>,
    staff: &Rows<StaffRow>,
    problems: &mut Problems,
) -> Rows<ChargeRow> {
    let mut rows = Rows::new();
    SHEET.read(dir, problems, |row| {
        if let Some(it) = charge(row, &mut rows, clients, staff) {
            rows.push(&it.key.clone(), it);
        }
    });
    rows
}

fn charge(
    row: &mut Row<'_>,
    rows: &mut Rows<ChargeRow>,
    clients: &Rows<ClientRow>,
    staff: &Rows<StaffRow>,
) -> Option<ChargeRow> {
    let key = row.key("charge_id", rows);
    let client = row.names("client_id", clients, clients::FILE);
    let practice = client.map(|client| clients[client].practice);
    let provider_key = row.read("provider_id", cell::text);
    let provider = provider_key.as_deref();
    let provider = provider.and_then(|key| staff::provider(row, "provider_id", key, staff, practice));
    let session = session(row);
    let kind = row.read("kind", |text| cell::word(text, &ChargeKind::ALL.map(ChargeKind::as_str)));
    let standing = row.read("state", standing::read);
    let (kind, standing) = (kind?, standing?);
    let facts = facts::read(row, kind, standing);
    let (client, session, facts) = (client?, session?, facts?);
    let digest = Digest::of(&clients[client].key, &provider_key?, &session, kind, &facts);
    Some(ChargeRow { line: row.line(), key: key?, client, provider: provider?, session, kind, facts, digest })
}

fn session(row: &mut Row<'_>) -> Option<Session> {
    let day = row.read("session_date", cell::day);
    let start = row.read("session_time", cell::time);
    let cpt_code = row.read("cpt_code", cell::cpt_code);
    let description = row.read_if_given("description", cell::text);
    Some(Session {
        day: day?,
        start: start?,
        cpt_code: cpt_code?,
        description: description?.unwrap_or_default(),
    })
}

impl ChargeRow {
    /// A problem of the row that its cells do not have by themselves.
    pub(super) fn problem(&self, column: &str, text: String) -> RowProblem {
        RowProblem { file: FILE, line: Some(self.line), column: Some(column.to_owned()), text }
    }
}
