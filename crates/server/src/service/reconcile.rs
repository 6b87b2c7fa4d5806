//! Compares our books with the payment processor's, to the cent.

mod captures;
mod difference;

use std::collections::HashMap;

use chrono::{DateTime, Utc};
use domain::charge::{Charge, StateName};
use domain::{ChargeId, Money};
use processor::{IntentOutcome, PaymentIntent, Processor, ProcessorError, RefundStatus, Span};
use store::{Store, StoreError, charges};

use captures::Captures;
pub use difference::Difference;

/// Charges read at once.
const PAGE: u64 = 1000;

/// What was compared, and where the two books differ.
#[derive(Clone, Debug, Default)]
pub struct Comparison {
    /// Charges of ours that went to the processor.
    pub charges: u64,
    /// Intents of the processor.
    pub intents: u64,
    /// What both say was taken, less what was given back, in cents.
    pub taken_cents: i64,
    /// Where they differ.
    pub differences: Vec<Difference>,
}

/// Why the books could not be compared.
#[derive(Debug, thiserror::Error)]
pub enum ReconcileError {
    /// Ours could not be read.
    #[error("our books could not be read")]
    Store(#[from] StoreError),
    /// The processor's could not be read.
    #[error("the payment processor's books could not be read")]
    Processor(#[from] ProcessorError),
}

/// What our books say of a charge.
#[derive(Clone, Copy, Debug)]
struct Ours {
    charge: ChargeId,
    state: StateName,
    taken: Option<Money>,
    given_back_cents: i64,
}

/// Compares every charge that went to the processor with its intent, and every intent with its charge. Names the charges that were
/// taken twice, and those that seem to be there twice.
///
/// # Errors
/// When one of the books cannot be read.
pub async fn compare(store: &Store, processor: &Processor) -> Result<Comparison, ReconcileError> {
    let mut found = Comparison::default();
    let mut ours = ours(store).await?;
    found.charges = ours.len() as u64;
    let given_back = given_back(processor).await?;
    let mut captures = Captures::default();
    let mut intents = processor.payment_intents(always());
    while let Some(page) = intents.next().await? {
        for intent in page {
            found.intents += 1;
            let theirs = given_back.get(intent.id.as_str()).copied().unwrap_or_default();
            captures.add(&intent, theirs);
            let differences = compared(ours.remove(intent.id.as_str()), &intent, theirs);
            if differences.is_empty() && intent.outcome() == IntentOutcome::Taken {
                found.taken_cents += intent.received.cents() - theirs;
            }
            found.differences.extend(differences);
        }
    }
    let missing = |(intent, it): (String, Ours)| Difference::IntentMissing { charge: it.charge, intent };
    found.differences.extend(ours.into_iter().map(missing));
    found.differences.extend(captures.doubles());
    let same_session = charges::of_the_same_session(&store.reader()).await?.into_iter();
    found.differences.extend(same_session.map(|charges| Difference::SameSession { charges }));
    Ok(found)
}

/// Our charges that have an intent, by intent.
async fn ours(store: &Store) -> Result<HashMap<String, Ours>, StoreError> {
    let (reader, mut ours, mut after) = (store.reader(), HashMap::new(), None);
    loop {
        let page = charges::with_intents(&reader, after, PAGE).await?;
        let Some((last, _)) = page.last() else { return Ok(ours) };
        after = Some(last.id);
        ours.extend(page.into_iter().map(|(charge, intent)| (intent, Ours::of(&charge))));
    }
}

/// What went back of each intent, in cents.
async fn given_back(processor: &Processor) -> Result<HashMap<String, i64>, ProcessorError> {
    let mut given_back = HashMap::new();
    let mut refunds = processor.refunds(always());
    while let Some(page) = refunds.next().await? {
        for refund in page.into_iter().filter(|it| it.status == RefundStatus::Succeeded) {
            if let Some(intent) = refund.intent {
                *given_back.entry(intent.as_str().to_owned()).or_default() += refund.amount.cents();
            }
        }
    }
    Ok(given_back)
}

fn always() -> Span {
    let until = DateTime::<Utc>::from_timestamp(i64::from(u32::MAX), 0).unwrap_or(DateTime::<Utc>::MAX_UTC);
    Span { from: DateTime::UNIX_EPOCH, until }
}

impl Ours {
    fn of(charge: &Charge) -> Self {
        let state = &charge.state;
        let taken = state.paid().map(|paid| paid.due.amount);
        let given_back = taken.and_then(|_| state.given_back()).map_or(0, Money::cents);
        Self { charge: charge.id, state: state.name(), taken, given_back_cents: given_back }
    }
}

fn compared(ours: Option<Ours>, intent: &PaymentIntent, theirs_given_back: i64) -> Vec<Difference> {
    let is_taken = intent.outcome() == IntentOutcome::Taken || !intent.received.is_zero();
    let id = || intent.id.as_str().to_owned();
    let Some(ours) = ours else {
        // An intent nobody stored took nothing: whoever made it crashed before, and the next attempt made another.
        let stray = Difference::Stray { intent: id(), charge: intent.charge, amount: intent.received };
        return if is_taken { vec![stray] } else { Vec::new() };
    };
    let charge = ours.charge;
    let mut differences = Vec::new();
    if intent.charge != Some(charge) {
        differences.push(Difference::OtherCharge { charge, intent: id(), theirs: intent.charge });
    }
    match (ours.taken, is_taken) {
        (Some(ours), true) if ours != intent.received => {
            differences.push(Difference::Amount { charge, intent: id(), ours, theirs: intent.received });
        }
        (Some(amount), false) => differences.push(Difference::NotTaken { charge, intent: id(), amount }),
        (None, true) => {
            let (state, amount) = (ours.state, intent.received);
            differences.push(Difference::NotBooked { charge, intent: id(), state, amount });
        }
        (Some(_), true) | (None, false) => {}
    }
    if ours.given_back_cents != theirs_given_back {
        let currency = intent.amount.currency();
        let (ours, theirs) =
            (Money::new(ours.given_back_cents, currency), Money::new(theirs_given_back, currency));
        differences.push(Difference::GivenBack { charge, intent: id(), ours, theirs });
    }
    differences
}
