//! Coverages and cards stay with the client they were imported for.

use std::collections::HashMap;

use domain::fault::Fault;
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
        let there = known.coverages.keyed(practice(row.client), &row.key);
        if let Some(there) = there.filter(|there| there.client != ids.clients[row.client]) {
            let fault = Fault::CoverageMoves { client: known.key_of(there.client).map(shown) };
            problems.push(RowProblem::of_row(coverages::FILE, row.line, "client_id", fault));
        }
    }
    let mut holders: HashMap<(PracticeId, &str), ClientId> = HashMap::new();
    for card in known.methods.values() {
        holders.insert((card.practice, &card.processor_method), card.client);
    }
    for (_, row) in records.payment_methods.iter() {
        let holder = holders.get(&(practice(row.client), row.processor_method.as_str()));
        if let Some(holder) = holder.filter(|it| **it != ids.clients[row.client]) {
            let fault = Fault::CardMoves { client: known.key_of(*holder).map(shown) };
            problems.push(RowProblem::of_row(payment_methods::FILE, row.line, "client_id", fault));
        }
    }
    problems
}
