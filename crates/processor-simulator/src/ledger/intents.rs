//! Payment intents: made, shown, called off.

use processor::wire::{CHARGE_ID, Expandable, IntentStatus, Metadata, PaymentIntentObject};

use super::{Ledger, Method, Row};
use crate::api::Problem;
use crate::books::IntentLine;

/// An intent, and what its attempts came to.
#[derive(Clone, Debug)]
pub(crate) struct Intent {
    pub(crate) wire: PaymentIntentObject,
    pub(crate) captures: u32,
    pub(super) confirms: u32,
    /// The method of an attempt that is not over.
    pub(super) open: Option<Method>,
}

/// An intent to be made.
pub(crate) struct NewIntent {
    pub(crate) amount: i64,
    pub(crate) currency: String,
    pub(crate) customer: Option<String>,
    pub(crate) description: Option<String>,
    pub(crate) metadata: Metadata,
}

impl Row for Intent {
    fn created(&self) -> i64 {
        self.wire.created
    }
}

impl Ledger {
    /// The intent as it is answered, with the latest attempt in full if that was asked for.
    pub(crate) fn shown(&self, intent: &Intent, expand: bool) -> PaymentIntentObject {
        let mut wire = intent.wire.clone();
        if let Some(latest) = self.latest_charge(intent).filter(|_| expand) {
            wire.latest_charge = Some(Expandable::Object(Box::new(latest.clone())));
        }
        wire
    }

    pub(super) fn line(&self, intent: &Intent) -> IntentLine {
        let (wire, latest) = (&intent.wire, self.latest_charge(intent));
        let card = latest.and_then(|latest| latest.payment_method_details.as_ref()?.card.as_ref());
        IntentLine {
            id: wire.id.clone(),
            charge_id: wire.metadata.get(CHARGE_ID).cloned(),
            customer: wire.customer.clone(),
            amount: wire.amount,
            received: wire.amount_received,
            // What took money is the last attempt.
            refunded: latest.map_or(0, |latest| latest.amount_refunded),
            charged_back: self.charged_back(&wire.id),
            status: wire.status.as_str().to_owned(),
            confirms: intent.confirms,
            captures: intent.captures,
            last4: card.map(|card| card.last4.clone()),
        }
    }

    pub(crate) fn intent(&self, id: &str) -> Result<&Intent, Problem> {
        self.intents.get(id).ok_or_else(|| Problem::no_such("payment_intent", id, "intent"))
    }

    pub(super) fn intent_mut(&mut self, id: &str) -> Result<&mut Intent, Problem> {
        self.intents.get_mut(id).ok_or_else(|| Problem::no_such("payment_intent", id, "intent"))
    }

    pub(crate) fn make_intent(&mut self, new: NewIntent, now: i64) -> Result<String, Problem> {
        if let Some(customer) = &new.customer {
            self.customer(customer, "customer", now)?;
        }
        let id = self.id("pi");
        let wire = PaymentIntentObject {
            id: id.clone(),
            object: "payment_intent".to_owned(),
            amount: new.amount,
            amount_received: 0,
            currency: new.currency,
            created: now,
            status: IntentStatus::RequiresPaymentMethod,
            customer: new.customer,
            payment_method: None,
            capture_method: Some("automatic".to_owned()),
            description: new.description,
            metadata: new.metadata,
            latest_charge: None,
            last_payment_error: None,
            next_action: None,
            canceled_at: None,
            cancellation_reason: None,
            livemode: false,
        };
        self.intents.put(&id, Intent { wire, captures: 0, confirms: 0, open: None });
        self.totals.intents += 1;
        Ok(id)
    }

    pub(crate) fn cancel_intent(
        &mut self,
        id: &str,
        reason: Option<&str>,
        expand: bool,
        now: i64,
    ) -> Result<(), Problem> {
        let intent = self.intent(id)?;
        if matches!(
            intent.wire.status,
            IntentStatus::Succeeded | IntentStatus::Canceled | IntentStatus::Processing
        ) {
            return Err(Problem::unexpected_state(self.shown(intent, expand), "cancel"));
        }
        let intent = self.intent_mut(id)?;
        intent.wire.status = IntentStatus::Canceled;
        intent.wire.canceled_at = Some(now);
        intent.wire.cancellation_reason = reason.map(Into::into);
        intent.wire.next_action = None;
        intent.open = None;
        let wire = intent.wire.clone();
        self.happened("payment_intent.canceled", &wire, now);
        Ok(())
    }

    /// Falsifies what was taken.
    pub(crate) fn falsify_received(&mut self, id: &str, amount: i64) -> Result<(), Problem> {
        self.intent_mut(id)?.wire.amount_received = amount;
        Ok(())
    }
}
