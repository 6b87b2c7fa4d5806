//! Payments that the practice takes at the processor's own desk, for a customer of ours but none of our charges.

use processor::wire::Metadata;

use super::{Ledger, NewIntent};
use crate::api::Problem;
use crate::behaviour::{self, Behaviour};

impl Ledger {
    /// Takes money off the customer's card, or one that is told by phone.
    pub(crate) fn take_by_hand(&mut self, customer: &str, amount: i64, now: i64) -> Result<String, Problem> {
        if self.customers.get(customer).is_none() {
            self.put_customer(customer, Metadata::new(), now);
        }
        let new = NewIntent {
            amount,
            currency: "usd".to_owned(),
            customer: Some(customer.to_owned()),
            description: None,
            metadata: Metadata::new(),
        };
        let intent = self.make_intent(new, now)?;
        let theirs = self.methods.newest().find(|it| it.wire.customer.as_deref() == Some(customer));
        let method = match theirs {
            Some(method) => method.clone(),
            None => {
                let id = self.make_method(behaviour::card("visa", "4242"), Behaviour::Succeeds, now);
                self.method(&id, "payment_method", now)?.clone()
            }
        };
        self.totals.confirms += 1;
        self.intent_mut(&intent)?.confirms += 1;
        self.capture(&intent, &method, now)?;
        Ok(intent)
    }
}
