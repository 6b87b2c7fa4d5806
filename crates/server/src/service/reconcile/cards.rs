//! Compares clients' cards with the processor's.

use std::collections::HashMap;

use domain::payment_method::PaymentMethod;
use futures_util::{StreamExt, TryStreamExt, stream};
use processor::{CustomerRef, Processor, ProcessorMethod};
use store::{Store, payment_methods};

use super::{Difference, ReconcileError};
use crate::payments::{CardTold, card_told};

/// Customers asked about at the same time.
const AT_ONCE: usize = 8;

/// Compares every card with what the processor says of it, which takes a request for each customer. What our books cannot name a customer
/// of is left out: nothing can be taken with it.
///
/// # Errors
/// When one of the books cannot be read.
pub async fn compare_cards(store: &Store, processor: &Processor) -> Result<Vec<Difference>, ReconcileError> {
    let mut by_customer: HashMap<String, Vec<PaymentMethod>> = HashMap::new();
    for card in payment_methods::all(&store.reader()).await? {
        by_customer.entry(card.processor_customer.clone()).or_default().push(card);
    }
    let asked = by_customer.into_iter().filter_map(|(customer, cards)| {
        let customer: CustomerRef = customer.parse().ok()?;
        Some(async move {
            let theirs = processor.payment_methods_of(&customer).all().await?;
            Ok::<_, ReconcileError>(compared(cards, &theirs))
        })
    });
    let found: Vec<Vec<Difference>> = stream::iter(asked).buffer_unordered(AT_ONCE).try_collect().await?;
    Ok(found.into_iter().flatten().collect())
}

fn compared(cards: Vec<PaymentMethod>, theirs: &[ProcessorMethod]) -> Vec<Difference> {
    let differs = |card: &PaymentMethod| {
        let told = theirs.iter().find(|it| it.id.as_str() == card.processor_method);
        matches!(card_told(card, told), Some(CardTold::Renewed(_) | CardTold::Detached))
    };
    let differing = cards.into_iter().filter(differs);
    differing.map(|it| Difference::Card { client: it.client, method: it.processor_method }).collect()
}
