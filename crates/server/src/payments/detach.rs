//! Takes a card off its customer at the processor, which its client took away here before. Our books come first: from then on nothing is
//! begun with it, whether the processor can be reached or not.

use chrono::Duration;
use domain::AttemptId;
use domain::payment_method::PaymentMethod;
use processor::{IdempotencyKey, MethodRef, RefProblem};
use store::payment_methods;

use crate::desk::Desk;
use crate::service::Failure;
use crate::work::Saved;

/// When the processor is asked again, which could not be reached.
const AGAIN: Duration = Duration::minutes(10);

/// Has the processor take a card off its customer, once. Where others of a family go on paying with the same one, it stays.
///
/// # Errors
/// When the store fails, or the processor could not be asked; then a worker asks again later.
pub async fn detach(desk: &Desk, card: &PaymentMethod) -> Result<(), Failure> {
    let method: MethodRef =
        card.processor_method.parse().map_err(|problem: RefProblem| Failure::Broken(problem.into()))?;
    let others = payment_methods::by_processor_method(&desk.store.reader(), method.as_str()).await?;
    let asked = if others.is_empty() {
        let key = IdempotencyKey::detaching(card.id, desk.ids.make::<AttemptId>());
        desk.processor.detach_payment_method(&method, &key).await
    } else {
        Ok(())
    };
    let due_at = asked.is_err().then(|| desk.real.now() + AGAIN);
    let unit = desk.store.begin().await?;
    let now = PaymentMethod { detach_due_at: due_at, ..card.clone() };
    // Whoever was faster has heard the same.
    if Saved::of(payment_methods::save(&unit, card, &now).await)? == Saved::Written {
        unit.commit().await?;
    }
    asked.map_err(|error| Failure::Unavailable(error.into()))
}
