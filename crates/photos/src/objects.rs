//! Where objects lie: in a folder, or where S3's protocol is spoken.

use std::path::PathBuf;
use std::sync::Arc;
use std::time::Duration;

use object_store::aws::AmazonS3Builder;
use object_store::local::LocalFileSystem;
use object_store::path::Path;
use object_store::prefix::PrefixStore;
use object_store::{ClientOptions, ObjectStore, ObjectStoreExt, RetryConfig};
// The object store is not built without TLS in it, which this crate asks for.
use reqwest as _;
use secrecy::{ExposeSecret, SecretString};

use crate::Failed;

/// How long one request to a bucket may take, and all attempts at it together.
const REQUEST: Duration = Duration::from_secs(10);
const ALL: Duration = Duration::from_secs(20);

/// Where pictures are kept.
#[derive(Clone, Debug)]
pub enum Place {
    /// In this folder, which is made if it is not there.
    Folder(PathBuf),
    /// In a bucket.
    Bucket(Bucket),
}

/// Where S3's protocol is spoken.
#[derive(Clone, Debug)]
pub struct Bucket {
    /// The bucket's name.
    pub name: String,
    /// What all names in it begin with; none where the bucket is for this alone.
    pub prefix: Option<String>,
    /// The address of what speaks S3's protocol; Amazon's own if there is none.
    pub url: Option<String>,
    /// The region that requests are signed for.
    pub region: String,
    /// The id of the access key.
    pub key_id: String,
    /// The access key.
    pub key: SecretString,
}

/// Why a place cannot be used.
#[derive(Debug, thiserror::Error)]
pub enum PlaceProblem {
    /// The folder is not there and cannot be made.
    #[error("the folder for photos cannot be used")]
    Folder(#[source] std::io::Error),
    /// The settings are no good.
    #[error("the object store for photos cannot be used")]
    Settings(#[source] object_store::Error),
}

#[derive(Clone, Debug)]
pub(crate) struct Objects(Arc<dyn ObjectStore>);

impl Objects {
    pub(crate) fn open(place: &Place) -> Result<Self, PlaceProblem> {
        Ok(Self(match place {
            Place::Folder(folder) => {
                std::fs::create_dir_all(folder).map_err(PlaceProblem::Folder)?;
                // Written through to the disk: a picture that was confirmed outlives the machine.
                let store = LocalFileSystem::new_with_prefix(folder).map_err(PlaceProblem::Settings)?;
                Arc::new(store.with_fsync(true))
            }
            Place::Bucket(bucket) => bucket.open().map_err(PlaceProblem::Settings)?,
        }))
    }

    pub(crate) async fn put(&self, name: &str, object: Vec<u8>) -> Result<(), Failed> {
        self.0.put(&Path::from(name), object.into()).await.map(drop).map_err(failed)
    }

    pub(crate) async fn get(&self, name: &str) -> Result<Option<Vec<u8>>, Failed> {
        match self.0.get(&Path::from(name)).await {
            Ok(found) => Ok(Some(found.bytes().await.map_err(failed)?.to_vec())),
            Err(object_store::Error::NotFound { .. }) => Ok(None),
            Err(error) => Err(failed(error)),
        }
    }

    pub(crate) async fn delete(&self, name: &str) -> Result<(), Failed> {
        match self.0.delete(&Path::from(name)).await {
            Ok(()) | Err(object_store::Error::NotFound { .. }) => Ok(()),
            Err(error) => Err(failed(error)),
        }
    }
}

impl Bucket {
    fn open(&self) -> Result<Arc<dyn ObjectStore>, object_store::Error> {
        // The client for TLS takes the process's provider; whoever was first has set the same.
        let _ = rustls::crypto::ring::default_provider().install_default();
        let is_plain = self.url.as_ref().is_some_and(|it| it.starts_with("http://"));
        let options = ClientOptions::new().with_timeout(REQUEST).with_allow_http(is_plain);
        let retry = RetryConfig { max_retries: 2, retry_timeout: ALL, ..RetryConfig::default() };
        let mut builder = AmazonS3Builder::new()
            .with_bucket_name(&self.name)
            .with_region(&self.region)
            .with_access_key_id(&self.key_id)
            .with_secret_access_key(self.key.expose_secret())
            .with_client_options(options)
            .with_retry(retry);
        if let Some(url) = &self.url {
            builder = builder.with_endpoint(url);
        }
        let store = builder.build()?;
        Ok(match &self.prefix {
            Some(prefix) => Arc::new(PrefixStore::new(store, prefix.as_str())),
            None => Arc::new(store),
        })
    }
}

/// What a bucket says may repeat the request; its sort is all that is needed.
fn failed(error: object_store::Error) -> Failed {
    Failed::Store(Box::new(error))
}
