use std::sync::Arc;

use store::Store;
use tokio::sync::Notify;

use crate::clock::Clock;
use crate::desk::Desk;
use crate::ids::Ids;

/// The desk over a store and a processor, which asks no payers.
pub fn desk(store: Store, processor: processor::Processor, business: Clock, public_url: &str) -> Desk {
    let real = Clock::system();
    Desk {
        store,
        business,
        ids: Ids::new(real.clone()),
        real,
        processor,
        clearinghouse: None,
        photos: None,
        public_url: public_url.into(),
        wake: Arc::new(Notify::new()),
    }
}
