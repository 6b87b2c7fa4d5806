//! Writing clients.

use std::collections::{HashMap, HashSet};

use domain::{ClientId, PracticeId};
use store::clients::{self, Client};
use store::{StoreError, Tally, logins};

use super::links::Links;
use super::{ClientRow, problem};
use crate::import::addresses;
use crate::import::apply::Bringing;
use crate::import::known::Ids;
use crate::import::rows::Rows;

/// What became of the clients.
pub(in crate::import) struct Put {
    pub(in crate::import) tally: Tally,
    /// Those who were there with another address.
    pub(in crate::import) readdressed: Vec<ClientId>,
}

/// Writes the clients and who sees them.
pub(in crate::import) async fn put(
    rows: &Rows<ClientRow>,
    ids: &Ids,
    bringing: &mut Bringing<'_>,
) -> Result<Put, StoreError> {
    let unit = bringing.unit;
    let all: Vec<Client> =
        rows.iter().map(|(at, row)| client(row, ids.clients[at], ids.practices[row.practice])).collect();
    let brought: Vec<ClientId> = all.iter().map(|client| client.id).collect();
    let before = clients::find_many(unit, &brought).await?;

    let links = Links::compared(unit, rows, ids).await?;
    let mut touched = links.clients();
    touched.extend(bring_customers(&all, &before, bringing).await?);
    let (touched, others): (Vec<Client>, Vec<Client>) =
        all.iter().cloned().partition(|client| touched.contains(&client.id));
    let mut tally = clients::put(unit, &touched).await?;
    // These changed too, though not in what was just compared.
    tally.changed += std::mem::take(&mut tally.unchanged);
    tally += clients::put(unit, &others).await?;
    links.write(unit).await?;

    let mut readdressed = Vec::new();
    for ((_, row), client) in rows.iter().zip(&all) {
        let Some(before) = before.get(&client.id).filter(|before| before.email != client.email) else {
            continue;
        };
        readdressed.push(client.id);
        let (Some(from), Some(to)) = (&before.email, &client.email) else { continue };
        let person = logins::Person::Client(client.id);
        if !addresses::move_sign_in(unit, person, from, to).await? {
            bringing.problems.push(problem(row, "email", addresses::TAKEN));
        }
    }
    Ok(Put { tally, readdressed })
}

/// Gives clients who are there and have no customer at the processor the one the rows bring; gives back who they are.
async fn bring_customers(
    clients: &[Client],
    before: &HashMap<ClientId, Client>,
    bringing: &Bringing<'_>,
) -> Result<HashSet<ClientId>, StoreError> {
    let mut brought = HashSet::new();
    for client in clients {
        let has_none = before.get(&client.id).is_some_and(|before| before.processor_customer.is_none());
        if let Some(customer) = client.processor_customer.as_deref().filter(|_| has_none) {
            clients::set_processor_customer(bringing.unit, client.id, customer).await?;
            brought.insert(client.id);
        }
    }
    Ok(brought)
}

fn client(row: &ClientRow, id: ClientId, practice: PracticeId) -> Client {
    Client {
        id,
        practice,
        external_key: row.key.clone(),
        name: row.name.clone(),
        pronouns: row.pronouns.clone(),
        date_of_birth: row.date_of_birth,
        email: row.email.clone(),
        refused_email: None,
        phone: row.phone.clone(),
        processor_customer: row.processor_customer.clone(),
    }
}
