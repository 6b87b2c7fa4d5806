//! Making, trying, looking up and calling off payment intents.

use chrono::{DateTime, Utc};
use domain::Money;

use crate::answer::RawAnswer;
use crate::error::{Mismatch, ProcessorError};
use crate::http::Processor;
use crate::intent::{IntentClaim, PaymentIntent};
use crate::key::IdempotencyKey;
use crate::pages::{Listed, Pages};
use crate::refs::{CustomerRef, IntentId, MethodRef};
use crate::span::Span;
use crate::wire;

const PATH: &str = "/v1/payment_intents";
const EXPAND: &str = "latest_charge";

/// An intent to be made.
#[derive(Clone, Copy, Debug)]
pub struct NewIntent<'a> {
    /// What it is for. Stripe takes nothing below 50 cents and refuses with `amount_too_small`.
    pub claim: IntentClaim,
    /// Whose methods may pay for it.
    pub customer: &'a CustomerRef,
    /// What the practice reads in the processor's dashboard. Nothing about a person or a treatment belongs here.
    pub description: &'a str,
}

/// One attempt at an intent.
#[derive(Clone, Copy, Debug)]
pub struct Confirm<'a> {
    /// The intent.
    pub intent: &'a IntentId,
    /// What it is for.
    pub claim: IntentClaim,
    /// The method to try.
    pub method: &'a MethodRef,
}

impl Processor {
    /// Makes an intent. Nothing is taken: that is what confirming does. Asking again under the same key brings back the
    /// same intent.
    ///
    /// # Errors
    /// As [`ProcessorError`] says. An intent made although the answer was lost does no harm: it is never confirmed.
    pub async fn create_payment_intent(
        &self,
        new: &NewIntent<'_>,
        key: &IdempotencyKey,
    ) -> Result<PaymentIntent, ProcessorError> {
        let form = wire::PaymentIntentForm {
            amount: new.claim.amount.cents(),
            currency: &currency(new.claim.amount),
            customer: new.customer.as_str(),
            description: new.description,
            capture_method: "automatic",
            payment_method_types: "card",
            charge_id: &new.claim.charge.to_string(),
            expand: EXPAND,
        };
        let intent = checked(self.post(PATH, &form, key).await?, None, &new.claim)?;
        if intent.customer.as_ref() == Some(new.customer) {
            Ok(intent)
        } else {
            Err(ProcessorError::Mismatch(Mismatch::Customer))
        }
    }

    /// Tries once to take the amount, with no cardholder present. `Ok` is how the intent stands afterwards, declined and
    /// taken earlier included: look at [`PaymentIntent::outcome`].
    ///
    /// # Errors
    /// As [`ProcessorError`] says. After an unknown outcome look the intent up or repeat under the same key.
    pub async fn confirm_payment_intent(
        &self,
        confirm: &Confirm<'_>,
        key: &IdempotencyKey,
    ) -> Result<PaymentIntent, ProcessorError> {
        self.confirm(confirm, None, key).await
    }

    /// Tries once to take the amount while the cardholder is there to answer the issuer's questions: when there are any,
    /// the outcome is `NeedsCardholder` with the page to go to. That page leads back to `return_url`.
    ///
    /// # Errors
    /// As with [`Self::confirm_payment_intent`].
    pub async fn confirm_with_cardholder(
        &self,
        confirm: &Confirm<'_>,
        return_url: &str,
        key: &IdempotencyKey,
    ) -> Result<PaymentIntent, ProcessorError> {
        self.confirm(confirm, Some(return_url), key).await
    }

    async fn confirm(
        &self,
        confirm: &Confirm<'_>,
        return_url: Option<&str>,
        key: &IdempotencyKey,
    ) -> Result<PaymentIntent, ProcessorError> {
        let form = wire::ConfirmForm {
            payment_method: confirm.method.as_str(),
            off_session: return_url.is_none(),
            return_url,
            expand: EXPAND,
        };
        let path = format!("{PATH}/{}/confirm", confirm.intent);
        checked(self.post(&path, &form, key).await?, Some(confirm.intent), &confirm.claim)
    }

    /// Looks up how an intent stands. Changes nothing, and is always safe to repeat.
    ///
    /// # Errors
    /// As [`ProcessorError`] says.
    pub async fn payment_intent(
        &self,
        id: &IntentId,
        claim: &IntentClaim,
    ) -> Result<PaymentIntent, ProcessorError> {
        let answer = self.get(&format!("{PATH}/{id}"), &[("expand[]", EXPAND.to_owned())]).await?;
        checked(answer, Some(id), claim)
    }

    /// Looks up an intent that need not be one of ours; none where the processor does not know it.
    ///
    /// # Errors
    /// As [`ProcessorError`] says.
    pub async fn any_payment_intent(&self, id: &IntentId) -> Result<Option<PaymentIntent>, ProcessorError> {
        let answer = self.get(&format!("{PATH}/{id}"), &[("expand[]", EXPAND.to_owned())]).await?;
        let wire = match answer.intent() {
            Ok(wire) => wire,
            Err(error) if error.is_unknown_object() => return Ok(None),
            Err(error) => return Err(error),
        };
        let intent = PaymentIntent::read(wire).map_err(ProcessorError::Mismatch)?;
        if intent.id == *id { Ok(Some(intent)) } else { Err(ProcessorError::Mismatch(Mismatch::Id)) }
    }

    /// Calls an intent off, so that no late attempt can take it any more. An intent that was taken or called off before
    /// comes back as it stands.
    ///
    /// # Errors
    /// As [`ProcessorError`] says.
    pub async fn cancel_payment_intent(
        &self,
        id: &IntentId,
        claim: &IntentClaim,
        key: &IdempotencyKey,
    ) -> Result<PaymentIntent, ProcessorError> {
        let form = wire::CancelForm { expand: EXPAND };
        let answer = self.post(&format!("{PATH}/{id}/cancel"), &form, key).await?;
        checked(answer, Some(id), claim)
    }

    /// All intents made inside `span`, the newest first; those in currencies we do not take are left out.
    #[must_use]
    pub fn payment_intents(&self, span: Span) -> Pages<PaymentIntent> {
        let mut query = span.query();
        query.push(("expand[]", format!("data.{EXPAND}")));
        Pages::new(self, PATH, query)
    }
}

impl Processor {
    /// All intents made since `from`, the newest first; whole seconds count. What is made while the list is read is not in it.
    #[must_use]
    pub fn payment_intents_since(&self, from: DateTime<Utc>) -> Pages<PaymentIntent> {
        Pages::new(self, PATH, since(from))
    }

    /// A customer's intents made since `from`, the newest first. The list is read from the processor's books as they are; its
    /// search lags behind them, and must not decide about money.
    #[must_use]
    pub fn payment_intents_of(&self, customer: &CustomerRef, from: DateTime<Utc>) -> Pages<PaymentIntent> {
        let mut query = since(from);
        query.push(("customer", customer.to_string()));
        Pages::new(self, PATH, query)
    }
}

fn since(from: DateTime<Utc>) -> Vec<(&'static str, String)> {
    vec![("created[gte]", from.timestamp().to_string()), ("expand[]", format!("data.{EXPAND}"))]
}

impl Listed for PaymentIntent {
    type Wire = wire::PaymentIntentObject;

    fn id(wire: &wire::PaymentIntentObject) -> &str {
        &wire.id
    }

    fn read(wire: wire::PaymentIntentObject) -> Option<Self> {
        Self::read(wire).ok()
    }
}

/// The answer's intent, if it is the one asked about and for what was asked.
fn checked(
    answer: RawAnswer,
    id: Option<&IntentId>,
    claim: &IntentClaim,
) -> Result<PaymentIntent, ProcessorError> {
    let intent = PaymentIntent::read(answer.intent()?).map_err(ProcessorError::Mismatch)?;
    if id.is_some_and(|id| *id != intent.id) {
        return Err(ProcessorError::Mismatch(Mismatch::Id));
    }
    intent.check(claim).map_err(ProcessorError::Mismatch)?;
    Ok(intent)
}

/// The currency as the processor writes it.
pub(crate) fn currency(amount: Money) -> String {
    amount.currency().code().to_ascii_lowercase()
}
