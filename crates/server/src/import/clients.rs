//! `clients.csv`: clients, how they are reached and which providers see them.

mod address;
mod links;
mod put;

use std::collections::HashMap;

use chrono::NaiveDate;
use domain::address::Address;
use domain::client::Client;
use domain::contact::Email;
use domain::fault::{Fault, Meanwhile};
use domain::name::{LegalName, NamePart};
use domain::phone::PhoneOnFile;
use domain::sex::Sex;
use processor::CustomerRef;

use super::apply::AllTerms;
use super::cell;
use super::files::Files;
use super::filler::Fillers;
use super::invisible;
use super::known::KnownIds;
use super::practices::{self, PracticeRow};
use super::problem::{Problems, RowProblem};
use super::row::CsvRow;
use super::rows::{At, Rows};
use super::sheet::{Column, Sheet};
use super::staff::{self, StaffRow};

pub(super) use links::Links;
pub(super) use put::{change, reachable_again, sorted};

pub(super) const FILE: &str = "clients.csv";

pub(super) static SHEET: Sheet = Sheet {
    file: FILE,
    columns: &[
        Column::must("client_id"),
        Column::must("practice_id"),
        Column::may("provider_ids"),
        Column::must("legal_first_name").private().of_names(),
        Column::must("legal_last_name").private().of_names(),
        Column::may("chosen_first_name").private().prose().filled_by(Fillers::OfChosenNames),
        Column::may("pronouns").private().prose().filled_by(Fillers::OwnWords),
        Column::must("date_of_birth").private(),
        Column::may("sex").private().filled_by(Fillers::Words),
        Column::must("email").private().filled_by(Fillers::Words),
        Column::may("phone").private().filled_by(Fillers::Words),
        Column::may("address_line1").private().prose().filled_by(Fillers::Words),
        Column::may("address_line2").private().prose().filled_by(Fillers::Words),
        Column::may("address_city").private().prose().filled_by(Fillers::Words),
        Column::may("address_state").filled_by(Fillers::Words),
        Column::may("address_zip").private().filled_by(Fillers::Words),
        Column::may("processor_customer_id").filled_by(Fillers::Words),
        Column::may("shares_customer").filled_by(Fillers::Words),
    ],
};

/// A good row.
#[derive(Debug)]
pub(super) struct ClientRow {
    pub(super) line: u64,
    pub(super) key: String,
    pub(super) practice: At<PracticeRow>,
    /// None where the file does not say it.
    providers: Option<Vec<At<StaffRow>>>,
    pub(super) name: LegalName,
    /// Each of these as the row says it, or that there is none; none where the file says nothing of it.
    chosen_first: Option<Option<NamePart>>,
    pronouns: Option<Option<String>>,
    phone: Option<Option<PhoneOnFile>>,
    address: Option<Option<Address>>,
    sex: Option<Option<Sex>>,
    pub(super) date_of_birth: NaiveDate,
    pub(super) email: Option<Email>,
    pub(super) processor_customer: Option<String>,
    /// The customer is another client's as well, who pays with the same cards.
    pub(super) shares_customer: bool,
}

pub(super) fn read(
    files: &Files,
    rows: Rows<ClientRow>,
    practices: &Rows<PracticeRow>,
    staff: &Rows<StaffRow>,
    problems: &mut Problems,
) -> Rows<ClientRow> {
    let rows = SHEET.read(files, rows, problems, |row, rows| client(row, rows, practices, staff));
    problems.extend(shared(&rows));
    rows
}

/// One customer of the payment processor for two clients: one of them would pay with the other's card, unless both rows say that they
/// share it. Whether two of one day of birth are two people is seen later, where they are compared with what is there.
fn shared(rows: &Rows<ClientRow>) -> Vec<RowProblem> {
    let mut holders: HashMap<(At<PracticeRow>, &str), &ClientRow> = HashMap::new();
    let mut problems = Vec::new();
    for (_, row) in rows.iter() {
        let Some(customer) = row.processor_customer.as_deref() else { continue };
        let first = *holders.entry((row.practice, customer)).or_insert(row);
        let are_two = first.date_of_birth != row.date_of_birth;
        if are_two && !(first.shares_customer && row.shares_customer) {
            problems.push(customer_of(first, row));
        }
    }
    problems
}

/// That a row has the customer of a row before it.
pub(super) fn customer_of(first: &ClientRow, row: &ClientRow) -> RowProblem {
    problem(row, "processor_customer_id", Fault::CustomerOfRow { line: first.line })
}

fn client(
    row: &mut CsvRow<'_>,
    rows: &mut Rows<ClientRow>,
    practices: &Rows<PracticeRow>,
    staff: &Rows<StaffRow>,
) -> Option<ClientRow> {
    let key = row.key("client_id", rows);
    let practice = row.names("practice_id", practices, practices::FILE);
    let providers = providers(row, staff, practice);
    let name = legal_name(row);
    let chosen_first = row.said_name("chosen_first_name");
    let pronouns = row.said("pronouns", cell::text);
    let date_of_birth = row.read("date_of_birth", cell::day);
    let sex = row.said("sex", |text| cell::word(text, &Sex::WORDS));
    let email = email(row);
    let phone = phone(row);
    let address = address::said(row);
    let customer = row.read_if_given("processor_customer_id", cell::processor_ref::<CustomerRef>);
    let shares_customer = row.said("shares_customer", cell::flag).flatten();
    Some(ClientRow {
        line: row.line(),
        key: key?,
        practice: practice?,
        providers,
        name: name?,
        chosen_first,
        pronouns,
        phone,
        address,
        sex,
        date_of_birth: date_of_birth?,
        email,
        processor_customer: customer?,
        shares_customer: shares_customer.unwrap_or(false),
    })
}

/// What the desk knows of one, as a row that others can refer to.
pub(super) fn in_desk(it: &Client, practice: At<PracticeRow>) -> ClientRow {
    ClientRow {
        line: 0,
        key: it.external_key.clone(),
        practice,
        providers: None,
        name: it.name.legal.clone(),
        chosen_first: None,
        pronouns: None,
        phone: None,
        address: None,
        sex: None,
        date_of_birth: it.date_of_birth,
        email: it.email.clone(),
        processor_customer: it.processor_customer.clone(),
        shares_customer: false,
    }
}

/// Many people have one name, which may stand in either column.
fn legal_name(row: &mut CsvRow<'_>) -> Option<LegalName> {
    let (first, last) = (row.name("legal_first_name")?, row.name("legal_last_name")?);
    let name = LegalName::of(first, last);
    if name.is_none() {
        row.fault("legal_last_name", Fault::Nameless);
    }
    name
}

/// One that is none counts as no address: whoever is not written to is not charged either, and support is told.
fn email(row: &mut CsvRow<'_>) -> Option<Email> {
    match row.cell("email") {
        "" => None,
        text => cell::email(text)
            .map_err(|fault| row.warn_meanwhile("email", fault, Some(Meanwhile::NoAddress)))
            .ok(),
    }
}

/// What is no number is kept as written: somebody may make sense of it.
fn phone(row: &mut CsvRow<'_>) -> Option<Option<PhoneOnFile>> {
    let said = row.said("phone", cell::phone_on_file);
    if let Some(Some(PhoneOnFile::AsWritten(_))) = said {
        row.warn("phone", Fault::NoNumber);
    }
    said
}

/// The providers named in one cell, with semicolons between them; none where one of them cannot be, which changes nothing.
fn providers(
    row: &mut CsvRow<'_>,
    staff: &Rows<StaffRow>,
    practice: Option<At<PracticeRow>>,
) -> Option<Vec<At<StaffRow>>> {
    let column = "provider_ids";
    if !row.has(column) {
        return None;
    }
    let keys = row.cell(column).split(';').map(invisible::id_trimmed).filter(|key| !key.is_empty());
    // Not collected into an option at once: that would stop at the first provider who is not there.
    let found: Vec<_> = keys.map(|key| staff::said_provider(row, column, key, staff, practice)).collect();
    found.into_iter().collect()
}

/// Whoever has a day of birth that is still to come was born a hundred years earlier, or on another day: programs read the years 0 to 29
/// of two digits as those of this century.
pub(super) fn unborn(rows: &Rows<ClientRow>, ids: &KnownIds, terms: &AllTerms) -> Problems {
    let mut problems = Problems::default();
    let still_to_come = |row: &&ClientRow| row.date_of_birth > terms[&ids.practices[row.practice]].today();
    let unborn = rows.iter().map(|(_, row)| row).filter(still_to_come);
    problems.extend(unborn.map(|row| problem(row, "date_of_birth", Fault::NotBornYet)));
    problems
}

/// A problem of a row whose cells are good by themselves.
pub(super) fn problem(row: &ClientRow, column: &str, fault: Fault) -> RowProblem {
    RowProblem::of_row(FILE, row.line, column, fault)
}
