//! What happened at the processor, as its webhooks and its list of events tell it.

use chrono::{DateTime, Utc};
use serde_json::Value;

use crate::http::Processor;
use crate::intent::{PaymentIntent, instant};
use crate::pages::{Listed, Pages};
use crate::refs::{CheckoutRef, EventId, IntentId, MethodRef};
use crate::span::Span;
use crate::wire;

const PATH: &str = "/v1/events";

/// How the names of events begin after which something may have become of a payment. Accounts name the same differently by the version
/// that their webhooks were made in; all objects that they carry name the intent.
const FOLLOWED: [&str; 4] = ["charge.refunded", "charge.refund.", "refund.", "charge.dispute."];

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
    /// Something may have become of what an intent took: a refund or a dispute of it was made or changed.
    PaymentFollowed(IntentId),
    /// A payment method was attached, changed, renewed by its bank, or detached.
    MethodChanged(MethodRef),
    /// Something was entered on a page for setting up a card.
    CheckoutCompleted(CheckoutRef),
    /// Anything else, by the processor's name for it; also what is in a currency we do not take.
    Other(String),
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
        kind if FOLLOWED.iter().any(|prefix| kind.starts_with(prefix)) => {
            EventKind::PaymentFollowed(object.get("payment_intent")?.as_str()?.parse().ok()?)
        }
        kind if kind.starts_with("payment_method.") => {
            EventKind::MethodChanged(object.get("id")?.as_str()?.parse().ok()?)
        }
        "checkout.session.completed" => {
            EventKind::CheckoutCompleted(object.get("id")?.as_str()?.parse().ok()?)
        }
        _ => return None,
    })
}

fn intent(object: Value) -> Option<Box<PaymentIntent>> {
    let intent = serde_json::from_value(object).ok()?;
    PaymentIntent::read(intent).ok().map(Box::new)
}
