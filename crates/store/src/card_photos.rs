//! Photos of the cards of coverages. Their pictures lie in the object store.

use domain::card_photo::{CardPhoto, CardSide};
use domain::{CardPhotoId, ClientId, CoverageId, PracticeId};
use sea_orm::{ColumnTrait, Condition, EntityTrait, QueryFilter, QueryOrder, QuerySelect};

use crate::columns::{instant, micros, word};
use crate::rows::card_photos::{Column, Entity, Model};
use crate::upsert::insert_if_new;
use crate::{Access, StoreError, Unit};

/// All photos of a client's cards.
///
/// # Errors
/// When the database cannot be read.
pub async fn of_client(access: &impl Access, client: ClientId) -> Result<Vec<CardPhoto>, StoreError> {
    let rows = Entity::find()
        .filter(Column::ClientId.eq(client.uuid()))
        .order_by_asc(Column::CoverageId)
        .order_by_desc(Column::Side)
        .all(access.connection())
        .await?;
    rows.into_iter().map(record).collect()
}

/// The photo of a side of the card of a client's coverage; none of another client's.
///
/// # Errors
/// When the database cannot be read.
pub async fn find_of_client(
    access: &impl Access,
    client: ClientId,
    coverage: CoverageId,
    side: CardSide,
) -> Result<Option<CardPhoto>, StoreError> {
    let key = (client.uuid(), coverage.uuid(), side.as_str().to_owned());
    Entity::find_by_id(key).one(access.connection()).await?.map(record).transpose()
}

/// Writes a photo in the place of the one that was seen there, or where none was.
///
/// # Errors
/// [`StoreError::Stale`] where there is another one by now.
pub async fn put(unit: &Unit, photo: &CardPhoto, seen: Option<&CardPhoto>) -> Result<(), StoreError> {
    if let Some(seen) = seen {
        remove(unit, seen).await?;
    }
    if insert_if_new::<Entity>(unit, row(photo)).await? { Ok(()) } else { Err(StoreError::Stale) }
}

/// Removes the photo that was seen.
///
/// # Errors
/// [`StoreError::Stale`] where it is not there any more.
pub async fn remove(unit: &Unit, seen: &CardPhoto) -> Result<(), StoreError> {
    let key = Condition::all()
        .add(Column::ClientId.eq(seen.client.uuid()))
        .add(Column::CoverageId.eq(seen.coverage.uuid()))
        .add(Column::Side.eq(seen.side.as_str()))
        .add(Column::Id.eq(seen.id.uuid()));
    let removed = Entity::delete_many().filter(key).exec(unit.connection()).await?;
    if removed.rows_affected == 1 { Ok(()) } else { Err(StoreError::Stale) }
}

/// Some of the photos that are under none of these keys, of whichever client.
///
/// # Errors
/// When the database cannot be read.
pub async fn under_other_keys(
    access: &impl Access,
    keys: impl IntoIterator<Item = &str>,
    limit: u64,
) -> Result<Vec<CardPhoto>, StoreError> {
    let rows = Entity::find()
        .filter(Column::KeyId.is_not_in(keys))
        .order_by_asc(Column::Id)
        .limit(limit)
        .all(access.connection())
        .await?;
    rows.into_iter().map(record).collect()
}

fn row(it: &CardPhoto) -> Model {
    Model {
        client_id: it.client.uuid(),
        coverage_id: it.coverage.uuid(),
        side: it.side.as_str().to_owned(),
        id: it.id.uuid(),
        practice_id: it.practice.uuid(),
        key_id: it.key.clone(),
        sent_at: micros(it.sent_at),
    }
}

fn record(row: Model) -> Result<CardPhoto, StoreError> {
    Ok(CardPhoto {
        id: CardPhotoId::new(row.id),
        practice: PracticeId::new(row.practice_id),
        client: ClientId::new(row.client_id),
        coverage: CoverageId::new(row.coverage_id),
        side: word("card_photos.side", &row.side)?,
        key: row.key_id,
        sent_at: instant("card_photos.sent_at", row.sent_at)?,
    })
}
