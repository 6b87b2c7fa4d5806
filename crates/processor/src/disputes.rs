//! Payments that cardholders or their banks dispute.

use chrono::{DateTime, Utc};
use domain::{Currency, Money};

use crate::http::Processor;
use crate::intent::instant;
use crate::pages::{Listed, Pages};
use crate::refs::{DisputeId, IntentId};
use crate::span::Span;
use crate::wire::{self, DisputeStatus};

const PATH: &str = "/v1/disputes";

/// A dispute.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ProcessorDispute {
    /// Its id.
    pub id: DisputeId,
    /// The intent whose payment is disputed.
    pub intent: Option<IntentId>,
    /// How much of it.
    pub amount: Money,
    /// How far it got.
    pub status: DisputeStatus,
    /// When it was opened.
    pub created: DateTime<Utc>,
    /// Until when the bank takes the practice's answer, if it takes one.
    pub answer_until: Option<DateTime<Utc>>,
}

impl Processor {
    /// All disputes opened inside `span`, the newest first; those in currencies we do not take are left out.
    #[must_use]
    pub fn disputes(&self, span: Span) -> Pages<ProcessorDispute> {
        Pages::new(self, PATH, span.query())
    }

    /// All disputes of what one intent took, the newest first.
    #[must_use]
    pub fn disputes_of(&self, intent: &IntentId) -> Pages<ProcessorDispute> {
        Pages::new(self, PATH, vec![("payment_intent", intent.to_string())])
    }
}

impl Listed for ProcessorDispute {
    type Wire = wire::DisputeObject;

    fn id(wire: &wire::DisputeObject) -> &str {
        &wire.id
    }

    fn read(wire: wire::DisputeObject) -> Option<Self> {
        Some(Self {
            id: wire.id.parse().ok()?,
            intent: wire.payment_intent.and_then(|id| id.parse().ok()),
            amount: Money::new(wire.amount, Currency::from_code(&wire.currency)?),
            status: wire.status,
            created: instant(wire.created),
            answer_until: wire.evidence_details.and_then(|it| it.due_by).map(instant),
        })
    }
}
