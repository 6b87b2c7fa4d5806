//! Looking up payment methods.

use crate::error::{Mismatch, ProcessorError};
use crate::http::Processor;
use crate::intent::Card;
use crate::key::IdempotencyKey;
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

    /// Takes a payment method off its customer, so that nothing can be taken with it any more. One that is not known, or was taken
    /// off before, is no error.
    ///
    /// # Errors
    /// As [`ProcessorError`] says. Repeating does no harm.
    pub async fn detach_payment_method(
        &self,
        id: &MethodRef,
        key: &IdempotencyKey,
    ) -> Result<(), ProcessorError> {
        let path = format!("{PATH}/{id}/detach");
        let answer = self.post(&path, &wire::NothingForm {}, key).await?;
        match answer.json::<wire::PaymentMethodObject>() {
            Ok(_) => Ok(()),
            // What is refused is on no customer: it is asked once more how it stands, since words for that differ.
            Err(ProcessorError::Refused(_)) if self.is_detached(id).await? => Ok(()),
            Err(error) => Err(error),
        }
    }

    async fn is_detached(&self, id: &MethodRef) -> Result<bool, ProcessorError> {
        Ok(self.payment_method(id).await?.is_none_or(|it| it.customer.is_none()))
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
