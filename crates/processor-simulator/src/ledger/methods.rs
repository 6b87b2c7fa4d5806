//! Payment methods.

use processor::wire::{CardObject, Metadata, PaymentMethodObject};
use serde::Serialize;
use serde_json::json;

use super::{Ledger, Row};
use crate::api::{MetadataChange, Problem};
use crate::behaviour::{self, Behaviour};

/// A payment method and how it behaves. It is answered without the latter.
#[derive(Clone, Debug, Serialize)]
pub(crate) struct Method {
    #[serde(flatten)]
    pub(crate) wire: PaymentMethodObject,
    pub(crate) billing_details: BillingDetails,
    #[serde(skip)]
    pub(crate) behaviour: Behaviour,
    /// Whether it is one person's. A family's bare name is everyone's.
    #[serde(skip)]
    owned: bool,
    /// Whether it was taken off its customer: nobody can use it any more.
    #[serde(skip)]
    detached: bool,
}

/// Whom the card is made out to.
#[derive(Clone, Debug, Default, Serialize)]
pub(crate) struct BillingDetails {
    pub(crate) name: Option<String>,
    pub(crate) email: Option<String>,
    pub(crate) phone: Option<String>,
    pub(crate) address: Address,
}

#[derive(Clone, Debug, Default, Serialize)]
pub(crate) struct Address {
    pub(crate) line1: Option<String>,
    pub(crate) line2: Option<String>,
    pub(crate) city: Option<String>,
    pub(crate) state: Option<String>,
    pub(crate) postal_code: Option<String>,
    pub(crate) country: Option<String>,
}

/// What is changed about a method.
pub(crate) struct MethodChange<'a> {
    pub(crate) exp_month: Option<u32>,
    pub(crate) exp_year: Option<i32>,
    pub(crate) metadata: MetadataChange<'a>,
    /// The whole of it as it is to be.
    pub(crate) billing_details: BillingDetails,
}

impl Row for Method {
    fn created(&self) -> i64 {
        self.wire.created
    }
}

impl Method {
    /// Whether it belongs to a customer, be it one who did not use it yet.
    fn is_attached(&self) -> bool {
        let named = self.owned && behaviour::family(&self.wire.id).is_some();
        self.wire.customer.is_some() || (named && !self.detached)
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

    /// Makes a method a customer's; the id that it has then. Of what is everyone's they get one of their own.
    pub(crate) fn attach_method(&mut self, id: &str, customer: &str, now: i64) -> Result<String, Problem> {
        self.customer(customer, "customer", now)?;
        let method = self.method(id, "payment_method", now)?;
        if method.detached {
            return Err(gone());
        }
        if method.wire.customer.as_ref().is_some_and(|owner| owner != customer) {
            let message = "The payment method is attached to another customer.";
            return Err(Problem::refused(None, Some("customer"), message));
        }
        let mut method = method.clone();
        if !method.owned {
            method.owned = true;
            method.wire.id = self.id("pm");
            method.wire.created = now;
        }
        method.wire.customer = Some(customer.to_owned());
        self.happened("payment_method.attached", &method, now);
        let id = method.wire.id.clone();
        self.methods.put(&id, method);
        Ok(id)
    }

    pub(crate) fn detach_method(&mut self, id: &str, now: i64) -> Result<(), Problem> {
        let method = self.method(id, "payment_method", now)?;
        if !method.is_attached() {
            return Err(unattached());
        }
        let customer = method.wire.customer.take();
        method.detached = true;
        let method = method.clone();
        self.changed("payment_method.detached", &method, Some(json!({ "customer": customer })), now);
        Ok(())
    }

    pub(crate) fn change_method(
        &mut self,
        id: &str,
        change: MethodChange<'_>,
        now: i64,
    ) -> Result<(), Problem> {
        let method = self.method(id, "payment_method", now)?;
        if !method.is_attached() {
            return Err(unattached());
        }
        if let Some(card) = &mut method.wire.card {
            card.exp_month = change.exp_month.unwrap_or(card.exp_month);
            card.exp_year = change.exp_year.unwrap_or(card.exp_year);
        }
        change.metadata.apply(&mut method.wire.metadata);
        method.billing_details = change.billing_details;
        let method = method.clone();
        self.happened("payment_method.updated", &method, now);
        Ok(())
    }

    /// The bank gave the cardholder another card for this one, and the processor heard of it by itself.
    pub(crate) fn renew_card(
        &mut self,
        id: &str,
        exp_month: u32,
        exp_year: i32,
        last4: Option<&str>,
        now: i64,
    ) -> Result<(), Problem> {
        let method = self.method(id, "payment_method", now)?;
        if !method.is_attached() {
            return Err(unattached());
        }
        let card = method.wire.card.get_or_insert_with(|| behaviour::card("visa", "4242"));
        let before = json!({ "card": card });
        card.exp_month = exp_month;
        card.exp_year = exp_year;
        if let Some(last4) = last4 {
            last4.clone_into(&mut card.last4);
        }
        let method = method.clone();
        self.changed("payment_method.automatically_updated", &method, Some(before), now);
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
        if method.detached {
            return Err(gone());
        }
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
    Method { wire, billing_details: BillingDetails::default(), behaviour, owned: true, detached: false }
}

fn unattached() -> Problem {
    let message = "The payment method is not attached to a customer.";
    Problem::refused(None, Some("payment_method"), message)
}

fn gone() -> Problem {
    let message = "The payment method was detached from its customer and cannot be used again.";
    Problem::refused(None, Some("payment_method"), message)
}
