//! Clients by what their rows have to say, and changing those who are there.

use domain::client::{Client, Details};
use domain::name::PersonName;
use domain::task::DisputedDetail;
use domain::{ClientId, PracticeId};
use store::{StoreError, clients};

use super::ClientRow;
use super::links::Links;
use crate::import::addresses::Readdressed;
use crate::import::apply::Bringing;
use crate::import::known::{KnownIds, KnownRows};
use crate::import::records::Records;
use crate::import::rows::At;
use crate::import::sorted::Sorted;

/// The clients by what they have to say; who sees them is part of it.
pub(in crate::import) fn sorted(
    records: &Records,
    ids: &KnownIds,
    known: &KnownRows,
    links: &Links,
) -> Sorted<ClientRow, Client> {
    let relinked = links.clients();
    let mut sorted = Sorted::new();
    for (at, row) in records.clients.iter() {
        let practice = ids.practices[row.practice];
        let before = known.clients.get(&(practice, row.key.clone()));
        let it = client(row, ids.clients[at], practice, before);
        sorted.push(at, it, before, |before, it| relinked.contains(&it.id) || differ(before, it));
    }
    sorted
}

/// Clients whose row has the address that a mail server refused. The practice still has it, and its word is newer, so it is
/// written to again, also where the row says nothing else.
pub(in crate::import) fn reachable_again(
    records: &Records,
    ids: &KnownIds,
    known: &KnownRows,
) -> Vec<ClientId> {
    let rows = records.clients.iter().filter(|(_, row)| {
        let before = known.clients.get(&(ids.practices[row.practice], row.key.clone()));
        let refused = before.and_then(|before| before.refused_email.as_ref());
        refused.zip(row.email.as_ref()).is_some_and(|(refused, email)| refused.key() == email.key())
    });
    rows.map(|(at, _)| ids.clients[at]).collect()
}

/// Whether a row says something new. The refused address and the language are the desk's own.
fn differ(before: &Client, it: &Client) -> bool {
    let brought = Client {
        refused_email: before.refused_email.clone(),
        language: before.language,
        ..brought(before, it).0
    };
    *before != brought
}

/// What becomes of a client by their row, and what they changed in the desk and the row says otherwise as well.
fn brought(before: &Client, it: &Client) -> (Client, Vec<DisputedDetail>) {
    // The row's own facts over what the desk has of what both can say.
    let Client { name, pronouns, phone, address, email, exported, processor_customer, .. } = before.clone();
    let name = PersonName { legal: it.name.legal.clone(), ..name };
    let held = Client { name, pronouns, phone, address, email, exported, processor_customer, ..it.clone() };
    held.after_export(it.exported.clone())
}

/// Changes clients who are there; gives back those who have another address now.
pub(in crate::import) async fn change(
    changed: &[(At<ClientRow>, Client)],
    bringing: &mut Bringing<'_>,
) -> Result<Vec<ClientId>, StoreError> {
    let unit = bringing.unit;
    let ids: Vec<ClientId> = changed.iter().map(|(_, client)| client.id).collect();
    let before = clients::hold_many(unit, &ids).await?;
    let mut readdressed = Vec::new();
    let mut brought_all = Vec::with_capacity(changed.len());
    for (_, client) in changed {
        let Some(before) = before.get(&client.id) else { return Err(StoreError::Stale) };
        let (it, disputed) = brought(before, client);
        bringing.details_are(&it, disputed).await?;
        let email = it.email.clone();
        brought_all.push(it);
        if let Some(customer) = client.processor_customer.as_deref()
            && before.processor_customer.is_none()
        {
            clients::set_processor_customer(unit, client.id, customer).await?;
        }
        // By what holds now: a row that the desk's own address outlives takes no sign-in along.
        if before.email == email {
            continue;
        }
        readdressed.push(client.id);
        let (Some(from), Some(to)) = (&before.email, email) else { continue };
        let person = domain::login::Person::Client(client.id);
        bringing.readdressed.push(Readdressed { person, from: from.clone(), to });
    }
    clients::upsert(unit, &brought_all).await?;
    Ok(readdressed)
}

/// What a row says. Where it says nothing of something, that is what was there `before`.
fn client(row: &ClientRow, id: ClientId, practice: PracticeId, before: Option<&Client>) -> Client {
    let last = before.map(|before| before.exported.clone()).unwrap_or_default();
    let said = Details {
        chosen_first: row.chosen_first.clone().unwrap_or(last.chosen_first),
        pronouns: row.pronouns.clone().unwrap_or(last.pronouns),
        phone: row.phone.clone().unwrap_or(last.phone),
        address: row.address.clone().unwrap_or(last.address),
        email: row.email.clone(),
        processor_customer: row.processor_customer.clone(),
    };
    Client {
        id,
        practice,
        external_key: row.key.clone(),
        name: PersonName { legal: row.name.clone(), chosen_first: said.chosen_first.clone() },
        pronouns: said.pronouns.clone(),
        date_of_birth: row.date_of_birth,
        sex: row.sex.unwrap_or_else(|| before.and_then(|before| before.sex)),
        email: row.email.clone(),
        refused_email: None,
        language: None,
        phone: said.phone.clone(),
        address: said.address.clone(),
        exported: said,
        processor_customer: row.processor_customer.clone(),
    }
}
