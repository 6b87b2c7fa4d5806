//! The requests about a payment intent that take nothing: making one and calling one off.

use domain::Money;
use domain::charge::FailReason;
use domain::task::PaymentDifference;
use processor::{
    CustomerRef, IdempotencyKey, IntentClaim, IntentId, IntentOutcome, NewIntent, PaymentIntent,
    ProcessorError, Unsettled,
};

use crate::desk::Desk;
use crate::payments::OpenAttempt;
use crate::payments::verdict::{Said, Verdict, errors};

/// Why there is no intent.
#[derive(Debug)]
pub(super) enum NotMade {
    /// The key is used up: it stands for another amount or customer, or for a failure that would be repeated for ever.
    KeyUsed,
    /// The verdict on the attempt.
    Ended(Verdict),
}

/// Makes the intent of the attempt's charge, in place of `old` if there was one. Made twice it is the same one.
pub(super) async fn make(
    desk: &Desk,
    this: &OpenAttempt,
    claim: IntentClaim,
    old: Option<&IntentId>,
) -> Result<IntentId, NotMade> {
    let key = match old {
        None => Ok(IdempotencyKey::intent_of(this.charge.id)),
        Some(old) => named(this, old.as_str(), claim.amount),
    };
    let key = key.map_err(NotMade::Ended)?;
    match make_under(desk, this, claim, &key).await.map_err(NotMade::Ended)? {
        Err(ProcessorError::KeyReused(_) | ProcessorError::Unknown(Unsettled::Failed(_))) => {
            Err(NotMade::KeyUsed)
        }
        made => made.map_err(|error| NotMade::Ended(errors::while_making(&error))),
    }
}

/// Makes the intent under a key that was never used. An intent that was made under the used one is none that was or can be taken.
pub(super) async fn make_under_new_key(
    desk: &Desk,
    this: &OpenAttempt,
    claim: IntentClaim,
) -> Result<IntentId, Verdict> {
    let key = named(this, &desk.ids.uuid().simple().to_string(), claim.amount)?;
    make_under(desk, this, claim, &key).await?.map_err(|error| errors::while_making(&error))
}

async fn make_under(
    desk: &Desk,
    this: &OpenAttempt,
    claim: IntentClaim,
    key: &IdempotencyKey,
) -> Result<Result<IntentId, ProcessorError>, Verdict> {
    let customer: CustomerRef = this.method.processor_customer.parse().map_err(|_| unusable())?;
    let new = NewIntent { claim, customer: &customer, description: &this.charge.id.to_string() };
    Ok(desk.processor.create_payment_intent(&new, key).await.map(|intent| intent.id))
}

/// Calls an intent off for good.
///
/// # Errors
/// The verdict on the attempt, when it is not certain that nothing can be taken under it any more.
pub(super) async fn call_off(
    desk: &Desk,
    this: &OpenAttempt,
    claim: IntentClaim,
    intent: &IntentId,
) -> Result<(), Verdict> {
    let key = IdempotencyKey::new(format!("cancel-{intent}-{}", this.attempt.id));
    let key = key.map_err(Verdict::differs)?;
    match desk.processor.cancel_payment_intent(intent, &claim, &key).await {
        Ok(found) if found.outcome() == IntentOutcome::Canceled => Ok(()),
        Ok(found) => Err(Verdict::Differs { difference: not_called_off(&found) }),
        Err(error) => Err(errors::while_reading(&error)),
    }
}

fn named(this: &OpenAttempt, after: &str, amount: Money) -> Result<IdempotencyKey, Verdict> {
    let key = IdempotencyKey::new(format!("intent-{}-{}-{after}", this.charge.id, amount.cents()));
    key.map_err(Verdict::differs)
}

fn unusable() -> Verdict {
    Verdict::NotTaken {
        reason: FailReason::DeclinedForGood,
        said: Said::without_attempt("no customer of this name"),
    }
}

/// What support is told of an intent that may still be taken.
pub(in crate::payments) fn not_called_off(intent: &PaymentIntent) -> PaymentDifference {
    PaymentDifference::NotCalledOff {
        intent: intent.id.to_string(),
        status: intent.status.as_str().to_owned(),
    }
}
