//! What was changed in the desk, in the words of the practice's export, so that its system can be brought up to date.

mod coverages;
mod ledger;

use std::collections::HashMap;

use chrono::{DateTime, NaiveDate, NaiveTime, Utc};
use domain::actor::Actor;
use domain::address::{Address, AddressPart};
use domain::audit::{Action, Entry};
use domain::charge::Charge;
use domain::contact::Email;
use domain::practice::Practice;
use domain::subject::Subject;
use domain::{ChargeId, ClientId, StaffId};
use store::{Reader, Store, StoreError, audit, charges, clients, practices, staff};

use coverages::Heard;
use ledger::Ledger;

/// Which changes are asked for.
#[derive(Clone, Debug)]
pub struct ChangesQuery {
    /// Those since this day began, in the zone of each practice.
    pub since: NaiveDate,
    /// Those of the practice of this id in its own system; those of all if not given.
    pub practice: Option<String>,
}

/// A cell of an export that says something else by now.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ListedChange {
    /// The practice's id in its system.
    pub practice: String,
    /// The client's id there.
    pub client: String,
    /// The charge's id there; none for what is said of the client or of a coverage.
    pub charge: Option<String>,
    /// The coverage's id there, or what the desk calls it as long as no export has had it; none for anything else.
    pub coverage: Option<String>,
    /// The column, as the export calls it.
    pub column: &'static str,
    /// What it was.
    pub was: Told,
    /// What it is.
    pub is: Told,
    /// When that was written.
    pub at: DateTime<Utc>,
    /// By whom.
    pub by: ChangedBy,
}

/// What a cell holds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Told {
    /// Nothing, or nothing that the record says.
    Nothing,
    /// A day, a number or a word of ours.
    Exact(String),
    /// What a person wrote.
    Text(String),
}

/// Who changed it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ChangedBy {
    /// The client.
    Client,
    /// Somebody on the staff, by their id in the practice's system.
    Staff(String),
    /// The desk by itself, as it takes a payment.
    Desk,
    /// Whoever runs the desk, by a command that named nobody of the staff.
    Operator,
}

/// Why nothing can be listed.
#[derive(Debug, thiserror::Error)]
pub enum ChangesError {
    /// There is no such practice.
    #[error("no practice has the id {0}")]
    NoPractice(String),
    /// Something below failed.
    #[error("the audit record could not be read")]
    Store(#[from] StoreError),
}

/// Entries read at a time.
const PAGE: u64 = 2_000;

/// The changes asked for, those of each practice in their order.
///
/// # Errors
/// When there is no such practice, or the store fails.
pub async fn list(store: &Store, asked: &ChangesQuery) -> Result<Vec<ListedChange>, ChangesError> {
    let reader = store.reader();
    let mut all = practices::all(&reader).await?;
    if let Some(key) = &asked.practice {
        all.retain(|it| it.external_key == *key);
        if all.is_empty() {
            return Err(ChangesError::NoPractice(key.clone()));
        }
    }
    let mut changes = Vec::new();
    for practice in &all {
        let since = practice.zone.instant(asked.since, NaiveTime::MIN);
        let people = staff::keys(&reader, practice.id).await?;
        let people: HashMap<StaffId, String> = people.into_iter().map(|(key, id)| (id, key)).collect();
        let (mut after, mut heard) = (None, Heard::default());
        let mut told: Vec<ListedChange> = Vec::new();
        loop {
            let entries = audit::of_others(&reader, practice.id, since, after, PAGE).await?;
            let Some(last) = entries.last() else { break };
            after = Some(last.id);
            entries.iter().for_each(|entry| heard.hear(entry));
            told.extend(Page::read(&reader, practice, &people, &entries).await?.changes(&entries));
        }
        for (entry, key, cells) in heard.outstanding(&reader, practice).await? {
            let page = Page::read(&reader, practice, &people, std::slice::from_ref(&entry)).await?;
            let of_coverage = cells.into_iter().filter_map(|cell| page.change(&entry, cell));
            told.extend(of_coverage.map(|it| ListedChange { coverage: Some(key.clone()), ..it }));
        }
        told.sort_by_key(|it| it.at);
        changes.extend(told);
    }
    Ok(changes)
}

/// What has to be known of some entries.
struct Page<'a> {
    practice: &'a Practice,
    people: &'a HashMap<StaffId, String>,
    clients: HashMap<ClientId, String>,
    keys: HashMap<ChargeId, String>,
    charges: HashMap<ChargeId, Charge>,
    /// The whole record of each of these charges.
    records: Vec<Entry>,
}

impl<'a> Page<'a> {
    async fn read(
        reader: &Reader,
        practice: &'a Practice,
        people: &'a HashMap<StaffId, String>,
        entries: &[Entry],
    ) -> Result<Self, StoreError> {
        let sorted = |mut ids: Vec<_>| {
            ids.sort_unstable();
            ids.dedup();
            ids
        };
        let whom: Vec<ClientId> = sorted(entries.iter().filter_map(|it| it.client).collect());
        let mut about: Vec<ChargeId> = entries.iter().filter_map(|it| it.subject.charge()).collect();
        about.sort_unstable();
        about.dedup();
        let clients = clients::find_many(reader, &whom).await?;
        Ok(Self {
            practice,
            people,
            clients: clients.into_iter().map(|(id, it)| (id, it.external_key)).collect(),
            keys: charges::external_keys(reader, &about).await?,
            charges: charges::find_many(reader, &about).await?,
            records: audit::about_charges(reader, &about).await?,
        })
    }

    /// The changes that these entries tell of.
    fn changes(&self, entries: &[Entry]) -> Vec<ListedChange> {
        let mut ledgers: HashMap<ChargeId, Ledger<'_>> = HashMap::new();
        let mut told: HashMap<_, Vec<ledger::Cell>> = HashMap::new();
        for entry in &self.records {
            let Subject::Charge(id) = entry.subject else { continue };
            let Some(charge) = self.charges.get(&id) else { continue };
            let ledger = ledgers.entry(id).or_insert_with(|| Ledger::of(charge, self.practice.zone));
            told.insert(entry.id, ledger.hear(entry));
        }
        let rows = entries.iter().flat_map(|entry| {
            let cells = told.remove(&entry.id).unwrap_or_else(|| of_client(&entry.action));
            cells.into_iter().filter_map(|cell| self.change(entry, cell)).collect::<Vec<_>>()
        });
        rows.collect()
    }

    fn change(&self, entry: &Entry, cell: ledger::Cell) -> Option<ListedChange> {
        let by = match entry.actor {
            Actor::Client => ChangedBy::Client,
            Actor::Staff(id) => ChangedBy::Staff(self.people.get(&id).cloned().unwrap_or_default()),
            Actor::System => ChangedBy::Desk,
            Actor::Operator => ChangedBy::Operator,
            // Its system knows.
            Actor::Practice => return None,
        };
        Some(ListedChange {
            practice: self.practice.external_key.clone(),
            client: self.clients.get(&entry.client?)?.clone(),
            charge: entry.subject.charge().and_then(|id| self.keys.get(&id).cloned()),
            coverage: None,
            column: cell.column,
            was: cell.was,
            is: cell.is,
            at: entry.at,
            by,
        })
    }
}

fn text_if_any(text: &str) -> Option<String> {
    Some(text.to_owned()).filter(|text| !text.is_empty())
}

/// What an entry tells of a client as a person.
fn of_client(action: &Action) -> Vec<ledger::Cell> {
    let text = |it: &Option<String>| it.clone().map_or(Told::Nothing, Told::Text);
    let cell = |column, was: Told, is: Told| (was != is).then_some(ledger::Cell { column, was, is });
    let cells = match action {
        Action::PhoneChanged { from, to } => {
            let told = |phone: &Option<_>| phone.as_ref().map_or(Told::Nothing, Told::phone);
            vec![cell("phone", told(from), told(to))]
        }
        Action::EmailChanged { from, to } => {
            let told = |email: Option<&Email>| email.map_or(Told::Nothing, |it| Told::Text(it.to_string()));
            vec![cell("email", told(from.as_ref()), told(Some(to)))]
        }
        Action::CalledChanged { from, to } => vec![
            cell("chosen_first_name", text(&from.chosen_first), text(&to.chosen_first)),
            cell("pronouns", text(&from.pronouns), text(&to.pronouns)),
        ],
        Action::AddressChanged { from, to } => {
            let lines = |it: &Option<Address>| it.as_ref().map(Address::lines).unwrap_or_default();
            let (from, to) = (lines(from), lines(to));
            let told = |text: &str| text_if_any(text).map_or(Told::Nothing, Told::Text);
            let parts = AddressPart::ALL.iter();
            parts.map(|part| cell(part.column(), told(from.part(*part)), told(to.part(*part)))).collect()
        }
        _ => Vec::new(),
    };
    cells.into_iter().flatten().collect()
}
