//! Cards by what their rows have to say.

use std::collections::{HashMap, HashSet};

use domain::payment_method::{CardFacts, PaymentMethod};
use domain::{ClientId, PaymentMethodId};

use super::MethodRow;
use crate::import::known::{KnownIds, KnownRows};
use crate::import::records::Records;
use crate::import::sorted::Sorted;

/// The cards by what they have to say.
pub(in crate::import) fn sorted(
    records: &Records,
    ids: &KnownIds,
    known: &KnownRows,
) -> Sorted<MethodRow, PaymentMethod> {
    let chosen: HashSet<ClientId> = records
        .payment_methods
        .iter()
        .filter(|(_, row)| row.is_default == Some(true))
        .map(|(_, row)| ids.clients[row.client])
        .collect();
    // Where the rows do not say it, it stays the one it was, or else is the first.
    let mut defaults: HashMap<ClientId, PaymentMethodId> = HashMap::new();
    for (at, row) in records.payment_methods.iter().filter(|(_, row)| row.is_default.is_none()) {
        let client = ids.clients[row.client];
        let before = known.methods.get(&(client, row.processor_method.clone()));
        let first = defaults.entry(client).or_insert(ids.methods[at]);
        if before.is_some_and(|it| it.is_default) {
            *first = ids.methods[at];
        }
    }
    let mut sorted = Sorted::new();
    for (at, row) in records.payment_methods.iter() {
        let client = ids.clients[row.client];
        let before = known.methods.get(&(client, row.processor_method.clone()));
        let stays = || defaults.get(&client) == Some(&ids.methods[at]);
        let said = CardFacts {
            card: row.card.clone(),
            exp_month: row.exp_month,
            exp_year: row.exp_year,
            is_default: row.is_default.unwrap_or_else(|| !chosen.contains(&client) && stays()),
        };
        let CardFacts { card, exp_month, exp_year, is_default } = said.clone();
        let new = PaymentMethod {
            id: ids.methods[at],
            practice: ids.practices[records.clients[row.client].practice],
            client,
            processor_method: row.processor_method.clone(),
            processor_customer: row.processor_customer.clone(),
            card,
            exp_month,
            exp_year,
            is_default,
            exported: Some(said.clone()),
            detached_at: None,
            detach_due_at: None,
            funding: None,
            is_hsa_fsa: false,
            renewed_at: None,
        };
        let method = match before {
            // It hangs on the customer on which it was set up, whatever the row of its client says.
            Some(there) => there.clone().after_export(&said),
            None => new,
        };
        sorted.push(at, method, before, |before, it| before != it);
    }
    sorted
}

/// Cards that were the default and are not in the export any more: another takes their place. Of one that was set up here no export has
/// spoken, and what the client chose stays.
pub(in crate::import) fn replaced(
    records: &Records,
    ids: &KnownIds,
    known: &KnownRows,
) -> Vec<PaymentMethod> {
    let rows = || records.payment_methods.iter();
    let brought: HashSet<PaymentMethodId> = rows().map(|(at, _)| ids.methods[at]).collect();
    let clients: HashSet<ClientId> = rows().map(|(_, row)| ids.clients[row.client]).collect();
    let is_said = |it: &PaymentMethod| it.exported.as_ref().is_some_and(|said| said.is_default);
    let gone = |it: &&PaymentMethod| {
        it.is_default && is_said(it) && clients.contains(&it.client) && !brought.contains(&it.id)
    };
    let gone = known.methods.values().filter(gone);
    gone.map(|it| {
        let said = CardFacts { is_default: false, ..it.facts() };
        PaymentMethod { is_default: false, exported: Some(said), ..it.clone() }
    })
    .collect()
}
