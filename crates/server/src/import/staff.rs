//! `staff.csv`: providers, support agents and administrators.

use domain::contact::Email;
use domain::fault::Fault;
use domain::npi::Npi;
use domain::role::Role;
use domain::staff::StaffMember;
use store::{StoreError, staff};

use super::addresses::Readdressed;
use super::apply::Bringing;
use super::cell;
use super::files::Files;
use super::filler::Fillers;
use super::known::{KnownIds, KnownRows};
use super::practices::{self, PracticeRow};
use super::problem::Problems;
use super::records::Records;
use super::row::{self, CsvRow};
use super::rows::{At, Found, Rows};
use super::sheet::{Column, Sheet};
use super::sorted::{Sorted, only};

pub(super) const FILE: &str = "staff.csv";

pub(super) static SHEET: Sheet = Sheet {
    file: FILE,
    columns: &[
        Column::must("staff_id"),
        Column::must("practice_id"),
        Column::must("name").private().of_whole_names(),
        Column::must("role"),
        Column::must("email").private(),
        Column::may("npi").filled_by(Fillers::Words),
        Column::may("credential").prose().filled_by(Fillers::Words),
    ],
};

/// What somebody on the staff may be.
const ROLES: [&str; 4] = [
    Role::Provider.as_str(),
    Role::ClientSupport.as_str(),
    Role::ClientBillingSupport.as_str(),
    Role::Administrator.as_str(),
];

/// A good row.
#[derive(Debug)]
pub(super) struct StaffRow {
    pub(super) line: u64,
    pub(super) key: String,
    pub(super) practice: At<PracticeRow>,
    pub(super) name: String,
    pub(super) role: Role,
    pub(super) email: Email,
    /// None where the file says nothing of it.
    npi: Option<Option<Npi>>,
    /// The same.
    credential: Option<Option<String>>,
}

pub(super) fn read(
    files: &Files,
    rows: Rows<StaffRow>,
    practices: &Rows<PracticeRow>,
    problems: &mut Problems,
) -> Rows<StaffRow> {
    SHEET.read(files, rows, problems, |row, rows| person(row, rows, practices))
}

fn person(
    row: &mut CsvRow<'_>,
    rows: &mut Rows<StaffRow>,
    practices: &Rows<PracticeRow>,
) -> Option<StaffRow> {
    let key = row.key("staff_id", rows);
    let practice = row.names("practice_id", practices, practices::FILE);
    let name = row.person("name");
    let role = row.read("role", |text| cell::word(text, &ROLES));
    let email = row.read("email", cell::email);
    let npi = row.said("npi", cell::npi);
    let credential = row.said("credential", cell::text);
    Some(StaffRow {
        line: row.line(),
        key: key?,
        practice: practice?,
        name: name?,
        role: role?,
        email: email?,
        npi,
        credential,
    })
}

/// A person of this key who is a provider of this practice.
pub(super) fn provider(
    row: &mut CsvRow<'_>,
    column: &'static str,
    key: &str,
    staff: &Rows<StaffRow>,
    practice: Option<At<PracticeRow>>,
) -> Option<At<StaffRow>> {
    let at = row.named(column, key, staff, FILE)?;
    sees(at, staff, practice).map_err(|fault| row.fault(column, fault)).ok()
}

/// The same for a cell that may be empty: one that cannot be right is only warned of.
pub(super) fn said_provider(
    row: &mut CsvRow<'_>,
    column: &'static str,
    key: &str,
    staff: &Rows<StaffRow>,
    practice: Option<At<PracticeRow>>,
) -> Option<At<StaffRow>> {
    let found = match staff.find(key) {
        Found::Row(at) => sees(at, staff, practice),
        // A row that is there with a problem of its own is not named a second time for each that refers to it.
        Found::Refused(_) => return None,
        Found::Ambiguous => Err(row::ambiguous(key)),
        Found::Nothing => Err(row::missing(FILE, key, staff)),
    };
    found.map_err(|fault| row.pass_over(column, fault)).ok()
}

/// Whether this person is a provider of this practice.
fn sees(
    at: At<StaffRow>,
    staff: &Rows<StaffRow>,
    practice: Option<At<PracticeRow>>,
) -> Result<At<StaffRow>, Fault> {
    let person = &staff[at];
    if person.role != Role::Provider {
        return Err(Fault::NoProvider { line: staff.line(at) });
    }
    if practice.is_some_and(|practice| practice != person.practice) {
        return Err(Fault::ProviderElsewhere);
    }
    Ok(at)
}

/// What the desk knows of one, as a row that others can refer to.
pub(super) fn in_desk(it: &StaffMember, practice: At<PracticeRow>) -> StaffRow {
    StaffRow {
        line: 0,
        key: it.external_key.clone(),
        practice,
        name: it.name.clone(),
        role: it.role,
        email: it.email.clone(),
        npi: None,
        credential: None,
    }
}

/// The staff by what their rows have to say.
pub(super) fn sorted(records: &Records, ids: &KnownIds, known: &KnownRows) -> Sorted<StaffRow, StaffMember> {
    let mut sorted = Sorted::new();
    for (at, row) in records.staff.iter() {
        let practice = ids.practices[row.practice];
        let before = known.staff.get(&(practice, row.key.clone()));
        let person = StaffMember {
            id: ids.staff[at],
            practice,
            external_key: row.key.clone(),
            name: row.name.clone(),
            role: row.role,
            email: row.email.clone(),
            language: None,
            npi: row.npi.clone().unwrap_or_else(|| before.and_then(|it| it.npi.clone())),
            credential: row.credential.clone().unwrap_or_else(|| before.and_then(|it| it.credential.clone())),
        };
        sorted.push(at, person, before, differ);
    }
    sorted
}

/// Whether a row says something new. The language is the desk's own.
fn differ(before: &StaffMember, it: &StaffMember) -> bool {
    *before != StaffMember { language: before.language, ..it.clone() }
}

/// Changes people who are there.
pub(super) async fn change(
    people: &[(At<StaffRow>, StaffMember)],
    bringing: &mut Bringing<'_>,
) -> Result<(), StoreError> {
    for (_, person) in people {
        let Some(before) = staff::find(bringing.unit, person.id).await? else { continue };
        if before.email != person.email {
            bringing.readdressed.push(Readdressed {
                person: domain::login::Person::Staff(person.id),
                from: before.email,
                to: person.email.clone(),
            });
        }
    }
    staff::upsert(bringing.unit, &only(people)).await?;
    Ok(())
}
