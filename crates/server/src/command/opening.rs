use anyhow::{Context, Result, ensure};
use store::{Options, Store};

use crate::config::StoredSettings;

/// Opens the database, which has to be in the shape this version needs.
pub async fn open(settings: &StoredSettings) -> Result<Store> {
    let store = connect_to_known(settings).await?;
    let pending = store.steps_pending().await.context("the shape of the database could not be read")?;
    ensure!(pending == 0, "the database is not in the shape this version needs; run `almoner migrate` first");
    Ok(store)
}

/// Opens the database, unless a newer program has changed its shape.
pub async fn connect_to_known(settings: &StoredSettings) -> Result<Store> {
    let store = connect(settings).await?;
    let ahead = store.is_ahead().await.context("the shape of the database could not be read")?;
    ensure!(!ahead, "a newer version of almoner has changed this database; use that version or a later one");
    Ok(store)
}

/// Opens the database, whatever its shape.
pub async fn connect(settings: &StoredSettings) -> Result<Store> {
    Store::connect(&settings.database, &Options::default()).await.context("the database could not be opened")
}
