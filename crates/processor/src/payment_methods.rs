//! The processor's payment methods, as far as anyone but the processor may know them.

use crate::error::{Mismatch, ProcessorError};
use crate::http::Processor;
use crate::intent::Card;
use crate::key::IdempotencyKey;
use crate::pages::{Listed, Pages};
use crate::refs::{CustomerRef, MethodRef};
use crate::wire;

const PATH: &str = "/v1/payment_methods";

/// A payment method.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ProcessorMethod {
    /// The processor's id.
    pub id: MethodRef,
    /// Whom it is attached to. A method of nobody's cannot be charged again.
    pub customer: Option<CustomerRef>,
    /// What may be known of the card; none for what is no card.
    pub card: Option<Card>,
}

impl Processor {
    /// Looks a payment method up.
    ///
    /// # Errors
    /// As [`ProcessorError`] says.
    pub async fn payment_method(&self, id: &MethodRef) -> Result<ProcessorMethod, ProcessorError> {
        checked(self.read(&format!("{PATH}/{id}"), &[]).await?, id)
    }

    /// The cards of a customer, the newest first.
    #[must_use]
    pub fn payment_methods(&self, customer: &CustomerRef) -> Pages<ProcessorMethod> {
        Pages::new(self, PATH, vec![("customer", customer.to_string()), ("type", "card".to_owned())])
    }

    /// Gives a payment method to a customer, so that it can be charged again.
    ///
    /// # Errors
    /// As [`ProcessorError`] says.
    pub async fn attach_payment_method(
        &self,
        id: &MethodRef,
        customer: &CustomerRef,
        key: &IdempotencyKey,
    ) -> Result<ProcessorMethod, ProcessorError> {
        let form = wire::AttachForm { customer: customer.as_str() };
        let method = checked(self.post(&format!("{PATH}/{id}/attach"), &form, key).await?.json()?, id)?;
        if method.customer.as_ref() == Some(customer) {
            Ok(method)
        } else {
            Err(ProcessorError::Mismatch(Mismatch::Customer))
        }
    }
}

impl Listed for ProcessorMethod {
    type Wire = wire::PaymentMethodObject;

    fn id(wire: &wire::PaymentMethodObject) -> &str {
        &wire.id
    }

    fn read(wire: wire::PaymentMethodObject) -> Option<Self> {
        Some(Self {
            id: wire.id.parse().ok()?,
            customer: wire.customer.and_then(|id| id.parse().ok()),
            card: wire.card.as_ref().map(Card::read),
        })
    }
}

fn checked(wire: wire::PaymentMethodObject, id: &MethodRef) -> Result<ProcessorMethod, ProcessorError> {
    ProcessorMethod::read(wire)
        .filter(|method| method.id == *id)
        .ok_or(ProcessorError::Mismatch(Mismatch::Id))
}
