use anyhow::{Result, ensure};
use photos::Photos;
use store::Store;

use crate::config::PhotoSettings;
use crate::service::photo_keys::unknown_keys;

/// Where photos are kept. Those that there are can be shown: their keys are known.
pub async fn open(store: &Store, settings: &PhotoSettings) -> Result<Option<Photos>> {
    let photos = settings.photos()?;
    let unknown = unknown_keys(store, photos.as_ref().map(Photos::keys)).await?;
    ensure!(
        unknown.is_empty(),
        "there are photos of insurance cards that are encrypted under {}, which --photo-keys does not have; give it again \
         behind the present one, as in NEW:KEY,OLD:KEY, until the log says that no photo is left under it",
        unknown.join(" and ")
    );
    Ok(photos)
}
