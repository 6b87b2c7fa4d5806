//! Changing the key that photos are encrypted under.

use chrono::Duration;
use domain::CardPhotoId;
use domain::card_photo::CardPhoto;
use photos::{Keys, Photos};
use store::{Store, card_photos, photo_deletions};

use super::Failure;
use super::card_photos::{failure, object};
use crate::desk::Desk;
use crate::ids::random;

/// Photos that are looked at in one go.
const SOME: u64 = 20;

/// How long a photo that is being kept may take until it is taken for left behind.
pub(super) const KEPT_WITHIN: Duration = Duration::hours(1);

/// The ids of keys that photos are under and that are not among these; one after the other, for there may be many photos.
///
/// # Errors
/// When the store fails.
pub async fn unknown_keys(store: &Store, keys: Option<&Keys>) -> Result<Vec<String>, Failure> {
    let mut known: Vec<String> = keys.into_iter().flat_map(Keys::ids).map(str::to_owned).collect();
    let mut unknown = Vec::new();
    loop {
        let known_now = known.iter().map(String::as_str);
        let found = card_photos::under_other_keys(&store.reader(), known_now, 1).await?;
        let Some(photo) = found.into_iter().next() else { return Ok(unknown) };
        known.push(photo.key.clone());
        unknown.push(photo.key);
    }
}

/// Encrypts some photos anew that are under the previous key, and says how many it was. Afterwards that key can be taken away.
///
/// # Errors
/// When the store or the object store fails.
pub async fn renew(desk: &Desk) -> Result<usize, Failure> {
    let Some(photos) = &desk.photos else { return Ok(0) };
    let current = photos.keys().current();
    let old = card_photos::under_other_keys(&desk.store.reader(), [current], SOME).await?;
    for photo in &old {
        renewed(desk, photos, photo).await?;
    }
    if !old.is_empty() {
        let left = card_photos::under_other_keys(&desk.store.reader(), [current], 1).await?;
        if left.is_empty() {
            tracing::info!(
                key = current,
                "all photos are under the present key; the previous one can be taken away"
            );
        }
    }
    Ok(old.len())
}

async fn renewed(desk: &Desk, photos: &Photos, old: &CardPhoto) -> Result<(), Failure> {
    let Some(picture) = photos.show(&object(old.id), &old.label()).await.map_err(failure)? else {
        return gone(desk, old).await;
    };
    let id: CardPhotoId = desk.ids.make();
    let new = CardPhoto { id, key: photos.keys().current().to_owned(), ..old.clone() };
    let now = desk.real.now();
    let unit = desk.store.begin().await?;
    photo_deletions::put(&unit, id, now + KEPT_WITHIN).await?;
    unit.commit().await?;
    photos.keep(&object(id), &new.label(), &picture, random()).await.map_err(failure)?;
    let unit = desk.store.begin().await?;
    photo_deletions::take_back(&unit, id).await?;
    card_photos::put(&unit, &new, Some(old)).await?;
    photo_deletions::put(&unit, old.id, now).await?;
    Ok(unit.commit().await?)
}

/// Its object was lost, so there is nothing to show, and its key is not needed for it.
async fn gone(desk: &Desk, photo: &CardPhoto) -> Result<(), Failure> {
    tracing::error!(photo = %photo.id, "the object of a photo is missing, so the photo is forgotten");
    let unit = desk.store.begin().await?;
    card_photos::remove(&unit, photo).await?;
    Ok(unit.commit().await?)
}
