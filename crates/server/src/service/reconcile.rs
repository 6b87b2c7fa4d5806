//! Compares our books with the payment processor's, to the cent.

mod captures;
mod cards;
mod difference;
mod repair;
mod to_do;
mod told;

use std::collections::HashMap;

use domain::charge::{Charge, StateName};
use domain::extra_payment::ExtraPayment;
use domain::{ChargeId, Money};
use processor::{IntentOutcome, PaymentIntent, Processor, ProcessorError, Span};
use store::{Store, StoreError, charges, extra_payments};

use captures::Captures;
pub use cards::compare_cards;
pub use difference::{Contested, Difference};
pub use repair::repair;
use told::Told;

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

impl Comparison {
    /// How many of those that there were `before` are no more.
    #[must_use]
    pub fn put_right(&self, before: &[Difference]) -> usize {
        before.iter().filter(|it| !self.differences.contains(it)).count()
    }
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
    contested: Contested,
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
    let told = Told::by(processor).await?;
    let all = extra_payments::all(&store.reader()).await?.into_iter();
    let extra: HashMap<String, ExtraPayment> = all.map(|it| (it.intent.clone(), it)).collect();
    let mut captures = Captures::default();
    let mut intents = processor.payment_intents(Span::ALL);
    while let Some(page) = intents.next().await? {
        for intent in page {
            found.intents += 1;
            let theirs = told.given_back_cents(&intent.id);
            captures.add(&intent, theirs + told.contested(&intent.id).lost_cents);
            let ours = ours.remove(intent.id.as_str());
            let differences = match extra.get(intent.id.as_str()) {
                Some(extra) => beside(extra, &intent, &told),
                None => compared(ours, &intent, &told),
            };
            if differences.is_empty() && intent.outcome() == IntentOutcome::Taken {
                found.taken_cents += intent.received.cents() - theirs - told.contested(&intent.id).lost_cents;
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

impl Ours {
    fn of(charge: &Charge) -> Self {
        let state = &charge.state;
        let taken = state.paid().map(|paid| paid.due.amount);
        let given_back = taken.and_then(|_| state.given_back()).map_or(0, Money::cents);
        let (name, contested) = (state.name(), Contested::of(state.disputes()));
        Self { charge: charge.id, state: name, taken, given_back_cents: given_back, contested }
    }
}

/// A payment that is no charge's own. Money that is to be given back is for support, whose task says so, and no difference.
fn beside(extra: &ExtraPayment, intent: &PaymentIntent, told: &Told) -> Vec<Difference> {
    let agrees = extra.amount == intent.received
        && extra.given_back().cents() == told.given_back_cents(&intent.id)
        && Contested::of(&extra.disputes) == told.contested(&intent.id);
    if agrees {
        return Vec::new();
    }
    let (charge, amount) = (extra.charge, intent.received);
    vec![Difference::Stray { intent: intent.id.to_string(), charge, amount }]
}

fn compared(ours: Option<Ours>, intent: &PaymentIntent, told: &Told) -> Vec<Difference> {
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
    if ours.taken.is_none() {
        return differences;
    }
    let theirs = told.given_back_cents(&intent.id);
    if ours.given_back_cents != theirs {
        let money = |cents| Money::new(cents, intent.amount.currency());
        let (ours, theirs) = (money(ours.given_back_cents), money(theirs));
        differences.push(Difference::GivenBack { charge, intent: id(), ours, theirs });
    }
    let theirs = told.contested(&intent.id);
    if ours.contested != theirs {
        differences.push(Difference::Contested { charge, intent: id(), ours: ours.contested, theirs });
    }
    differences
}
