//! Looking up payment methods.

use crate::error::{Mismatch, ProcessorError};
use crate::http::Processor;
use crate::intent::Card;
use crate::pages::{Listed, Pages};
use crate::refs::{CustomerRef, MethodRef};
use crate::wire;

const PATH: &str = "/v1/payment_methods";

/// A payment method, as the processor describes it at one instant.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ProcessorMethod {
    /// Its id.
    pub id: MethodRef,
    /// Whose it is; none once it is detached, and then nothing can be taken with it any more.
    pub customer: Option<CustomerRef>,
    /// What may be known of it, if it is a card.
    pub card: Option<Card>,
}

impl Processor {
    /// How a payment method stands; none where the processor does not know it.
    ///
    /// # Errors
    /// As [`ProcessorError`] says.
    pub async fn payment_method(&self, id: &MethodRef) -> Result<Option<ProcessorMethod>, ProcessorError> {
        let found = self.read::<wire::PaymentMethodObject>(&format!("{PATH}/{id}"), &[]).await;
        let wire = match found {
            Ok(wire) => wire,
            Err(error) if error.is_unknown_object() => return Ok(None),
            Err(error) => return Err(error),
        };
        match ProcessorMethod::read(wire) {
            Some(found) if found.id == *id => Ok(Some(found)),
            Some(_) | None => Err(ProcessorError::Mismatch(Mismatch::Id)),
        }
    }

    /// All payment methods that are attached to a customer.
    #[must_use]
    pub fn payment_methods_of(&self, customer: &CustomerRef) -> Pages<ProcessorMethod> {
        Pages::new(self, PATH, vec![("customer", customer.to_string())])
    }
}

impl Listed for ProcessorMethod {
    type Wire = wire::PaymentMethodObject;

    fn id(wire: &wire::PaymentMethodObject) -> &str {
        &wire.id
    }

    fn read(wire: wire::PaymentMethodObject) -> Option<Self> {
        let customer = wire.customer.and_then(|it| it.parse().ok());
        Some(Self { id: wire.id.parse().ok()?, customer, card: wire.card.as_ref().map(Card::read) })
    }
}
