//! Writing payment methods.

use std::collections::{HashMap, HashSet};

use domain::{ClientId, PaymentMethodId};
use store::payment_methods::{self, PaymentMethod};
use store::{StoreError, Tally};

use super::MethodRow;
use crate::import::apply::Bringing;
use crate::import::clients::ClientRow;
use crate::import::known::Ids;
use crate::import::rows::Rows;

/// Writes the payment methods.
pub(in crate::import) async fn put(
    rows: &Rows<MethodRow>,
    clients: &Rows<ClientRow>,
    ids: &Ids,
    bringing: &Bringing<'_>,
) -> Result<Tally, StoreError> {
    let mut there = HashMap::new();
    for practice in ids.practices.iter() {
        there.extend(payment_methods::keys(bringing.unit, *practice).await?);
    }
    let mut methods: Vec<PaymentMethod> = rows
        .iter()
        .map(|(at, row)| PaymentMethod {
            id: ids.methods[at],
            practice: ids.practices[clients[row.client].practice],
            client: ids.clients[row.client],
            processor_method: row.processor_method.clone(),
            processor_customer: row.processor_customer.clone(),
            card: row.card.clone(),
            exp_month: row.exp_month,
            exp_year: row.exp_year,
            is_default: row.is_default,
        })
        .collect();
    let replaced = replaced(&methods, &there, bringing).await?;
    methods.extend(replaced);
    payment_methods::put(bringing.unit, &methods).await
}

/// Cards that were the default and are not in the export any more: another takes their place.
async fn replaced(
    methods: &[PaymentMethod],
    there: &HashMap<(ClientId, String), PaymentMethodId>,
    bringing: &Bringing<'_>,
) -> Result<Vec<PaymentMethod>, StoreError> {
    let brought: HashSet<PaymentMethodId> = methods.iter().map(|method| method.id).collect();
    let clients: HashSet<ClientId> = methods.iter().map(|method| method.client).collect();
    let with_others =
        there.iter().filter(|((client, _), id)| clients.contains(client) && !brought.contains(id));
    let mut replaced = Vec::new();
    for client in with_others.map(|((client, _), _)| *client).collect::<HashSet<_>>() {
        let default = payment_methods::default_of_client(bringing.unit, client).await?;
        if let Some(default) = default.filter(|default| !brought.contains(&default.id)) {
            replaced.push(PaymentMethod { is_default: false, ..default });
        }
    }
    Ok(replaced)
}
