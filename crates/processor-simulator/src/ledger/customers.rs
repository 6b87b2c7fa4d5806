//! Customers.

use processor::wire::{CustomerObject, Metadata};
use serde::Serialize;

use super::{Ledger, Method, Row};
use crate::api::{MetadataChange, Problem};

/// A customer, as it is answered.
#[derive(Clone, Debug, Serialize)]
pub(crate) struct Customer {
    #[serde(flatten)]
    pub(crate) wire: CustomerObject,
    #[serde(flatten)]
    pub(crate) about: AboutCustomer,
}

/// What a practice may tell the processor of a customer. This product tells it nothing.
#[derive(Clone, Debug, Default, Serialize)]
pub(crate) struct AboutCustomer {
    pub(crate) name: Option<String>,
    pub(crate) email: Option<String>,
    pub(crate) phone: Option<String>,
    pub(crate) description: Option<String>,
}

/// What is left of a customer that was deleted.
#[derive(Serialize)]
pub(crate) struct Gone<'a> {
    id: &'a str,
    object: &'static str,
    deleted: bool,
}

impl Row for Customer {
    fn created(&self) -> i64 {
        self.wire.created
    }
}

impl Customer {
    /// What is answered where it was deleted.
    pub(crate) fn gone(&self) -> Option<Gone<'_>> {
        self.wire.deleted.then(|| Gone { id: &self.wire.id, object: "customer", deleted: true })
    }
}

impl Ledger {
    pub(crate) fn make_customer(&mut self, about: AboutCustomer, metadata: Metadata, now: i64) -> String {
        let id = self.id("cus");
        self.put_customer(&id, metadata, now);
        if let Some(customer) = self.customers.get_mut(&id) {
            customer.about = about;
            let customer = customer.clone();
            self.happened("customer.created", &customer, now);
        }
        id
    }

    /// The customer of this id, deleted or not. Unknown ones come into being, so that imported ids need no preparation.
    pub(crate) fn any_customer(&mut self, id: &str, param: &str, now: i64) -> Result<&mut Customer, Problem> {
        if self.customers.get(id).is_none() {
            if !id.starts_with("cus_") || id.starts_with("cus_missing") {
                return Err(Problem::no_such("customer", id, param));
            }
            self.put_customer(id, Metadata::new(), now);
        }
        self.customers.get_mut(id).ok_or_else(|| Problem::no_such("customer", id, param))
    }

    /// The customer of this id, unless it was deleted.
    pub(crate) fn customer(&mut self, id: &str, param: &str, now: i64) -> Result<&mut Customer, Problem> {
        let customer = self.any_customer(id, param, now)?;
        if customer.wire.deleted { Err(Problem::no_such("customer", id, param)) } else { Ok(customer) }
    }

    pub(crate) fn put_customer(&mut self, id: &str, metadata: Metadata, now: i64) {
        let wire = CustomerObject {
            id: id.to_owned(),
            object: "customer".to_owned(),
            created: now,
            deleted: false,
            metadata,
            livemode: false,
        };
        self.customers.put(id, Customer { wire, about: AboutCustomer::default() });
    }

    pub(crate) fn change_customer(
        &mut self,
        id: &str,
        about: AboutCustomer,
        metadata: MetadataChange<'_>,
        now: i64,
    ) -> Result<(), Problem> {
        let customer = self.customer(id, "id", now)?;
        customer.about = about;
        metadata.apply(&mut customer.wire.metadata);
        let customer = customer.clone();
        self.happened("customer.updated", &customer, now);
        Ok(())
    }

    /// Deletes a customer; their methods are nobody's from then on.
    pub(crate) fn delete_customer(&mut self, id: &str, now: i64) -> Result<(), Problem> {
        let customer = self.customer(id, "id", now)?;
        customer.wire.deleted = true;
        let customer = customer.clone();
        let theirs = |method: &&Method| method.wire.customer.as_deref() == Some(id);
        let theirs: Vec<_> = self.methods.oldest().filter(theirs).map(|it| it.wire.id.clone()).collect();
        theirs.iter().try_for_each(|method| self.detach_method(method, now))?;
        self.happened("customer.deleted", &customer, now);
        Ok(())
    }
}
