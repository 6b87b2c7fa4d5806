//! One customer of the payment processor for two clients: one of them would pay with the other's card.

use std::collections::{HashMap, HashSet};

use domain::fault::Fault;
use domain::{ClientId, PracticeId};

use crate::import::clients::{self, ClientRow};
use crate::import::known::{KnownIds, KnownRows};
use crate::import::problem::Problems;
use crate::import::records::Records;
use crate::import::row::shown;

/// Names the rows whose customer is another client's as well, unless both rows say so.
pub(in crate::import) fn shared(records: &Records, ids: &KnownIds, known: &KnownRows) -> Problems {
    let mut problems = Problems::default();
    let rows = || records.clients.iter();
    let said: HashSet<(&str, ClientId)> =
        rows().filter_map(|(at, row)| Some((row.processor_customer.as_deref()?, ids.clients[at]))).collect();
    let held: HashSet<(&str, ClientId)> =
        known.held_customers().map(|(_, customer, client)| (customer, client)).collect();
    // A customer once known stays with its client, whatever the row says now.
    let others = known.held_customers().filter(|(_, customer, client)| !said.contains(&(*customer, *client)));
    let mut elsewhere: HashMap<(PracticeId, &str), ClientId> = HashMap::new();
    elsewhere.extend(others.map(|(practice, customer, client)| ((practice, customer), client)));
    let mut before: HashMap<(PracticeId, &str), &ClientRow> = HashMap::new();
    for (at, row) in rows() {
        let Some(customer) = row.processor_customer.as_deref() else { continue };
        let practice = ids.practices[row.practice];
        let first = *before.entry((practice, customer)).or_insert(row);
        if first.key != row.key {
            if !(first.shares_customer && row.shares_customer) {
                problems.push(clients::customer_of(first, row));
            }
            continue;
        }
        // Of one whose row says nothing of it, it is known only that they have it. Whoever shares it since before stays.
        let has_it = held.contains(&(customer, ids.clients[at]));
        if let Some(other) = elsewhere.get(&(practice, customer)).filter(|_| !has_it) {
            let fault = Fault::CustomerInDesk { client: known.key_of(*other).map(shown) };
            problems.push(clients::problem(row, "processor_customer_id", fault));
        }
    }
    problems
}
