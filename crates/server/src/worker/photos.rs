//! Objects of photos that no row names are deleted, and what is under the previous key is encrypted anew.

use std::error::Error;
use std::sync::{Arc, Mutex, PoisonError};

use chrono::{DateTime, Duration, Utc};
use domain::CardPhotoId;
use store::{card_photos, photo_deletions};

use crate::desk::Desk;
use crate::service::{Failure, photo_keys};

/// Objects that are deleted in one go.
const SOME: u64 = 20;

/// After how long an object is tried again that could not be deleted.
const AGAIN: Duration = Duration::minutes(1);

/// After how long it is looked again for photos under the previous key: another process may still have it as its present one.
const LOOK_AGAIN: Duration = Duration::hours(1);

/// After how long, where one of them could not be encrypted anew.
const REST: Duration = Duration::minutes(10);

/// When it is looked for photos under the previous key. Clones share it.
#[derive(Clone, Debug, Default)]
pub struct PhotoRound(Arc<Mutex<DateTime<Utc>>>);

impl PhotoRound {
    /// Deletes some of the objects that are due, or encrypts some photos anew, and says how many it was.
    ///
    /// # Errors
    /// When the store fails.
    pub async fn turn(&self, desk: &Desk) -> Result<usize, Failure> {
        if desk.photos.is_none() {
            return Ok(0);
        }
        let deleted = deleted(desk).await?;
        if deleted > 0 || self.looks_at() > desk.real.now() {
            return Ok(deleted);
        }
        match photo_keys::renew(desk).await {
            Ok(0) => self.look_after(desk, LOOK_AGAIN),
            Ok(renewed) => return Ok(renewed),
            Err(error) => {
                let error = &error as &dyn Error;
                tracing::error!(error, "a photo could not be encrypted anew under the present key");
                self.look_after(desk, REST);
            }
        }
        Ok(0)
    }

    /// Whether there is something to do.
    pub async fn is_due(&self, desk: &Desk) -> bool {
        let Some(photos) = &desk.photos else { return false };
        let (reader, now) = (desk.store.reader(), desk.real.now());
        let deletions = photo_deletions::due(&reader, now, 1).await.is_ok_and(|it| !it.is_empty());
        let looks = async || card_photos::under_other_keys(&reader, [photos.keys().current()], 1).await;
        deletions || (self.looks_at() <= now && looks().await.is_ok_and(|it| !it.is_empty()))
    }

    fn looks_at(&self) -> DateTime<Utc> {
        *self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn look_after(&self, desk: &Desk, rest: Duration) {
        *self.0.lock().unwrap_or_else(PoisonError::into_inner) = desk.real.now() + rest;
    }
}

fn stays(photo: CardPhotoId, error: &(dyn Error + 'static)) {
    tracing::warn!(error, %photo, "the object of a photo could not be deleted, and is tried again");
}

async fn deleted(desk: &Desk) -> Result<usize, Failure> {
    let Some(photos) = &desk.photos else { return Ok(0) };
    let due = photo_deletions::due(&desk.store.reader(), desk.real.now(), SOME).await?;
    for photo in &due {
        let deleted = photos.delete(&photo.to_string()).await;
        let unit = desk.store.begin().await?;
        match deleted {
            // It may have been another worker's turn too.
            Ok(()) => photo_deletions::forget(&unit, *photo).await?,
            Err(error) => {
                stays(*photo, &error);
                photo_deletions::put(&unit, *photo, desk.real.now() + AGAIN).await?;
            }
        }
        unit.commit().await?;
    }
    Ok(due.len())
}
