use domain::Money;
use processor::{
    Claim, CustomerRef, IdempotencyKey, IntentId, NewIntent, Outcome, ProcessorError, Unsettled,
};

use super::refusal;
use crate::desk::Desk;
use crate::service::payments::{Try, Verdict};

/// Why there is no intent.
#[derive(Debug)]
pub(super) enum NotMade {
    /// The key is used up: it stands for another amount or customer, or for a failure that would be repeated for ever.
    KeyUsed,
    /// The verdict on the try.
    Ended(Verdict),
}

/// Makes the intent of the try's charge, in place of `old` if there was one. Made twice it is the same one.
pub(super) async fn make(
    desk: &Desk,
    this: &Try,
    claim: Claim,
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
        made => made.map_err(|error| NotMade::Ended(refusal::while_making(&error))),
    }
}

/// Makes the intent under a key that was never used. An intent that was made under the used one is none that was or can be taken.
pub(super) async fn make_under_new_key(desk: &Desk, this: &Try, claim: Claim) -> Result<IntentId, Verdict> {
    let key = named(this, &desk.ids.uuid().simple().to_string(), claim.amount)?;
    make_under(desk, this, claim, &key).await?.map_err(|error| refusal::while_making(&error))
}

async fn make_under(
    desk: &Desk,
    this: &Try,
    claim: Claim,
    key: &IdempotencyKey,
) -> Result<Result<IntentId, ProcessorError>, Verdict> {
    let customer: CustomerRef = this.method.processor_customer.parse().map_err(|_| unusable())?;
    let new = NewIntent { claim, customer: &customer, description: &this.charge.id.to_string() };
    Ok(desk.processor.create_payment_intent(&new, key).await.map(|intent| intent.id))
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
