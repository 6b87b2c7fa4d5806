//! Customers.

use processor::wire::{CustomerObject, Metadata};

use super::{Ledger, Row};
use crate::api::Problem;

impl Row for CustomerObject {
    fn created(&self) -> i64 {
        self.created
    }
}

impl Ledger {
    pub(crate) fn make_customer(&mut self, metadata: Metadata, now: i64) -> String {
        let id = self.id("cus");
        self.put_customer(&id, metadata, now);
        id
    }

    /// The customer of this id. Unknown ones come into being, so that imported ids need no preparation.
    pub(crate) fn customer(&mut self, id: &str, param: &str, now: i64) -> Result<&CustomerObject, Problem> {
        if self.customers.get(id).is_none() {
            if !id.starts_with("cus_") || id.starts_with("cus_missing") {
                return Err(Problem::no_such("customer", id, param));
            }
            self.put_customer(id, Metadata::new(), now);
        }
        self.customers.get(id).ok_or_else(|| Problem::no_such("customer", id, param))
    }

    pub(crate) fn put_customer(&mut self, id: &str, metadata: Metadata, now: i64) {
        let customer = CustomerObject {
            id: id.to_owned(),
            object: "customer".to_owned(),
            created: now,
            deleted: false,
            metadata,
            livemode: false,
        };
        self.customers.put(id, customer);
    }
}
