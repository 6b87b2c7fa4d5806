//! What the server and the worker work with: a store, clocks, and a processor to ask.

use std::sync::Arc;
use std::time::Duration;

use processor::{Config, Processor};
use server::clock::Clock;
use server::desk::Desk;
use server::ids::Ids;
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
        public_url: public_url.into(),
        wake: Arc::default(),
    }
}

/// Asks the processor at this address, and gives a call up after so long.
pub fn processor(base_url: String, timeout: Duration) -> Processor {
    Processor::new(&Config { base_url, secret: "sk_test_1".into(), timeout }).expect("a client")
}
