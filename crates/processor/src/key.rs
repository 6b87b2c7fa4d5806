//! The key under which a request is carried out at most once.

use std::fmt;

use domain::{AttemptId, CardSetupId, ChargeId, PaymentMethodId, RefundRequestId};

/// Names one request. The processor carries it out once and answers every repetition as it answered the first, for at
/// least 24 hours; another request under the same key is refused.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct IdempotencyKey(String);

/// The text cannot be a key.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("an idempotency key is 1 to 255 visible ASCII characters")]
pub struct KeyProblem;

impl IdempotencyKey {
    /// The key `text`, as it was stored before the request it is for.
    ///
    /// # Errors
    /// [`KeyProblem`] for nothing, more than 255 characters, and what a header cannot hold.
    pub fn new(text: impl Into<String>) -> Result<Self, KeyProblem> {
        let text = text.into();
        let fits = (1..=255).contains(&text.len()) && text.bytes().all(|b| b.is_ascii_graphic());
        if fits { Ok(Self(text)) } else { Err(KeyProblem) }
    }

    /// The key for making the intent of a charge.
    #[must_use]
    pub fn intent_of(charge: ChargeId) -> Self {
        Self(format!("intent-{charge}"))
    }

    /// The key for one attempt at an intent.
    #[must_use]
    pub fn attempt(attempt: AttemptId) -> Self {
        Self(format!("confirm-{attempt}"))
    }

    /// The key for giving money back.
    #[must_use]
    pub fn refund(request: RefundRequestId) -> Self {
        Self(format!("refund-{request}"))
    }

    /// The key for making the customer that a client has none of yet, under the id of the setup that wanted one first.
    #[must_use]
    pub fn customer_for(setup: CardSetupId) -> Self {
        Self(format!("customer-{setup}"))
    }

    /// The key for making the page on which a card is set up.
    #[must_use]
    pub fn page_for(setup: CardSetupId) -> Self {
        Self(format!("page-{setup}"))
    }

    /// The key for taking a card off its customer, under a word that is used once: an answer that failed would be given again.
    #[must_use]
    pub fn detaching(method: PaymentMethodId, once: AttemptId) -> Self {
        Self(format!("detach-{method}-{once}"))
    }

    /// The key for calling an intent off, under an id that is used once. Calling off twice does no harm, so there is nothing that a
    /// key has to keep from happening; but an answer that failed would be given again under it.
    #[must_use]
    pub fn calling_off(once: AttemptId) -> Self {
        Self(format!("cancel-{once}"))
    }

    /// The key as it goes into the header.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for IdempotencyKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_key_is_visible_ascii_of_bounded_length() {
        assert!(IdempotencyKey::new("a").is_ok());
        assert!(IdempotencyKey::new("k".repeat(255)).is_ok());
        for text in ["", "a b", "a\n", "é", &"k".repeat(256)] {
            assert_eq!(IdempotencyKey::new(text), Err(KeyProblem), "{text}");
        }
    }
}
