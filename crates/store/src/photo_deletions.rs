//! Objects to be deleted: pictures in whose place there is another, that were removed, or that are just being kept and have no row
//! yet. So none stays behind, whenever the process ends.

use chrono::{DateTime, Utc};
use domain::CardPhotoId;
use sea_orm::sea_query::OnConflict;
use sea_orm::{ColumnTrait, EntityTrait, IntoActiveModel, QueryFilter, QueryOrder, QuerySelect};

use crate::columns::micros;
use crate::rows::photo_deletions::{Column, Entity, Model};
use crate::{Access, StoreError, Unit};

/// Has the object of this photo deleted at `due_at`, whatever was said of it before.
///
/// # Errors
/// When the database cannot be written to.
pub async fn put(unit: &Unit, photo: CardPhotoId, due_at: DateTime<Utc>) -> Result<(), StoreError> {
    let row = Model { photo_id: photo.uuid(), due_at: micros(due_at) };
    let over = OnConflict::column(Column::PhotoId).update_column(Column::DueAt).to_owned();
    Entity::insert(row.into_active_model())
        .on_conflict(over)
        .exec_without_returning(unit.connection())
        .await?;
    Ok(())
}

/// The object of this photo stays.
///
/// # Errors
/// [`StoreError::Stale`] where it was deleted already.
pub async fn take_back(unit: &Unit, photo: CardPhotoId) -> Result<(), StoreError> {
    let taken = Entity::delete_by_id(photo.uuid()).exec(unit.connection()).await?;
    if taken.rows_affected == 1 { Ok(()) } else { Err(StoreError::Stale) }
}

/// The object of this photo is gone.
///
/// # Errors
/// When the database cannot be written to.
pub async fn forget(unit: &Unit, photo: CardPhotoId) -> Result<(), StoreError> {
    Entity::delete_by_id(photo.uuid()).exec(unit.connection()).await?;
    Ok(())
}

/// Some of those that are due.
///
/// # Errors
/// When the database cannot be read.
pub async fn due(
    access: &impl Access,
    now: DateTime<Utc>,
    limit: u64,
) -> Result<Vec<CardPhotoId>, StoreError> {
    let rows = Entity::find()
        .filter(Column::DueAt.lte(micros(now)))
        .order_by_asc(Column::DueAt)
        .limit(limit)
        .all(access.connection())
        .await?;
    Ok(rows.into_iter().map(|row| CardPhotoId::new(row.photo_id)).collect())
}
