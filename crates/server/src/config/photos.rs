use std::path::PathBuf;

use clap::Args;
use photos::{Bucket, KeyProblem, Keys, Photos, Place, PlaceProblem};
use secrecy::SecretString;

/// Where photos of cards are kept, and what they are encrypted under.
#[derive(Clone, Debug, Args)]
pub struct PhotoSettings {
    /// What photos of insurance cards are encrypted under, as `ID:KEY`: a name for the key, such as 2026, and 32 bytes in base64,
    /// such as `openssl rand -base64 32` makes. To change it, put the new one in front: `NEW:KEY,OLD:KEY`. Without, nobody can send
    /// photos.
    #[arg(long, env = "ALMONER_PHOTO_KEYS", value_name = "KEYS", hide_env_values = true)]
    pub photo_keys: Option<SecretString>,
    /// The folder that photos of insurance cards are kept in, encrypted.
    #[arg(long, env = "ALMONER_PHOTO_DIRECTORY", value_name = "DIR", default_value = "photos")]
    pub photo_directory: PathBuf,
    /// The bucket that photos are kept in instead, where S3's protocol is spoken: `NAME`, or `NAME/PREFIX`.
    #[arg(long, env = "ALMONER_PHOTO_BUCKET", value_name = "NAME", conflicts_with = "photo_directory")]
    pub photo_bucket: Option<String>,
    /// The address of what speaks S3's protocol; Amazon's own if not given.
    #[arg(long, env = "ALMONER_PHOTO_BUCKET_URL", value_name = "URL", requires = "photo_bucket")]
    pub photo_bucket_url: Option<String>,
    /// The region of the bucket.
    #[arg(long, env = "ALMONER_PHOTO_BUCKET_REGION", value_name = "REGION", default_value = "us-east-1")]
    pub photo_bucket_region: String,
    /// The id of the access key to the bucket.
    #[arg(long, env = "ALMONER_PHOTO_BUCKET_KEY_ID", value_name = "ID", requires = "photo_bucket")]
    pub photo_bucket_key_id: Option<String>,
    /// The access key to the bucket.
    #[arg(
        long,
        env = "ALMONER_PHOTO_BUCKET_KEY",
        value_name = "KEY",
        hide_env_values = true,
        requires = "photo_bucket"
    )]
    pub photo_bucket_key: Option<SecretString>,
}

/// Why photos cannot be kept.
#[derive(Debug, thiserror::Error)]
pub enum PhotoProblem {
    /// The keys are no good.
    #[error("--photo-keys cannot be used")]
    Keys(#[from] KeyProblem),
    /// Nobody said what they are encrypted under.
    #[error("a bucket for photos is set up and nothing to encrypt them under; give --photo-keys")]
    NoKeys,
    /// A bucket opens to nobody without.
    #[error("give --photo-bucket-key-id and --photo-bucket-key, which open the bucket for photos")]
    NoBucketKey,
    /// A bucket on the way to which everybody could read along.
    #[error("the address of the bucket for photos has to begin with https:// unless it is on this machine")]
    InTheClear,
    /// They cannot be kept there.
    #[error("photos cannot be kept where the settings say")]
    Place(#[from] PlaceProblem),
}

impl PhotoSettings {
    /// Where photos are kept; nowhere where there is no key.
    ///
    /// # Errors
    /// When the settings are no good.
    pub fn photos(&self) -> Result<Option<Photos>, PhotoProblem> {
        let Some(keys) = &self.photo_keys else {
            return if self.photo_bucket.is_some() { Err(PhotoProblem::NoKeys) } else { Ok(None) };
        };
        let keys = Keys::parse(keys)?;
        Ok(Some(Photos::new(&self.place()?, keys)?))
    }

    fn place(&self) -> Result<Place, PhotoProblem> {
        let Some(bucket) = &self.photo_bucket else { return Ok(Place::Folder(self.photo_directory.clone())) };
        let (Some(key_id), Some(key)) = (&self.photo_bucket_key_id, &self.photo_bucket_key) else {
            return Err(PhotoProblem::NoBucketKey);
        };
        let is_plain = |url: &str| !url.starts_with("https://") && !is_here(url);
        if self.photo_bucket_url.as_deref().is_some_and(is_plain) {
            return Err(PhotoProblem::InTheClear);
        }
        let (name, prefix) = match bucket.split_once('/') {
            Some((name, prefix)) => (name, Some(prefix.trim_matches('/').to_owned())),
            None => (bucket.as_str(), None),
        };
        Ok(Place::Bucket(Bucket {
            name: name.to_owned(),
            prefix: prefix.filter(|it| !it.is_empty()),
            url: self.photo_bucket_url.clone(),
            region: self.photo_bucket_region.clone(),
            key_id: key_id.clone(),
            key: key.clone(),
        }))
    }
}

/// Whether nothing that is sent there leaves this machine.
fn is_here(url: &str) -> bool {
    ["http://localhost", "http://127.0.0.1", "http://[::1]"].iter().any(|here| {
        let rest = url.strip_prefix(here);
        rest.is_some_and(|rest| rest.is_empty() || rest.starts_with([':', '/']))
    })
}

#[cfg(test)]
mod tests {
    use clap::Parser;

    use super::*;
    use crate::config::{Command, CommandLine};

    const KEYS: &str = "--photo-keys=2026:AQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQE=";

    fn place(args: &[&str]) -> Result<Place, PhotoProblem> {
        settings(args).place()
    }

    fn settings(args: &[&str]) -> PhotoSettings {
        let line = CommandLine::try_parse_from([&["almoner", "serve"], args].concat()).expect("settings");
        let Command::Serve(settings) = line.command else { panic!("not asked to serve") };
        settings.photos
    }

    #[test]
    fn without_a_key_no_photos_are_kept_and_a_bucket_without_one_is_a_mistake() {
        assert!(settings(&[]).photos().expect("fine").is_none());
        let refused = settings(&["--photo-bucket=cards"]).photos();
        assert!(matches!(refused, Err(PhotoProblem::NoKeys)), "{refused:?}");
        let refused = settings(&["--photo-keys=2026:secret"]).photos().expect_err("no key");
        assert!(matches!(refused, PhotoProblem::Keys(_)), "{refused:?}");
    }

    #[test]
    fn a_bucket_has_a_key_and_what_is_sent_there_is_seen_by_nobody_on_the_way() {
        let refused = place(&[KEYS, "--photo-bucket=cards"]);
        assert!(matches!(refused, Err(PhotoProblem::NoBucketKey)), "{refused:?}");
        let bucket = |url: &str| {
            let url = format!("--photo-bucket-url={url}");
            place(&[
                KEYS,
                "--photo-bucket=cards/of/us",
                &url,
                "--photo-bucket-key-id=id",
                "--photo-bucket-key=secret",
            ])
        };
        for open in ["http://store.example", "http://localhost.store.example", "ftp://localhost"] {
            assert!(matches!(bucket(open), Err(PhotoProblem::InTheClear)), "{open}");
        }
        for fine in ["https://store.example", "http://localhost:9000", "http://127.0.0.1"] {
            let Ok(Place::Bucket(bucket)) = bucket(fine) else { panic!("{fine} is refused") };
            assert_eq!((bucket.name.as_str(), bucket.prefix.as_deref()), ("cards", Some("of/us")));
        }
    }
}
