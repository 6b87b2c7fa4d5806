//! What every use case works with.

use std::sync::Arc;

use eligibility::Clearinghouse;
use photos::Photos;
use processor::Processor;
use store::Store;
use tokio::sync::Notify;

use crate::clock::Clock;
use crate::ids::Ids;

/// The billing desk's own means. Clones share them.
#[derive(Clone, Debug)]
pub struct Desk {
    /// What is kept.
    pub store: Store,
    /// What day it is for charges and notices.
    pub business: Clock,
    /// For sessions, limits and signatures.
    pub real: Clock,
    /// Makes ids.
    pub ids: Ids,
    /// Takes the money.
    pub processor: Processor,
    /// Asks payers about coverages; none where the practice has no account with such a service.
    pub clearinghouse: Option<Clearinghouse>,
    /// Keeps photos of cards; nothing does where no key for them is set.
    pub photos: Option<Photos>,
    /// Where clients reach the desk, such as `https://desk.example.com`, without a slash at the end.
    pub public_url: Arc<str>,
    /// Tells the worker of this process that something may be due: a mail was written or the business clock was moved.
    pub wake: Arc<Notify>,
}

impl Desk {
    /// The public address of one of our pages.
    #[must_use]
    pub fn page(&self, path: &str) -> String {
        format!("{}{path}", self.public_url)
    }
}
