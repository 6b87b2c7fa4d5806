//! What the processor has of our charges, and our books have not.
//!
//! Books may be lost or set back to an older copy, and then say of a charge that was taken that it is to be taken. Each intent
//! carries its charge's id, so the processor's books are asked: all of them when a worker starts, a customer's where a charge may
//! have been taken longer ago than keys keep a second request from being a second charge.

use chrono::{DateTime, Days, Duration, NaiveTime, Utc};
use domain::charge::Charge;
use processor::{CustomerRef, IntentOutcome, PaymentIntent, Processor, ProcessorError};
use store::{StoreError, clients, payment_methods};

use crate::desk::Desk;
use crate::payments::OpenAttempt;

/// For so long the processor surely still knows a key. It keeps each for 24 hours; some of them pass while we ask and wait.
const KEYS_LAST: Duration = Duration::hours(20);

/// How far back intents are looked for at least. Insurers answer within a year of a session, and then a charge is taken within
/// weeks.
pub(in crate::payments) const LOOKED_BACK: Days = Days::new(400);

/// What the processor has of one charge.
#[derive(Debug)]
pub(in crate::payments) enum Found {
    /// Nothing that money was or can be taken under.
    Nothing,
    /// The money was taken.
    Taken(Box<PaymentIntent>),
    /// Not taken, and it can still be: these are not called off. The newest first, and one at least.
    Open(Vec<PaymentIntent>),
}

/// Whether the charge of this attempt may have been taken before, so long ago that the key of its intent does not keep it from being
/// taken again. `first_begun` is when its earliest attempt began. Never so for a first one on the day announced.
#[must_use]
pub(super) fn may_be_forgotten(
    this: &OpenAttempt,
    first_begun: Option<DateTime<Utc>>,
    now: DateTime<Utc>,
) -> bool {
    let from = this.processing.announced.may_be_taken_from();
    let earliest = first_begun.into_iter().fold(from.min(this.processing.since), DateTime::min);
    now - earliest > KEYS_LAST
}

/// Looks through the intents of the client's customers for those of the charge.
///
/// # Errors
/// When the store or the processor cannot be asked. Then nothing is known, and nothing must be taken.
pub(super) async fn look(desk: &Desk, charge: &Charge) -> Result<Found, LookError> {
    let reader = desk.store.reader();
    let methods = payment_methods::of_client(&reader, charge.client).await?;
    let own = clients::find(&reader, charge.client).await?.and_then(|client| client.processor_customer);
    let named = methods.into_iter().map(|method| method.processor_customer).chain(own);
    let mut customers: Vec<CustomerRef> = named.filter_map(|customer| customer.parse().ok()).collect();
    customers.sort_unstable();
    customers.dedup();
    let session = charge.session.day.and_time(NaiveTime::MIN).and_utc();
    let from = session.min(desk.business.now() - LOOKED_BACK);
    let mut open = Vec::new();
    for customer in customers {
        for intent in of_customer(&desk.processor, &customer, from).await? {
            if intent.charge != Some(charge.id) {
                continue;
            }
            match intent.outcome() {
                IntentOutcome::Taken => return Ok(Found::Taken(Box::new(intent))),
                IntentOutcome::Canceled => {}
                IntentOutcome::Declined(_)
                | IntentOutcome::NeedsCardholder { .. }
                | IntentOutcome::InProgress
                | IntentOutcome::NotTried => open.push(intent),
            }
        }
    }
    open.sort_by_key(|intent| std::cmp::Reverse(intent.created));
    Ok(if open.is_empty() { Found::Nothing } else { Found::Open(open) })
}

/// A customer whom the processor does not know has no intents.
async fn of_customer(
    processor: &Processor,
    customer: &CustomerRef,
    from: DateTime<Utc>,
) -> Result<Vec<PaymentIntent>, ProcessorError> {
    match processor.payment_intents_of(customer, from).all().await {
        Err(error) if error.is_unknown_object() => Ok(Vec::new()),
        listed => listed,
    }
}

/// Why it is not known what the processor has of a charge.
#[derive(Debug, thiserror::Error)]
pub(in crate::payments) enum LookError {
    /// Our books could not be read.
    #[error("the client's customers could not be read")]
    Store(#[from] StoreError),
    /// The processor's could not be read.
    #[error("the customer's payment intents could not be read")]
    Processor(#[from] ProcessorError),
}
