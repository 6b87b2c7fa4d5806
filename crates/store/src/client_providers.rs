//! Which providers see which clients.

use std::collections::HashSet;

use domain::{ClientId, PracticeId, StaffId};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, QuerySelect};
use uuid::Uuid;

use crate::rows::client_providers::{Column, Entity, Model};
use crate::upsert::{Tally, insert_if_new, insert_many};
use crate::{Access, StoreError, Unit, clients};

/// Who sees whom in a practice.
///
/// # Errors
/// When the database cannot be read.
pub async fn of_practice(
    access: &impl Access,
    practice: PracticeId,
) -> Result<HashSet<(ClientId, StaffId)>, StoreError> {
    let rows: Vec<(Uuid, Uuid)> = Entity::find()
        .select_only()
        .columns([Column::ClientId, Column::ProviderId])
        .filter(Column::PracticeId.eq(practice.uuid()))
        .filter(Column::ClientId.in_subquery(clients::ids_here(practice)))
        .into_tuple()
        .all(access.connection())
        .await?;
    Ok(rows.into_iter().map(|(client, provider)| (ClientId::new(client), StaffId::new(provider))).collect())
}

/// The providers who see a client.
///
/// # Errors
/// When the database cannot be read.
pub async fn of_client(access: &impl Access, client: ClientId) -> Result<Vec<StaffId>, StoreError> {
    let rows = Entity::find().filter(Column::ClientId.eq(client.uuid())).all(access.connection()).await?;
    Ok(rows.into_iter().map(|row| StaffId::new(row.provider_id)).collect())
}

/// Links clients with providers, where they are not linked already.
///
/// # Errors
/// [`StoreError::Failed`] when one of them is not there.
pub async fn upsert(
    unit: &Unit,
    practice: PracticeId,
    links: &[(ClientId, StaffId)],
) -> Result<Tally, StoreError> {
    let mut created = 0;
    for link in links {
        created += u64::from(insert_if_new::<Entity>(unit, model(practice, *link)).await?);
    }
    Ok(Tally { created, changed: 0, unchanged: links.len() as u64 - created })
}

/// Links clients who are new with their providers.
///
/// # Errors
/// [`StoreError::Conflict`] when a link is there already, [`StoreError::Failed`] when one of the two is not.
pub async fn insert(
    unit: &Unit,
    practice: PracticeId,
    links: &[(ClientId, StaffId)],
) -> Result<(), StoreError> {
    let rows = links.iter().map(|link| model(practice, *link)).collect();
    insert_many::<Entity>(unit, rows).await
}

/// Ends links.
///
/// # Errors
/// When the database cannot be written to.
pub async fn remove(unit: &Unit, links: &[(ClientId, StaffId)]) -> Result<(), StoreError> {
    for (client, provider) in links {
        Entity::delete_by_id((client.uuid(), provider.uuid())).exec(unit.connection()).await?;
    }
    Ok(())
}

fn model(practice: PracticeId, (client, provider): (ClientId, StaffId)) -> Model {
    Model { client_id: client.uuid(), provider_id: provider.uuid(), practice_id: practice.uuid() }
}
