//! The attempts at all intents; Stripe calls each a charge.

use processor::wire::{ChargeObject, Expandable, IntentStatus};

use super::{Intent, Ledger, Row};
use crate::api::Problem;

impl Row for ChargeObject {
    fn created(&self) -> i64 {
        self.created
    }
}

impl Ledger {
    pub(crate) fn charge(&self, id: &str, param: &str) -> Result<&ChargeObject, Problem> {
        self.charges.get(id).ok_or_else(|| Problem::no_such("charge", id, param))
    }

    /// The intent that a charge was an attempt at.
    pub(crate) fn intent_of_charge(&self, charge: &str) -> Result<String, Problem> {
        let of = self.charge(charge, "charge")?.payment_intent.clone();
        of.ok_or_else(|| Problem::no_such("payment_intent", charge, "charge"))
    }

    pub(super) fn latest_charge<'a>(&'a self, intent: &'a Intent) -> Option<&'a ChargeObject> {
        match intent.wire.latest_charge.as_ref()? {
            Expandable::Id(id) => self.charges.get(id),
            Expandable::Object(charge) => Some(charge),
        }
    }

    /// The charge that took the intent's money.
    pub(super) fn taken(&self, intent: &str) -> Result<&ChargeObject, Problem> {
        let found = self.intents.get(intent);
        let found = found.ok_or_else(|| Problem::no_such("payment_intent", intent, "payment_intent"))?;
        let taken = self.latest_charge(found).filter(|_| found.wire.status == IntentStatus::Succeeded);
        taken.ok_or_else(|| {
            let message = "This PaymentIntent does not have a successful charge to refund.";
            Problem::refused(None, Some("payment_intent"), message)
        })
    }

    /// Writes down an attempt that is over, and tells it.
    pub(super) fn record(
        &mut self,
        kind: &'static str,
        intent: &str,
        charge: ChargeObject,
        now: i64,
    ) -> Result<(), Problem> {
        let intent = self.intent_mut(intent)?;
        intent.wire.latest_charge = Some(Expandable::Id(charge.id.clone()));
        intent.wire.next_action = None;
        intent.open = None;
        self.happened(kind, &charge, now);
        self.charges.put(&charge.id.clone(), charge);
        Ok(())
    }
}
