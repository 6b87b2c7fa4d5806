//! Finding charges.

use std::collections::HashMap;

use domain::charge::{Charge, StateName};
use domain::{ChargeId, ClientId};
use sea_orm::{ColumnTrait, QueryFilter, QueryOrder, QuerySelect};
use uuid::Uuid;

use super::here;
use super::row::{record, records};
use crate::holding::held;
use crate::rows::charges::{Column, Model};
use crate::upsert::KEYS_MAX;
use crate::{Access, StoreError, Unit};

/// The charge of this id, whoever's it is. For workers; what a client asks for goes through [`of_client`].
///
/// # Errors
/// When the database cannot be read.
pub async fn find(access: &impl Access, id: ChargeId) -> Result<Option<Charge>, StoreError> {
    let row = here().filter(Column::Id.eq(id.uuid())).one(access.connection()).await?;
    row.map(record).transpose()
}

/// The charge of this id, which nobody else writes until the unit ends.
///
/// # Errors
/// When the database cannot be read.
pub async fn hold(unit: &Unit, id: ChargeId) -> Result<Option<Charge>, StoreError> {
    let row = held(here().filter(Column::Id.eq(id.uuid()))).one(unit.connection()).await?;
    row.map(record).transpose()
}

/// These charges by id; those that are not there are left out.
///
/// # Errors
/// When the database cannot be read.
pub async fn find_many(
    access: &impl Access,
    ids: &[ChargeId],
) -> Result<HashMap<ChargeId, Charge>, StoreError> {
    let mut found = HashMap::with_capacity(ids.len());
    for some in ids.chunks(KEYS_MAX) {
        let ids = some.iter().map(|id| id.uuid());
        for row in here().filter(Column::Id.is_in(ids)).all(access.connection()).await? {
            let charge = record(row)?;
            found.insert(charge.id, charge);
        }
    }
    Ok(found)
}

/// The charge of this id, if it is this client's.
///
/// # Errors
/// When the database cannot be read.
pub async fn of_client(
    access: &impl Access,
    client: ClientId,
    id: ChargeId,
) -> Result<Option<Charge>, StoreError> {
    let row = here()
        .filter(Column::ClientId.eq(client.uuid()))
        .filter(Column::Id.eq(id.uuid()))
        .one(access.connection())
        .await?;
    row.map(record).transpose()
}

/// The client's charges that may still ask for money or attention: those announced for a day first, the one to be taken first coming
/// first; then those for which no day is planned yet, whatever day was wished for.
///
/// # Errors
/// When the database cannot be read.
pub async fn open_of_client(access: &impl Access, client: ClientId) -> Result<Vec<Charge>, StoreError> {
    let open = StateName::ALL.into_iter().filter(|state| state.is_open()).map(StateName::as_str);
    let mut rows = here()
        .filter(Column::ClientId.eq(client.uuid()))
        .filter(Column::State.is_in(open))
        .all(access.connection())
        .await?;
    // Sorted here, because the two databases differ in where an empty day goes.
    rows.sort_by(|a, b| {
        let key = |row: &Model| (place_of(&row.state), row.day.is_none(), row.day.clone());
        let session = |row: &Model| (row.session_day.clone(), row.session_start.clone(), row.id);
        (key(a), session(a)).cmp(&(key(b), session(b)))
    });
    records(rows)
}

/// How near a charge in this state is to being taken.
fn place_of(state: &str) -> u8 {
    let is = |name: StateName| state == name.as_str();
    if is(StateName::OnHold) {
        1
    } else if is(StateName::Scheduled) {
        2
    } else if is(StateName::AwaitingInsurer) {
        3
    } else {
        0
    }
}

/// The charge whose payment intent this is.
///
/// # Errors
/// When the database cannot be read.
pub async fn by_intent(access: &impl Access, intent: &str) -> Result<Option<Charge>, StoreError> {
    let row = here().filter(Column::IntentId.eq(intent)).one(access.connection()).await?;
    row.map(record).transpose()
}

/// The payment intent of this charge, once it has one.
///
/// # Errors
/// When the database cannot be read.
pub async fn intent_of(access: &impl Access, id: ChargeId) -> Result<Option<String>, StoreError> {
    let row: Option<Option<String>> = here()
        .select_only()
        .column(Column::IntentId)
        .filter(Column::Id.eq(id.uuid()))
        .into_tuple()
        .one(access.connection())
        .await?;
    Ok(row.flatten())
}

/// The payment intents of these charges; those that have none are left out.
///
/// # Errors
/// When the database cannot be read.
pub async fn intents(
    access: &impl Access,
    ids: &[ChargeId],
) -> Result<HashMap<ChargeId, String>, StoreError> {
    let mut found = HashMap::new();
    for some in ids.chunks(KEYS_MAX) {
        let rows: Vec<(Uuid, Option<String>)> = here()
            .select_only()
            .columns([Column::Id, Column::IntentId])
            .filter(Column::Id.is_in(some.iter().map(|id| id.uuid())))
            .into_tuple()
            .all(access.connection())
            .await?;
        found.extend(rows.into_iter().filter_map(|(id, intent)| Some((ChargeId::new(id), intent?))));
    }
    Ok(found)
}

/// Charges that have a payment intent, each with its intent, by id, those after `after` only. Read in pages of `limit` this
/// goes through all of them once.
///
/// # Errors
/// When the database cannot be read.
pub async fn with_intents(
    access: &impl Access,
    after: Option<ChargeId>,
    limit: u64,
) -> Result<Vec<(Charge, String)>, StoreError> {
    let mut query = here().filter(Column::IntentId.is_not_null());
    if let Some(after) = after {
        query = query.filter(Column::Id.gt(after.uuid()));
    }
    let rows = query.order_by_asc(Column::Id).limit(limit).all(access.connection()).await?;
    rows.into_iter()
        .map(|mut row| {
            let intent = row.intent_id.take().unwrap_or_default();
            Ok((record(row)?, intent))
        })
        .collect()
}
