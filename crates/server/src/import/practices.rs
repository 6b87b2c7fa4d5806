//! `practices.csv`: practices, where their days are and how their support is reached.

use chrono::NaiveDate;
use domain::fault::Fault;
use domain::npi::Npi;
use domain::policy::HISTORY_FROM;
use domain::practice::{Practice, SupportContact};
use domain::tax_id::TaxId;
use domain::zone::PracticeZone;

use super::cell;
use super::files::Files;
use super::filler::Fillers;
use super::known::{KnownIds, KnownRows};
use super::problem::Problems;
use super::records::Records;
use super::row::CsvRow;
use super::rows::Rows;
use super::sheet::{Column, Sheet};
use super::sorted::Sorted;

pub(super) const FILE: &str = "practices.csv";

pub(super) static SHEET: Sheet = Sheet {
    file: FILE,
    columns: &[
        Column::must("practice_id"),
        Column::must("name").of_whole_names(),
        Column::must("time_zone"),
        Column::must("support_phone"),
        Column::must("support_email"),
        Column::must("support_hours").prose(),
        Column::may("address").prose().filled_by(Fillers::Words),
        Column::may("npi").filled_by(Fillers::Words),
        Column::may("tax_id").private().filled_by(Fillers::Words),
        Column::may("history_from").filled_by(Fillers::Words),
    ],
};

/// A good row.
#[derive(Debug)]
pub(super) struct PracticeRow {
    pub(super) line: u64,
    pub(super) key: String,
    pub(super) name: String,
    pub(super) zone: PracticeZone,
    pub(super) support: SupportContact,
    /// None where the file says nothing of it.
    address: Option<Option<String>>,
    /// The same.
    npi: Option<Option<Npi>>,
    /// The same.
    tax_id: Option<Option<TaxId>>,
    /// The same.
    history_from: Option<NaiveDate>,
}

pub(super) fn read(files: &Files, rows: Rows<PracticeRow>, problems: &mut Problems) -> Rows<PracticeRow> {
    SHEET.read(files, rows, problems, practice)
}

fn practice(row: &mut CsvRow<'_>, rows: &mut Rows<PracticeRow>) -> Option<PracticeRow> {
    let key = row.key("practice_id", rows);
    let name = row.called("name");
    let zone =
        row.read("time_zone", |text| text.parse::<PracticeZone>().map_err(|problem| Fault::Zone { problem }));
    let phone = row.read("support_phone", cell::phone);
    let email = row.read("support_email", cell::email);
    let hours = row.read("support_hours", cell::text);
    let address = row.said("address", cell::text);
    let npi = row.said("npi", cell::npi);
    let tax_id = row.said("tax_id", cell::tax_id);
    let history_from = row.said("history_from", cell::day);
    Some(PracticeRow {
        line: row.line(),
        key: key?,
        name: name?,
        zone: zone?,
        support: SupportContact { phone: phone?, email: email?, hours: hours? },
        address,
        npi,
        tax_id,
        history_from: history_from.map(|day| day.unwrap_or(HISTORY_FROM)),
    })
}

/// What the desk knows of one, as a row that others can refer to.
pub(super) fn in_desk(it: &Practice) -> PracticeRow {
    PracticeRow {
        line: 0,
        key: it.external_key.clone(),
        name: it.name.clone(),
        zone: it.zone,
        support: it.support.clone(),
        address: None,
        npi: None,
        tax_id: None,
        history_from: None,
    }
}

/// The practices by what they have to say.
pub(super) fn sorted(records: &Records, ids: &KnownIds, known: &KnownRows) -> Sorted<PracticeRow, Practice> {
    let mut sorted = Sorted::new();
    for (at, row) in records.practices.iter() {
        let before = known.practice(&row.key);
        let practice = Practice {
            id: ids.practices[at],
            external_key: row.key.clone(),
            name: row.name.clone(),
            zone: row.zone,
            support: row.support.clone(),
            address: row.address.clone().unwrap_or_else(|| before.and_then(|it| it.address.clone())),
            npi: row.npi.clone().unwrap_or_else(|| before.and_then(|it| it.npi.clone())),
            tax_id: row.tax_id.clone().unwrap_or_else(|| before.and_then(|it| it.tax_id.clone())),
            history_from: row
                .history_from
                .unwrap_or_else(|| before.map_or(HISTORY_FROM, |it| it.history_from)),
        };
        sorted.push(at, practice, before, |before, it| before != it);
    }
    sorted
}
