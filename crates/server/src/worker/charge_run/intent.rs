use domain::Money;
use processor::{
    Claim, CustomerRef, IdempotencyKey, IntentId, NewIntent, Outcome, ProcessorError, Unsettled,
};

use super::refusal;
use crate::desk::Desk;
use crate::service::payments::{Try, Verdict};

/// Makes the intent of the try's charge, in place of `old` if there was one. Made twice it is the same one.
///
/// # Errors
/// The verdict on the try, when there is no intent.
pub(super) async fn make(
    desk: &Desk,
    this: &Try,
    claim: Claim,
    old: Option<&IntentId>,
) -> Result<IntentId, Verdict> {
    let customer: CustomerRef = this.method.processor_customer.parse().map_err(|_| unusable())?;
    let new = NewIntent { claim, customer: &customer, description: &this.charge.id.to_string() };
    let key = match old {
        None => IdempotencyKey::intent_of(this.charge.id),
        Some(old) => named(this, old.as_str(), claim.amount)?,
    };
    let made = match desk.processor.create_payment_intent(&new, &key).await {
        // The key is used up: it stands for another amount or customer, or for a failure that would be repeated for ever. An
        // intent that was made under it is in nobody's books, so nothing will be taken under it.
        Err(ProcessorError::KeyReused(_) | ProcessorError::Unknown(Unsettled::Failed(_))) => {
            let key = named(this, &desk.ids.uuid().simple().to_string(), claim.amount)?;
            desk.processor.create_payment_intent(&new, &key).await
        }
        made => made,
    };
    made.map(|intent| intent.id).map_err(|error| refusal::while_making(&error))
}

/// Calls an intent off for good.
///
/// # Errors
/// The verdict on the try, when it is not certain that nothing can be taken under it any more.
pub(super) async fn call_off(
    desk: &Desk,
    this: &Try,
    claim: Claim,
    intent: &IntentId,
) -> Result<(), Verdict> {
    let key = IdempotencyKey::new(format!("cancel-{intent}-{}", this.attempt.id));
    let key = key.map_err(|problem| Verdict::Differs { said: problem.to_string() })?;
    match desk.processor.cancel_payment_intent(intent, &claim, &key).await {
        Ok(found) if found.outcome() == Outcome::Canceled => Ok(()),
        Ok(found) => {
            Err(Verdict::Differs { said: format!("{intent} is {:?} and cannot be called off", found.status) })
        }
        Err(error) => Err(refusal::while_reading(&error)),
    }
}

fn named(this: &Try, after: &str, amount: Money) -> Result<IdempotencyKey, Verdict> {
    let key = IdempotencyKey::new(format!("intent-{}-{}-{after}", this.charge.id, amount.cents()));
    key.map_err(|problem| Verdict::Differs { said: problem.to_string() })
}

fn unusable() -> Verdict {
    Verdict::NotTaken {
        reason: domain::charge::FailReason::DeclinedForGood,
        said: "no customer of this name".to_owned(),
    }
}
