//! What the server and the worker work with: a store, clocks, and a processor to ask.

use std::path::Path;
use std::sync::Arc;
use std::time::Duration;

use base64::Engine;
use base64::prelude::BASE64_STANDARD;
use photos::{Keys, Photos, Place};
use processor::{Config, Processor};
use secrecy::SecretString;
use server::clock::Clock;
use server::desk::Desk;
use server::ids::{Ids, random};
use store::Store;

use crate::sample::{NOW, at};

/// A business clock that stands where the sample's days begin.
pub fn business() -> Clock {
    Clock::standing_at(at(NOW))
}

pub fn desk(store: &Store, business: Clock, real: Clock, processor: Processor, public_url: &str) -> Desk {
    Desk {
        store: store.clone(),
        business,
        ids: Ids::new(real.clone()),
        real,
        processor,
        clearinghouse: None,
        photos: None,
        public_url: public_url.into(),
        wake: Arc::default(),
    }
}

/// Keeps photos in this folder, under a key that no other test has.
pub fn photos(folder: &Path) -> Photos {
    let key = BASE64_STANDARD.encode(random::<32>());
    let keys = Keys::parse(&SecretString::from(format!("test:{key}"))).expect("a key");
    Photos::new(&Place::Folder(folder.to_owned()), keys).expect("a folder")
}

/// Asks the processor at this address, and gives a call up after so long.
pub fn processor(base_url: String, timeout: Duration) -> Processor {
    Processor::new(&Config { base_url, secret: "sk_test_1".into(), timeout }).expect("a client")
}
