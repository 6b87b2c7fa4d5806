//! How often each charge was taken at the processor.

use std::collections::BTreeMap;

use domain::{ChargeId, Money};
use processor::PaymentIntent;

use super::Difference;

/// What the processor took and kept, by charge.
#[derive(Debug, Default)]
pub(super) struct Captures(BTreeMap<ChargeId, Vec<(String, Money)>>);

impl Captures {
    /// Adds what an intent took, less what went back of it, by refunds or to a bank for good. One of which nothing is left is put right and
    /// not counted.
    pub(super) fn add(&mut self, intent: &PaymentIntent, given_back_cents: i64) {
        let kept = Money::new(intent.received.cents() - given_back_cents, intent.received.currency());
        if let Some(charge) = intent.charge
            && kept.cents() > 0
        {
            self.0.entry(charge).or_default().push((intent.id.to_string(), kept));
        }
    }

    /// The charges of which more than one intent kept money.
    pub(super) fn doubles(self) -> impl Iterator<Item = Difference> {
        self.0.into_iter().filter(|(_, intents)| intents.len() > 1).filter_map(|(charge, intents)| {
            let currency = intents.first()?.1.currency();
            let cents = intents.iter().map(|(_, kept)| kept.cents()).sum();
            let intents = intents.into_iter().map(|(intent, _)| intent).collect();
            Some(Difference::TakenTwice { charge, intents, amount: Money::new(cents, currency) })
        })
    }
}
