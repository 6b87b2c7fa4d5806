//! What happened at the processor, as its webhooks and its list of events tell it.

use chrono::{DateTime, Utc};
use domain::{ChargeId, Currency, Money};
use serde_json::Value;

use crate::http::Processor;
use crate::intent::{PaymentIntent, instant};
use crate::pages::{Listed, Pages};
use crate::refs::{AttemptRef, EventId, IntentId};
use crate::span::Span;
use crate::wire;

const PATH: &str = "/v1/events";

/// Something that happened. Events come more than once, late, and in any order: what an intent's event says held when
/// it happened and may no longer hold.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Event {
    /// The same in every delivery of the same event.
    pub id: EventId,
    /// When it happened.
    pub created: DateTime<Utc>,
    /// What happened.
    pub kind: EventKind,
}

/// What happened.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum EventKind {
    /// The amount was taken.
    IntentSucceeded(Box<PaymentIntent>),
    /// An attempt was declined.
    IntentFailed(Box<PaymentIntent>),
    /// The cardholder has to confirm.
    IntentNeedsCardholder(Box<PaymentIntent>),
    /// The intent was called off.
    IntentCanceled(Box<PaymentIntent>),
    /// Part or all of what was taken went back.
    Refunded(Box<RefundedIntent>),
    /// Anything else, by the processor's name for it; also what is in a currency we do not take.
    Other(String),
}

/// What a refund left of an intent.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RefundedIntent {
    /// The intent.
    pub intent: IntentId,
    /// The attempt that took the money.
    pub attempt: AttemptRef,
    /// Our charge, unless somebody else made the intent.
    pub charge: Option<ChargeId>,
    /// What was taken.
    pub taken: Money,
    /// What went back so far, all refunds together.
    pub refunded: Money,
}

impl Processor {
    /// Everything that happened inside `span`, the newest first. The processor keeps 30 days.
    #[must_use]
    pub fn events(&self, span: Span) -> Pages<Event> {
        Pages::new(self, PATH, span.query())
    }
}

impl Listed for Event {
    type Wire = wire::EventObject;

    fn id(wire: &wire::EventObject) -> &str {
        &wire.id
    }

    fn read(wire: wire::EventObject) -> Option<Self> {
        let kind = known(&wire.kind, wire.data.object).unwrap_or(EventKind::Other(wire.kind));
        Some(Self { id: wire.id.parse().ok()?, created: instant(wire.created), kind })
    }
}

fn known(kind: &str, object: Value) -> Option<EventKind> {
    Some(match kind {
        "payment_intent.succeeded" => EventKind::IntentSucceeded(intent(object)?),
        "payment_intent.payment_failed" => EventKind::IntentFailed(intent(object)?),
        "payment_intent.requires_action" => EventKind::IntentNeedsCardholder(intent(object)?),
        "payment_intent.canceled" => EventKind::IntentCanceled(intent(object)?),
        "charge.refunded" => EventKind::Refunded(Box::new(refunded(object)?)),
        _ => return None,
    })
}

fn intent(object: Value) -> Option<Box<PaymentIntent>> {
    let intent = serde_json::from_value(object).ok()?;
    PaymentIntent::read(intent).ok().map(Box::new)
}

fn refunded(object: Value) -> Option<RefundedIntent> {
    let charge: wire::ChargeObject = serde_json::from_value(object).ok()?;
    let currency = Currency::from_code(&charge.currency)?;
    Some(RefundedIntent {
        intent: charge.payment_intent?.parse().ok()?,
        attempt: charge.id.parse().ok()?,
        charge: charge.metadata.get(wire::CHARGE_ID).and_then(|id| id.parse().ok()),
        taken: Money::new(charge.amount_captured, currency),
        refunded: Money::new(charge.amount_refunded, currency),
    })
}
