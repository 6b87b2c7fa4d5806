//! Payment methods.

use processor::wire::{CardObject, Metadata, PaymentMethodObject};

use super::{Ledger, Row};
use crate::api::Problem;
use crate::behaviour::{self, Behaviour};

/// A payment method and how it behaves.
#[derive(Clone, Debug)]
pub(crate) struct Method {
    pub(crate) wire: PaymentMethodObject,
    pub(crate) behaviour: Behaviour,
    /// Whether it is one person's. A family's bare name is everyone's.
    owned: bool,
}

impl Row for Method {
    fn created(&self) -> i64 {
        self.wire.created
    }
}

impl Ledger {
    pub(crate) fn make_method(&mut self, card: CardObject, behaviour: Behaviour, now: i64) -> String {
        let id = self.id("pm");
        self.put_method(&id, card, behaviour, None, now);
        id
    }

    /// The method of this id; one whose id names a card comes into being.
    pub(crate) fn method(&mut self, id: &str, param: &str, now: i64) -> Result<&mut Method, Problem> {
        if self.methods.get(id).is_none() {
            let family = behaviour::family(id).ok_or_else(|| Problem::no_such("PaymentMethod", id, param))?;
            let method =
                Method { owned: family.owned, ..method(id, family.card, family.behaviour, None, now) };
            self.methods.put(id, method);
        }
        self.methods.get_mut(id).ok_or_else(|| Problem::no_such("PaymentMethod", id, param))
    }

    pub(crate) fn put_method(
        &mut self,
        id: &str,
        card: CardObject,
        behaviour: Behaviour,
        customer: Option<String>,
        now: i64,
    ) {
        self.methods.put(id, method(id, card, behaviour, customer, now));
    }

    pub(crate) fn attach_method(&mut self, id: &str, customer: &str, now: i64) -> Result<(), Problem> {
        self.customer(customer, "customer", now)?;
        let method = self.method(id, "payment_method", now)?;
        match &method.wire.customer {
            Some(owner) if owner != customer => {
                let message = "The payment method is attached to another customer.";
                Err(Problem::refused(None, Some("customer"), message))
            }
            _ => {
                method.owned = true;
                method.wire.customer = Some(customer.to_owned());
                Ok(())
            }
        }
    }

    pub(crate) fn detach_method(&mut self, id: &str, now: i64) -> Result<(), Problem> {
        let method = self.method(id, "payment_method", now)?;
        if method.wire.customer.take().is_none() {
            let message = "The payment method is not attached to a customer.";
            return Err(Problem::refused(None, Some("payment_method"), message));
        }
        Ok(())
    }

    /// The method, if it may pay for this customer's intent. One that its name made somebody's becomes theirs.
    pub(super) fn method_of(
        &mut self,
        id: &str,
        customer: Option<&str>,
        now: i64,
    ) -> Result<Method, Problem> {
        let method = self.method(id, "payment_method", now)?;
        let named = behaviour::family(id).is_some();
        if method.owned && named && method.wire.customer.is_none() {
            method.wire.customer = customer.map(Into::into);
        }
        if method.owned && method.wire.customer.as_deref() != customer {
            let message = "The payment method does not belong to the customer of the payment intent.";
            return Err(Problem::refused(None, Some("payment_method"), message));
        }
        Ok(method.clone())
    }
}

fn method(id: &str, card: CardObject, behaviour: Behaviour, customer: Option<String>, now: i64) -> Method {
    let wire = PaymentMethodObject {
        id: id.to_owned(),
        object: "payment_method".to_owned(),
        kind: "card".to_owned(),
        card: Some(card),
        customer,
        created: now,
        metadata: Metadata::new(),
        livemode: false,
    };
    Method { wire, behaviour, owned: true }
}
