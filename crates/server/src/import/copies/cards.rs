//! Coverages and cards stay with the client they were imported for.

use std::collections::HashMap;

use domain::{ClientId, PracticeId};

use crate::import::clients::ClientRow;
use crate::import::known::{KnownIds, KnownRows};
use crate::import::problem::{Problems, RowProblem};
use crate::import::records::Records;
use crate::import::row::shown;
use crate::import::rows::At;
use crate::import::{coverages, payment_methods};

/// Names the rows that would give one client's coverage or card to another.
pub(in crate::import) fn stays(records: &Records, ids: &KnownIds, known: &KnownRows) -> Problems {
    let mut problems = Problems::default();
    let practice = |client: At<ClientRow>| ids.practices[records.clients[client].practice];
    for (_, row) in records.coverages.iter() {
        let there = known.coverages.get(&(practice(row.client), row.key.clone()));
        if let Some(there) = there.filter(|there| there.client != ids.clients[row.client]) {
            let whose = whose(known, there.client);
            let text = format!(
                "this coverage was imported for another client{whose}; correct the client, or export it under a coverage_id \
                 of its own"
            );
            problems.push(problem(coverages::FILE, row.line, text));
        }
    }
    let mut holders: HashMap<(PracticeId, &str), ClientId> = HashMap::new();
    for card in known.methods.values() {
        holders.insert((card.practice, &card.processor_method), card.client);
    }
    for (_, row) in records.payment_methods.iter() {
        let holder = holders.get(&(practice(row.client), row.processor_method.as_str()));
        if let Some(holder) = holder.filter(|it| **it != ids.clients[row.client]) {
            let whose = whose(known, *holder);
            let text = format!(
                "this card was imported for another client{whose}; correct the client, or save the card with the payment \
                 processor anew for this one"
            );
            problems.push(problem(payment_methods::FILE, row.line, text));
        }
    }
    problems
}

fn whose(known: &KnownRows, client: ClientId) -> String {
    known.key_of(client).map_or_else(String::new, |key| format!(", {}", shown(key)))
}

fn problem(file: &'static str, line: u64, text: String) -> RowProblem {
    RowProblem { file, line: Some(line), column: Some("client_id".to_owned()), text }
}
