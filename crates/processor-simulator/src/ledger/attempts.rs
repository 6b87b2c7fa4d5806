//! The attempts at an intent. One intent takes money at most once: only [`Ledger::capture`] takes any, and only from a
//! status that it ends.

use processor::wire::{
    ChargeObject, ErrorObject, IntentStatus, MethodDetails, NextAction, PaymentIntentObject, RedirectToUrl,
};

use super::{Ledger, Method};
use crate::api::Problem;
use crate::behaviour::Behaviour;

/// Whether the cardholder is there when an intent is tried.
pub(crate) enum Presence {
    Away,
    Here { return_url: Option<String> },
}

impl Ledger {
    /// One attempt with a method.
    pub(crate) fn try_intent(
        &mut self,
        id: &str,
        method: &str,
        presence: &Presence,
        expand: bool,
        now: i64,
    ) -> Result<(), Problem> {
        let intent = self.intent(id)?;
        if !matches!(
            intent.wire.status,
            IntentStatus::RequiresPaymentMethod
                | IntentStatus::RequiresConfirmation
                | IntentStatus::RequiresAction
        ) {
            return Err(Problem::unexpected_state(self.shown(intent, expand), "confirm"));
        }
        let customer = intent.wire.customer.clone();
        let method = self.method_of(method, customer.as_deref(), now)?;
        self.totals.confirms += 1;
        self.intent_mut(id)?.confirms += 1;
        match (method.behaviour.clone(), presence) {
            (Behaviour::Succeeds, _) => self.capture(id, &method, now),
            (Behaviour::Declines { decline_code }, _) => {
                self.decline(id, &method, decline(&decline_code), expand, now)
            }
            (Behaviour::NeedsCardholder, Presence::Away) => {
                self.decline(id, &method, decline("authentication_required"), expand, now)
            }
            (Behaviour::NeedsCardholder, Presence::Here { return_url }) => {
                self.ask_cardholder(id, method, return_url.as_deref(), now)
            }
            (Behaviour::Lingers, _) => self.linger(id, method),
        }
    }

    /// Ends an attempt that waits for the cardholder or lingers.
    pub(crate) fn settle_intent(&mut self, id: &str, behaviour: Behaviour, now: i64) -> Result<(), Problem> {
        let Some(method) = self.intent_mut(id)?.open.take() else {
            return Err(Problem::unexpected_state(self.shown(self.intent(id)?, false), "settle"));
        };
        match behaviour {
            Behaviour::Succeeds => self.capture(id, &method, now),
            Behaviour::Declines { decline_code } => {
                self.decline(id, &method, decline(&decline_code), false, now)
            }
            Behaviour::NeedsCardholder => {
                // What a cardholder who does not confirm leaves behind.
                let code = "payment_intent_authentication_failure";
                let error = ErrorObject { decline_code: None, code: Some(code.to_owned()), ..decline(code) };
                self.decline(id, &method, error, false, now)
            }
            Behaviour::Lingers => self.linger(id, method),
        }
    }

    pub(super) fn capture(&mut self, id: &str, method: &Method, now: i64) -> Result<(), Problem> {
        let try_id = self.id("ch");
        let intent = &self.intent(id)?.wire;
        let amount = intent.amount;
        let mut charge = charge(intent, try_id, method, now);
        charge.amount_captured = amount;
        charge.paid = true;
        charge.status = "succeeded".to_owned();
        self.record("charge.succeeded", id, charge, now)?;
        let intent = self.intent_mut(id)?;
        intent.captures += 1;
        intent.wire.amount_received = amount;
        intent.wire.status = IntentStatus::Succeeded;
        intent.wire.payment_method = Some(method.wire.id.clone());
        intent.wire.last_payment_error = None;
        let wire = intent.wire.clone();
        self.totals.captures += 1;
        self.totals.captured_cents += amount;
        self.happened("payment_intent.succeeded", &wire, now);
        Ok(())
    }

    fn decline(
        &mut self,
        id: &str,
        method: &Method,
        mut error: ErrorObject,
        expand: bool,
        now: i64,
    ) -> Result<(), Problem> {
        let try_id = self.id("ch");
        let mut charge = charge(&self.intent(id)?.wire, try_id.clone(), method, now);
        charge.status = "failed".to_owned();
        charge.failure_code.clone_from(&error.code);
        self.record("charge.failed", id, charge, now)?;
        error.charge = Some(try_id);
        error.payment_method = Some(method.wire.clone());
        let intent = self.intent_mut(id)?;
        intent.wire.status = IntentStatus::RequiresPaymentMethod;
        intent.wire.payment_method = None;
        intent.wire.last_payment_error = Some(error.clone());
        let wire = intent.wire.clone();
        self.totals.declines += 1;
        self.happened("payment_intent.payment_failed", &wire, now);
        Err(Problem::declined(error, self.shown(self.intent(id)?, expand)))
    }

    fn ask_cardholder(
        &mut self,
        id: &str,
        method: Method,
        return_url: Option<&str>,
        now: i64,
    ) -> Result<(), Problem> {
        let page = format!("{}/redirect/authenticate/{id}", self.base_url);
        let intent = self.intent_mut(id)?;
        intent.wire.status = IntentStatus::RequiresAction;
        intent.wire.payment_method = Some(method.wire.id.clone());
        intent.wire.last_payment_error = None;
        intent.wire.next_action = Some(match return_url {
            Some(back) => NextAction {
                kind: "redirect_to_url".to_owned(),
                redirect_to_url: Some(RedirectToUrl { url: Some(page), return_url: Some(back.to_owned()) }),
            },
            None => NextAction { kind: "use_stripe_sdk".to_owned(), redirect_to_url: None },
        });
        intent.open = Some(method);
        let wire = intent.wire.clone();
        self.happened("payment_intent.requires_action", &wire, now);
        Ok(())
    }

    fn linger(&mut self, id: &str, method: Method) -> Result<(), Problem> {
        let intent = self.intent_mut(id)?;
        intent.wire.status = IntentStatus::Processing;
        intent.wire.payment_method = Some(method.wire.id.clone());
        intent.wire.last_payment_error = None;
        intent.wire.next_action = None;
        intent.open = Some(method);
        Ok(())
    }
}

/// An attempt that has come to nothing yet.
fn charge(intent: &PaymentIntentObject, id: String, method: &Method, now: i64) -> ChargeObject {
    ChargeObject {
        id,
        object: "charge".to_owned(),
        amount: intent.amount,
        amount_captured: 0,
        amount_refunded: 0,
        currency: intent.currency.clone(),
        created: now,
        paid: false,
        refunded: false,
        disputed: false,
        status: "pending".to_owned(),
        customer: intent.customer.clone(),
        metadata: intent.metadata.clone(),
        payment_intent: Some(intent.id.clone()),
        payment_method: Some(method.wire.id.clone()),
        payment_method_details: Some(MethodDetails {
            kind: "card".to_owned(),
            card: method.wire.card.clone(),
        }),
        failure_code: None,
        livemode: false,
    }
}

/// What the answer says of a decline. Some reasons are codes of their own.
fn decline(reason: &str) -> ErrorObject {
    let own =
        matches!(reason, "expired_card" | "incorrect_cvc" | "processing_error" | "authentication_required");
    ErrorObject {
        kind: "card_error".to_owned(),
        code: Some(if own { reason } else { "card_declined" }.to_owned()),
        decline_code: Some(reason.to_owned()),
        message: Some("Your card was declined.".to_owned()),
        ..ErrorObject::default()
    }
}
