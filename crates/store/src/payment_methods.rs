//! Clients' cards, as the payment processor knows them. No card number is ever here.

use std::collections::HashMap;

use chrono::{DateTime, Utc};
use domain::charge::CardShown;
use domain::payment_method::{PaymentMethod, leave_one_default};
use domain::{ClientId, PaymentMethodId, PracticeId};
use sea_orm::sea_query::SelectStatement;
use sea_orm::{
    ActiveModelTrait, ColumnTrait, EntityTrait, IntoActiveModel, QueryFilter, QueryOrder, QuerySelect,
    QueryTrait, Select,
};

use crate::columns::{from_json, instant_of, json, micros, micros_of, word_of};
use crate::holding::held;
use crate::rows::payment_methods::{Column, Entity, Model};
use crate::upsert::{KEYS_MAX, Tally, upsert_many};
use crate::{Access, StoreError, Unit, clients};

/// The cards of a client that something can be taken with, the default one first.
///
/// # Errors
/// When the database cannot be read.
pub async fn of_client(access: &impl Access, client: ClientId) -> Result<Vec<PaymentMethod>, StoreError> {
    let rows = Entity::find()
        .filter(Column::ClientId.eq(client.uuid()))
        .filter(Column::DetachedAt.is_null())
        .order_by_desc(Column::IsDefault)
        .order_by_asc(Column::Id)
        .all(access.connection())
        .await?;
    rows.into_iter().map(record).collect()
}

/// Some of the processor's customers whose cards something can be taken with, in their order, those after `after` only. For workers.
///
/// # Errors
/// When the database cannot be read.
pub async fn customers(
    access: &impl Access,
    after: Option<&str>,
    limit: u64,
) -> Result<Vec<String>, StoreError> {
    let mut found = Entity::find()
        .select_only()
        .column(Column::ProcessorCustomer)
        .filter(Column::DetachedAt.is_null())
        .distinct()
        .order_by_asc(Column::ProcessorCustomer)
        .limit(limit);
    if let Some(after) = after {
        found = found.filter(Column::ProcessorCustomer.gt(after));
    }
    Ok(found.into_tuple().all(access.connection()).await?)
}

/// The cards of one of the processor's customers that something can be taken with, whosever they are. For workers.
///
/// # Errors
/// When the database cannot be read.
pub async fn of_customer(access: &impl Access, customer: &str) -> Result<Vec<PaymentMethod>, StoreError> {
    let rows = Entity::find()
        .filter(Column::ProcessorCustomer.eq(customer))
        .filter(Column::DetachedAt.is_null())
        .order_by_asc(Column::ClientId)
        .order_by_asc(Column::Id)
        .all(access.connection())
        .await?;
    rows.into_iter().map(record).collect()
}

/// The card that a client's charges are taken with.
///
/// # Errors
/// When the database cannot be read.
pub async fn default_of_client(
    access: &impl Access,
    client: ClientId,
) -> Result<Option<PaymentMethod>, StoreError> {
    let row = Entity::find()
        .filter(Column::ClientId.eq(client.uuid()))
        .filter(Column::IsDefault.eq(true))
        .one(access.connection())
        .await?;
    row.map(record).transpose()
}

/// The cards that the charges of these clients are taken with; clients without one are left out.
///
/// # Errors
/// When the database cannot be read.
pub async fn defaults_of_clients(
    access: &impl Access,
    clients: &[ClientId],
) -> Result<HashMap<ClientId, PaymentMethod>, StoreError> {
    defaults(access, clients, |query| query).await
}

/// The same, which nobody takes away until the unit ends.
///
/// # Errors
/// When the database cannot be read.
pub async fn hold_defaults_of_clients(
    unit: &Unit,
    clients: &[ClientId],
) -> Result<HashMap<ClientId, PaymentMethod>, StoreError> {
    let mut found = HashMap::with_capacity(clients.len());
    let mut missing = clients.to_vec();
    // Whoever waited for a card that an export was about to replace gets neither: that one is no default any more, and its successor was
    // not there when the question was asked. So where there is one by now, it is asked once more.
    while !missing.is_empty() {
        found.extend(defaults(unit, &missing, in_order).await?);
        missing.retain(|client| !found.contains_key(client));
        let there = defaults_of_clients(unit, &missing).await?;
        missing.retain(|client| there.contains_key(client));
    }
    Ok(found)
}

async fn defaults(
    access: &impl Access,
    clients: &[ClientId],
    reading: fn(Select<Entity>) -> Select<Entity>,
) -> Result<HashMap<ClientId, PaymentMethod>, StoreError> {
    let mut found = HashMap::with_capacity(clients.len());
    for some in clients.chunks(KEYS_MAX) {
        let theirs = Entity::find()
            .filter(Column::ClientId.is_in(some.iter().map(|id| id.uuid())))
            .filter(Column::IsDefault.eq(true));
        for row in reading(theirs).all(access.connection()).await? {
            let method = record(row)?;
            found.insert(method.client, method);
        }
    }
    Ok(found)
}

/// The cards of a client, those that were detached as well, which nobody else writes until the unit ends.
///
/// # Errors
/// When the database cannot be read.
pub async fn hold_of_client(unit: &Unit, client: ClientId) -> Result<Vec<PaymentMethod>, StoreError> {
    let theirs = Entity::find().filter(Column::ClientId.eq(client.uuid()));
    let rows = in_order(theirs).all(unit.connection()).await?;
    rows.into_iter().map(record).collect()
}

/// Held by whoever reads them, always in this order, so that two who do never wait for each other.
fn in_order(cards: Select<Entity>) -> Select<Entity> {
    held(cards.order_by_asc(Column::ClientId).order_by_asc(Column::Id))
}

/// Cards that clients took away here, and of which the processor is to hear by now. For workers.
///
/// # Errors
/// When the database cannot be read.
pub async fn to_detach(
    access: &impl Access,
    now: DateTime<Utc>,
    limit: u64,
) -> Result<Vec<PaymentMethod>, StoreError> {
    let rows = Entity::find()
        .filter(Column::DetachDueAt.lte(micros(now)))
        .order_by_asc(Column::DetachDueAt)
        .limit(limit)
        .all(access.connection())
        .await?;
    rows.into_iter().map(record).collect()
}

/// Writes a card that was not there.
///
/// # Errors
/// [`StoreError::Conflict`] when the client would have two default cards, or one card twice.
pub async fn insert(unit: &Unit, method: &PaymentMethod) -> Result<(), StoreError> {
    Entity::insert(row(method)?.into_active_model()).exec_without_returning(unit.connection()).await?;
    Ok(())
}

/// One card of this client, be it detached by now.
///
/// # Errors
/// When the database cannot be read.
pub async fn one_of_client(
    access: &impl Access,
    client: ClientId,
    id: PaymentMethodId,
) -> Result<Option<PaymentMethod>, StoreError> {
    let row = Entity::find_by_id((client.uuid(), id.uuid())).one(access.connection()).await?;
    row.map(record).transpose()
}

/// All cards of a practice's clients, those that were detached as well.
///
/// # Errors
/// When the database cannot be read.
pub async fn of_practice(
    access: &impl Access,
    practice: PracticeId,
) -> Result<Vec<PaymentMethod>, StoreError> {
    let rows = Entity::find()
        .filter(Column::PracticeId.eq(practice.uuid()))
        .filter(Column::ClientId.in_subquery(clients::ids_here(practice)))
        .all(access.connection())
        .await?;
    rows.into_iter().map(record).collect()
}

/// All cards that something can be taken with. For comparing them with the processor's.
///
/// # Errors
/// When the database cannot be read.
pub async fn all(access: &impl Access) -> Result<Vec<PaymentMethod>, StoreError> {
    let rows = Entity::find()
        .filter(Column::DetachedAt.is_null())
        .filter(Column::ClientId.in_subquery(clients::all_ids_here()))
        .all(access.connection())
        .await?;
    rows.into_iter().map(record).collect()
}

/// The ids of the clients who have a card that hangs on this customer of the processor's.
pub(crate) fn clients_of_customer(customer: &str) -> SelectStatement {
    let cards = Entity::find().select_only().column(Column::ClientId);
    cards.filter(Column::ProcessorCustomer.eq(customer)).into_query()
}

/// The cards that are this one of the processor's, and not detached yet: of one client, or of each of a family. For workers.
///
/// # Errors
/// When the database cannot be read.
pub async fn by_processor_method(
    access: &impl Access,
    method: &str,
) -> Result<Vec<PaymentMethod>, StoreError> {
    let rows = Entity::find()
        .filter(Column::ProcessorMethod.eq(method))
        .filter(Column::DetachedAt.is_null())
        .order_by_asc(Column::Id)
        .all(access.connection())
        .await?;
    rows.into_iter().map(record).collect()
}

/// Writes what the processor says of a card that is there.
///
/// # Errors
/// [`StoreError::Stale`] when it is no longer what was seen; then nothing was written.
pub async fn save(unit: &Unit, seen: &PaymentMethod, now: &PaymentMethod) -> Result<(), StoreError> {
    let key = (seen.client.uuid(), seen.id.uuid());
    let there = held(Entity::find_by_id(key)).one(unit.connection()).await?;
    if there != Some(row(seen)?) {
        return Err(StoreError::Stale);
    }
    Entity::update(row(now)?.into_active_model().reset_all()).exec(unit.connection()).await?;
    Ok(())
}

/// Puts cards as an import brings them, known by id. Of one that is there, what the export says counts as [`PaymentMethod::after_export`]
/// says, seen from what it is now. Again does nothing.
///
/// # Errors
/// [`StoreError::Conflict`] when a client would have two default cards, or one card twice.
pub async fn upsert(unit: &Unit, methods: &[PaymentMethod]) -> Result<Tally, StoreError> {
    let methods = over_what_is_there(unit, methods).await?;
    // A card that is no longer the default makes room for the one that now is.
    let (defaults, others): (Vec<_>, Vec<_>) = methods.iter().partition(|method| method.is_default);
    let brought = [
        Column::ProcessorMethod,
        Column::ProcessorCustomer,
        Column::Brand,
        Column::Last4,
        Column::ExpMonth,
        Column::ExpYear,
        Column::IsDefault,
        Column::Exported,
    ];
    let mut tally = Tally::default();
    for some in [others, defaults] {
        let rows = some.into_iter().map(row).collect::<Result<_, _>>()?;
        tally += upsert_many::<Entity>(unit, rows, Column::Id, &brought).await?;
    }
    Ok(tally)
}

/// What becomes of the cards that an export brings, and of others of their clients': one of a client's is charged.
async fn over_what_is_there(
    unit: &Unit,
    methods: &[PaymentMethod],
) -> Result<Vec<PaymentMethod>, StoreError> {
    let mut brought: HashMap<ClientId, Vec<&PaymentMethod>> = HashMap::new();
    for method in methods {
        brought.entry(method.client).or_default().push(method);
    }
    let mut clients: Vec<ClientId> = brought.keys().copied().collect();
    clients.sort_unstable();
    let mut over = Vec::with_capacity(methods.len());
    for some in clients.chunks(KEYS_MAX) {
        let theirs = Entity::find().filter(Column::ClientId.is_in(some.iter().map(|id| id.uuid())));
        let rows = in_order(theirs).all(unit.connection()).await?;
        let mut there: HashMap<ClientId, Vec<PaymentMethod>> = HashMap::new();
        for card in rows.into_iter().map(record) {
            let card = card?;
            there.entry(card.client).or_default().push(card);
        }
        for client in some {
            let before = there.remove(client).unwrap_or_default();
            over.extend(after_export(before, brought.remove(client).unwrap_or_default()));
        }
    }
    Ok(over)
}

/// The cards of a client that an export brings or changes.
fn after_export(before: Vec<PaymentMethod>, brought: Vec<&PaymentMethod>) -> Vec<PaymentMethod> {
    let mut cards = before.clone();
    for it in &brought {
        match (cards.iter_mut().find(|card| card.id == it.id), &it.exported) {
            // It hangs on the customer on which it was set up, whatever the export says of that.
            (Some(card), Some(said)) => *card = card.clone().after_export(said),
            (Some(card), None) => *card = (*it).clone(),
            (None, _) => cards.push((*it).clone()),
        }
    }
    if brought.iter().any(|it| it.exported.is_some()) {
        leave_one_default(&mut cards);
    }
    let is_brought = |card: &PaymentMethod| brought.iter().any(|it| it.id == card.id);
    cards.retain(|card| is_brought(card) || !before.contains(card));
    cards
}

fn row(it: &PaymentMethod) -> Result<Model, StoreError> {
    Ok(Model {
        client_id: it.client.uuid(),
        id: it.id.uuid(),
        practice_id: it.practice.uuid(),
        processor_method: it.processor_method.clone(),
        processor_customer: it.processor_customer.clone(),
        brand: it.card.brand.clone(),
        last4: it.card.last4.clone(),
        exp_month: it.exp_month.into(),
        exp_year: it.exp_year.into(),
        is_default: it.is_default,
        exported: it.exported.as_ref().map(|said| json("payment_methods.exported", said)).transpose()?,
        detached_at: micros_of(it.detached_at),
        detach_due_at: micros_of(it.detach_due_at),
        funding: it.funding.map(|it| it.as_str().to_owned()),
        is_hsa_fsa: it.is_hsa_fsa,
        renewed_at: micros_of(it.renewed_at),
    })
}

fn record(row: Model) -> Result<PaymentMethod, StoreError> {
    let corrupt = |problem| StoreError::corrupt("payment_methods", problem);
    Ok(PaymentMethod {
        id: PaymentMethodId::new(row.id),
        practice: PracticeId::new(row.practice_id),
        client: ClientId::new(row.client_id),
        processor_method: row.processor_method,
        processor_customer: row.processor_customer,
        card: CardShown { brand: row.brand, last4: row.last4 },
        exp_month: u8::try_from(row.exp_month).map_err(corrupt)?,
        exp_year: u16::try_from(row.exp_year).map_err(corrupt)?,
        is_default: row.is_default,
        exported: row.exported.map(|said| from_json("payment_methods.exported", &said)).transpose()?,
        detached_at: instant_of("payment_methods.detached_at", row.detached_at)?,
        detach_due_at: instant_of("payment_methods.detach_due_at", row.detach_due_at)?,
        funding: word_of("payment_methods.funding", row.funding.as_deref())?,
        is_hsa_fsa: row.is_hsa_fsa,
        renewed_at: instant_of("payment_methods.renewed_at", row.renewed_at)?,
    })
}
