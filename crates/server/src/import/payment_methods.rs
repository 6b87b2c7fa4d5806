//! `payment_methods.csv`: clients' cards, by the payment processor's ids.

mod put;

use std::collections::HashMap;

use domain::charge::CardShown;
use domain::fault::Fault;
use processor::MethodRef;

use super::cell;
use super::clients::{self, ClientRow};
use super::files::Files;
use super::filler::Fillers;
use super::problem::{Problems, RowProblem};
use super::row::CsvRow;
use super::rows::{At, Rows};
use super::sheet::{Column, Sheet};

pub(super) use put::{replaced, sorted};

pub(super) const FILE: &str = "payment_methods.csv";

pub(super) static SHEET: Sheet = Sheet {
    file: FILE,
    columns: &[
        Column::must("processor_method_id"),
        Column::must("client_id"),
        Column::must("brand").prose(),
        // Somebody may have written all of the number.
        Column::must("last4").private(),
        Column::must("exp_month"),
        Column::must("exp_year"),
        Column::may("is_default").filled_by(Fillers::Words),
    ],
};

/// A good row.
#[derive(Debug)]
pub(super) struct MethodRow {
    pub(super) line: u64,
    pub(super) processor_method: String,
    processor_customer: String,
    pub(super) client: At<ClientRow>,
    card: CardShown,
    exp_month: u8,
    exp_year: u16,
    /// None where the file does not say it.
    is_default: Option<bool>,
}

pub(super) fn read(files: &Files, clients: &Rows<ClientRow>, problems: &mut Problems) -> Rows<MethodRow> {
    let mut holders = HashMap::new();
    let mut rows =
        SHEET.read(files, Rows::new(FILE), problems, |row, rows| method(row, rows, &mut holders, clients));
    refuse_incomplete(&mut rows, clients);
    problems.extend(defaults(&rows));
    rows
}

/// Which card of a client is charged depends on all of them, so they are taken all or none.
pub(super) fn refuse_incomplete(rows: &mut Rows<MethodRow>, clients: &Rows<ClientRow>) {
    let lacking = rows.refused_of(|row| row.client, clients);
    rows.refuse_hanging(|row| lacking.get(&row.client).copied());
}

fn method(
    row: &mut CsvRow<'_>,
    rows: &mut Rows<MethodRow>,
    holders: &mut HashMap<String, At<ClientRow>>,
    clients: &Rows<ClientRow>,
) -> Option<MethodRow> {
    let method = row.read("processor_method_id", cell::processor_ref::<MethodRef>);
    let client = row.names("client_id", clients, clients::FILE);
    if let (Some(method), Some(client)) = (&method, client) {
        if let Err(line) = rows.claim(method, row.line()) {
            // A card belongs to one customer of the processor, and whoever else is charged with it pays for another.
            let fault = if holders.get(method) == Some(&client) {
                Fault::SameCard { line }
            } else {
                Fault::CardOfTwo { line }
            };
            row.fault("processor_method_id", fault);
            return None;
        }
        holders.insert(method.clone(), client);
    }
    let customer = client.and_then(|at| {
        let client = &clients[at];
        if client.processor_customer.is_none() {
            row.fault("client_id", Fault::NoCustomer { line: clients.line(at) });
        }
        client.processor_customer.clone()
    });
    let brand = row.read("brand", cell::text);
    let last4 = row.read("last4", cell::last4);
    let exp_month = row.read("exp_month", cell::month);
    let exp_year = row.read("exp_year", cell::year);
    let is_default = match row.has("is_default") {
        true => row.said("is_default", cell::flag).map(|said| said.unwrap_or(false)),
        false => Some(false),
    };
    Some(MethodRow {
        line: row.line(),
        processor_method: method?,
        processor_customer: customer?,
        client: client?,
        card: CardShown { brand: brand?, last4: last4? },
        exp_month: exp_month?,
        exp_year: exp_year?,
        is_default,
    })
}

/// One card of a client is the one that charges are taken with: not two, and not none.
fn defaults(rows: &Rows<MethodRow>) -> Vec<RowProblem> {
    let mut by_client: HashMap<At<ClientRow>, Vec<&MethodRow>> = HashMap::new();
    for (_, row) in rows.iter() {
        by_client.entry(row.client).or_default().push(row);
    }
    let problem = |row: &MethodRow, fault| RowProblem::of_row(FILE, row.line, "is_default", fault);
    let problems = by_client.into_values().flat_map(|cards| {
        let mut defaults = cards.iter().filter(|card| card.is_default == Some(true));
        match (defaults.next(), defaults.next()) {
            (Some(_), None) => None,
            (Some(first), Some(second)) => Some(problem(second, Fault::TwoDefaults { line: first.line })),
            // What cannot be read changes nothing: which one it is may be known.
            (None, _) if cards.iter().any(|card| card.is_default.is_none()) => None,
            (None, _) => cards.first().map(|card| problem(card, Fault::NoDefault)),
        }
    });
    problems.collect()
}
