//! Pictures that people send: read under limits, written anew without anything that came along, and kept encrypted in an object
//! store.
//!
//! Knows nothing of whose pictures they are. Whoever keeps one says under which name, and with which label: a text that says what
//! it is of. A picture is shown again under the label that it was kept with alone, so that an object which somebody puts in the
//! place of another is refused.

mod complete;
mod keys;
mod objects;
mod picture;
mod reading;
mod sealed;

use std::sync::Arc;

pub use keys::{KeyProblem, Keys};
pub use objects::{Bucket, Place, PlaceProblem};
pub use picture::{BYTES_MAX, PIXELS_MAX, Picture, Refused, SIDE_MAX};
pub use reading::{ReadProblem, Reading};
pub use sealed::{NONCE, OpenProblem};

use objects::Objects;

/// Pictures, kept. Clones share them.
#[derive(Clone, Debug)]
pub struct Photos {
    objects: Objects,
    keys: Arc<Keys>,
    reading: Reading,
}

/// Why a picture is not kept, or not shown.
#[derive(Debug, thiserror::Error)]
pub enum Failed {
    /// The object store does not answer as it should, for now.
    #[error("the object store failed")]
    Store(#[source] Box<dyn std::error::Error + Send + Sync>),
    /// What lies there is not what was kept under this label.
    #[error("the object cannot be opened")]
    Open(#[from] OpenProblem),
}

impl Photos {
    /// Pictures in this place, under these keys.
    ///
    /// # Errors
    /// When the place cannot be used.
    pub fn new(place: &Place, keys: Keys) -> Result<Self, PlaceProblem> {
        Ok(Self { objects: Objects::open(place)?, keys: Arc::new(keys), reading: Reading::default() })
    }

    /// What reads pictures that were sent.
    #[must_use]
    pub const fn reading(&self) -> &Reading {
        &self.reading
    }

    /// The keys.
    #[must_use]
    pub fn keys(&self) -> &Keys {
        &self.keys
    }

    /// Keeps a picture encrypted under the current key. The nonce is chance, and used once.
    ///
    /// # Errors
    /// When the object store fails.
    pub async fn keep(&self, name: &str, label: &str, picture: &[u8], nonce: NONCE) -> Result<(), Failed> {
        let object = sealed::seal(&self.keys, label, picture, nonce)?;
        self.objects.put(name, object).await
    }

    /// The picture that was kept under this name and this label; none where there is no such object.
    ///
    /// # Errors
    /// When the object store fails, or the object is not the one that was kept.
    pub async fn show(&self, name: &str, label: &str) -> Result<Option<Vec<u8>>, Failed> {
        let Some(object) = self.objects.get(name).await? else { return Ok(None) };
        Ok(Some(sealed::open(&self.keys, label, &object)?))
    }

    /// Deletes what is kept under this name. It is no failure that nothing is.
    ///
    /// # Errors
    /// When the object store fails.
    pub async fn delete(&self, name: &str) -> Result<(), Failed> {
        self.objects.delete(name).await
    }
}
