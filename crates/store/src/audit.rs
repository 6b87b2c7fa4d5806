//! The audit record. Entries are appended in the transaction of the deed, and never changed.

use std::collections::HashSet;

use chrono::{DateTime, Utc};
use domain::actor::Actor;
use domain::audit::{ANNOUNCED, Entry, OF_REFUNDS};
use domain::subject::Subject;
use domain::{AuditId, ChargeId, ClientId, PracticeId};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect, Select};
use uuid::Uuid;

use crate::arrivals::{self, Arrival};
use crate::columns::{from_json, instant, json, micros, subject};
use crate::rows::audit::{Column, Entity, Model};
use crate::upsert::{KEYS_MAX, insert_many};
use crate::{Access, StoreError, Unit};

/// Appends entries.
///
/// # Errors
/// When the database cannot be written to.
pub async fn append(unit: &Unit, entries: &[Entry]) -> Result<(), StoreError> {
    let rows = entries.iter().map(row).collect::<Result<_, _>>()?;
    insert_many::<Entity>(unit, rows).await
}

/// Appends entries about what an import brings, which appear with it.
///
/// # Errors
/// When the database cannot be written to.
pub async fn bring(unit: &Unit, arrival: Arrival, entries: &[Entry]) -> Result<(), StoreError> {
    let marked = |it| Ok(Model { arrival_id: arrival.mark(), ..row(it)? });
    let rows = entries.iter().map(marked).collect::<Result<_, StoreError>>()?;
    insert_many::<Entity>(unit, rows).await
}

/// Takes back what an import brought about these charges and what does not hold after all.
///
/// # Errors
/// When the database cannot be written to.
pub async fn take_back(unit: &Unit, arrival: Arrival, charges: &[ChargeId]) -> Result<(), StoreError> {
    for some in charges.chunks(KEYS_MAX) {
        Entity::delete_many()
            .filter(Column::ArrivalId.eq(arrival.id()))
            .filter(Column::SubjectId.is_in(some.iter().map(|id| id.uuid())))
            .exec(unit.connection())
            .await?;
    }
    Ok(())
}

/// Those of these charges of which their clients were told.
///
/// # Errors
/// When the database cannot be read.
pub async fn announced(access: &impl Access, charges: &[ChargeId]) -> Result<HashSet<ChargeId>, StoreError> {
    let mut found = HashSet::new();
    for some in charges.chunks(KEYS_MAX) {
        let ids: Vec<Uuid> = here()
            .select_only()
            .column(Column::SubjectId)
            .filter(Column::SubjectId.is_in(some.iter().map(|id| id.uuid())))
            .filter(Column::Action.eq(ANNOUNCED))
            .distinct()
            .into_tuple()
            .all(access.connection())
            .await?;
        found.extend(ids.into_iter().map(ChargeId::new));
    }
    Ok(found)
}

/// The entries about a client, newest first, those before `before` only.
///
/// # Errors
/// When the database cannot be read.
pub async fn of_client(
    access: &impl Access,
    client: ClientId,
    before: Option<AuditId>,
    limit: u64,
) -> Result<Vec<Entry>, StoreError> {
    let mut query = here().filter(Column::ClientId.eq(client.uuid()));
    if let Some(before) = before {
        query = query.filter(Column::Id.lt(before.uuid()));
    }
    let rows = query.order_by_desc(Column::Id).limit(limit).all(access.connection()).await?;
    rows.into_iter().map(record).collect()
}

/// So many entries of a practice since an instant, but for those of its own system: the oldest first, those after `after` only.
///
/// # Errors
/// When the database cannot be read.
pub async fn of_others(
    access: &impl Access,
    practice: PracticeId,
    since: DateTime<Utc>,
    after: Option<AuditId>,
    limit: u64,
) -> Result<Vec<Entry>, StoreError> {
    let mut query = here()
        .filter(Column::PracticeId.eq(practice.uuid()))
        .filter(Column::At.gte(micros(since)))
        .filter(Column::Actor.ne(json("audit.actor", &Actor::Practice)?));
    if let Some(after) = after {
        query = query.filter(Column::Id.gt(after.uuid()));
    }
    let rows = query.order_by_asc(Column::Id).limit(limit).all(access.connection()).await?;
    rows.into_iter().map(record).collect()
}

/// What became of a client's refunds, the oldest first.
///
/// # Errors
/// When the database cannot be read.
pub async fn refunds_of_client(access: &impl Access, client: ClientId) -> Result<Vec<Entry>, StoreError> {
    let rows = here()
        .filter(Column::ClientId.eq(client.uuid()))
        .filter(Column::Action.is_in(OF_REFUNDS))
        .order_by_asc(Column::Id)
        .all(access.connection())
        .await?;
    rows.into_iter().map(record).collect()
}

/// All entries about these charges, those of each the oldest first.
///
/// # Errors
/// When the database cannot be read.
pub async fn about_charges(access: &impl Access, charges: &[ChargeId]) -> Result<Vec<Entry>, StoreError> {
    let mut found = Vec::new();
    for some in charges.chunks(KEYS_MAX) {
        let name = some.first().map(|id| Subject::Charge(*id).name());
        let rows = here()
            .filter(Column::SubjectId.is_in(some.iter().map(|id| id.uuid())))
            .filter(Column::Subject.eq(name))
            .order_by_asc(Column::Id)
            .all(access.connection())
            .await?;
        found.extend(rows.into_iter().map(record).collect::<Result<Vec<_>, _>>()?);
    }
    Ok(found)
}

/// The entries about something of this client's, oldest first.
///
/// # Errors
/// When the database cannot be read.
pub async fn about(
    access: &impl Access,
    client: ClientId,
    subject: Subject,
) -> Result<Vec<Entry>, StoreError> {
    let rows = here()
        .filter(Column::ClientId.eq(client.uuid()))
        .filter(Column::SubjectId.eq(subject.uuid()))
        .filter(Column::Subject.eq(subject.name()))
        .order_by_asc(Column::Id)
        .all(access.connection())
        .await?;
    rows.into_iter().map(record).collect()
}

/// The entries that have arrived: what every query of this module begins with.
fn here() -> Select<Entity> {
    Entity::find().filter(arrivals::here(Column::ArrivalId))
}

fn row(it: &Entry) -> Result<Model, StoreError> {
    Ok(Model {
        practice_id: it.practice.uuid(),
        id: it.id.uuid(),
        client_id: it.client.map(ClientId::uuid),
        subject: it.subject.name().to_owned(),
        subject_id: it.subject.uuid(),
        at: micros(it.at),
        actor: json("audit.actor", &it.actor)?,
        action: it.action.as_str().to_owned(),
        facts: json("audit.facts", &it.action)?,
        arrival_id: None,
    })
}

fn record(row: Model) -> Result<Entry, StoreError> {
    Ok(Entry {
        id: AuditId::new(row.id),
        at: instant("audit.at", row.at)?,
        actor: from_json("audit.actor", &row.actor)?,
        practice: PracticeId::new(row.practice_id),
        client: row.client_id.map(ClientId::new),
        subject: subject("audit.subject", &row.subject, row.subject_id)?,
        action: from_json("audit.facts", &row.facts)?,
    })
}
