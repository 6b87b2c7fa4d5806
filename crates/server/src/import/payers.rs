//! `payers.csv`: insurers and programs, and what their rules mean for clients.

use domain::eligibility::PayerServiceId;
use domain::payer::{Payer, PayerFlags, Program};

use super::cell;
use super::files::Files;
use super::filler::Fillers;
use super::known::{KnownIds, KnownRows};
use super::practices::{self, PracticeRow};
use super::problem::Problems;
use super::records::Records;
use super::row::CsvRow;
use super::rows::{At, Rows};
use super::sheet::{Column, Sheet};
use super::sorted::Sorted;

pub(super) const FILE: &str = "payers.csv";

pub(super) static SHEET: Sheet = Sheet {
    file: FILE,
    columns: &[
        Column::must("payer_id"),
        Column::must("practice_id"),
        Column::must("name").prose(),
        Column::must("program"),
        Column::may("card_required").filled_by(Fillers::Words),
        Column::may("attendance_fees_allowed").filled_by(Fillers::Words),
        Column::may("eligibility_id").filled_by(Fillers::Words),
    ],
};

/// A good row.
#[derive(Debug)]
pub(super) struct PayerRow {
    pub(super) key: String,
    pub(super) practice: At<PracticeRow>,
    pub(super) name: String,
    program: Program,
    /// Where a cell cannot be read, what its program has.
    pub(super) flags: PayerFlags,
    says_card: bool,
    says_fees: bool,
    /// None where the file says nothing of it.
    eligibility_id: Option<Option<PayerServiceId>>,
}

pub(super) fn read(
    files: &Files,
    rows: Rows<PayerRow>,
    practices: &Rows<PracticeRow>,
    problems: &mut Problems,
) -> Rows<PayerRow> {
    SHEET.read(files, rows, problems, |row, rows| payer(row, rows, practices))
}

fn payer(row: &mut CsvRow<'_>, rows: &mut Rows<PayerRow>, practices: &Rows<PracticeRow>) -> Option<PayerRow> {
    let key = row.key("payer_id", rows);
    let practice = row.names("practice_id", practices, practices::FILE);
    let name = row.called("name");
    let program = row.read("program", |text| cell::word::<Program>(text, &Program::ALL.map(Program::as_str)));
    let card_required = row.said("card_required", cell::flag);
    let fees_allowed = row.said("attendance_fees_allowed", cell::flag);
    let eligibility_id = row.said("eligibility_id", cell::payer_service_id);
    let (name, program) = (name?, program?);
    let default = program.default_flags(&name);
    let flags = PayerFlags {
        card_required: card_required.flatten().unwrap_or(default.card_required),
        attendance_fees_allowed: fees_allowed.flatten().unwrap_or(default.attendance_fees_allowed),
    };
    // Without the column the flags follow the program.
    let says_card = card_required.is_some() || !row.has("card_required");
    let says_fees = fees_allowed.is_some() || !row.has("attendance_fees_allowed");
    let (key, practice) = (key?, practice?);
    Some(PayerRow { key, practice, name, program, flags, says_card, says_fees, eligibility_id })
}

/// What the desk knows of one, as a row that others can refer to.
pub(super) fn in_desk(it: &Payer, practice: At<PracticeRow>) -> PayerRow {
    PayerRow {
        key: it.external_key.clone(),
        practice,
        name: it.name.clone(),
        program: it.program,
        flags: it.flags,
        says_card: true,
        says_fees: true,
        eligibility_id: None,
    }
}

/// The payers by what they have to say.
pub(super) fn sorted(records: &Records, ids: &KnownIds, known: &KnownRows) -> Sorted<PayerRow, Payer> {
    let mut sorted = Sorted::new();
    for (at, row) in records.payers.iter() {
        let practice = ids.practices[row.practice];
        let before = known.payers.get(&(practice, row.key.clone()));
        let payer = Payer {
            id: ids.payers[at],
            practice,
            external_key: row.key.clone(),
            name: row.name.clone(),
            program: row.program,
            flags: flags(row, before),
            eligibility_id: row
                .eligibility_id
                .clone()
                .unwrap_or_else(|| before.and_then(|it| it.eligibility_id.clone())),
        };
        sorted.push(at, payer, before, |before, it| before != it);
    }
    sorted
}

/// What the row says, and where it says nothing, what was there.
fn flags(row: &PayerRow, before: Option<&Payer>) -> PayerFlags {
    let Some(before) = before else { return row.flags };
    let kept = |says: bool, said: bool, was: bool| if says { said } else { was };
    PayerFlags {
        card_required: kept(row.says_card, row.flags.card_required, before.flags.card_required),
        attendance_fees_allowed: kept(
            row.says_fees,
            row.flags.attendance_fees_allowed,
            before.flags.attendance_fees_allowed,
        ),
    }
}
