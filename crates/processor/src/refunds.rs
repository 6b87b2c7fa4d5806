//! Giving money back.

use chrono::{DateTime, Utc};
use domain::{ChargeId, Currency, Money, RefundRequestId};

use crate::error::{Mismatch, ProcessorError};
use crate::http::Processor;
use crate::intent::{IntentClaim, instant};
use crate::key::IdempotencyKey;
use crate::pages::{Listed, Pages};
use crate::refs::{IntentId, RefundId};
use crate::span::Span;
use crate::wire::{self, RefundStatus};

const PATH: &str = "/v1/refunds";

/// A refund to be made.
#[derive(Clone, Copy, Debug)]
pub struct NewRefund<'a> {
    /// The intent whose money goes back.
    pub intent: &'a IntentId,
    /// Our charge and how much of it goes back.
    pub claim: IntentClaim,
    /// The request that it is made for.
    pub request: RefundRequestId,
}

/// A refund.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ProcessorRefund {
    /// Its id.
    pub id: RefundId,
    /// The intent whose money goes back.
    pub intent: Option<IntentId>,
    /// Our charge, unless the refund was made by somebody else.
    pub charge: Option<ChargeId>,
    /// The request of ours that it was made for, unless it was made by somebody else.
    pub request: Option<RefundRequestId>,
    /// How much goes back.
    pub amount: Money,
    /// How far it got.
    pub status: RefundStatus,
    /// When it was asked for.
    pub created: DateTime<Utc>,
    /// Why, in the processor's word; none where whoever asked gave no reason.
    pub reason: Option<String>,
}

impl ProcessorRefund {
    /// Whether the money is the client's, or on its way to them. What failed or was called off is the practice's again.
    #[must_use]
    pub const fn counts(&self) -> bool {
        match self.status {
            RefundStatus::Pending
            | RefundStatus::RequiresAction
            | RefundStatus::Succeeded
            | RefundStatus::Unrecognized => true,
            RefundStatus::Failed | RefundStatus::Canceled => false,
        }
    }

    /// How far it got, in the processor's word.
    #[must_use]
    pub const fn status_word(&self) -> &'static str {
        match self.status {
            RefundStatus::Pending => "pending",
            RefundStatus::RequiresAction => "requires_action",
            RefundStatus::Succeeded => "succeeded",
            RefundStatus::Failed => "failed",
            RefundStatus::Canceled => "canceled",
            RefundStatus::Unrecognized => "unrecognized",
        }
    }

    /// Whether it is still on its way.
    #[must_use]
    pub const fn is_on_its_way(&self) -> bool {
        match self.status {
            RefundStatus::Pending | RefundStatus::RequiresAction | RefundStatus::Unrecognized => true,
            RefundStatus::Succeeded | RefundStatus::Failed | RefundStatus::Canceled => false,
        }
    }
}

impl Processor {
    /// Gives back part or all of what an intent took. More than was taken, all refunds together, is refused.
    ///
    /// # Errors
    /// As [`ProcessorError`] says. After an unknown outcome repeat under the same key: a fresh one may pay back twice.
    pub async fn refund(
        &self,
        new: &NewRefund<'_>,
        key: &IdempotencyKey,
    ) -> Result<ProcessorRefund, ProcessorError> {
        let form = wire::RefundForm {
            payment_intent: new.intent.as_str(),
            amount: new.claim.amount.cents(),
            charge_id: &new.claim.charge.to_string(),
            refund_id: &new.request.to_string(),
        };
        let refund: wire::RefundObject = self.post(PATH, &form, key).await?.json()?;
        let refund = ProcessorRefund::read(refund).ok_or(ProcessorError::Mismatch(Mismatch::Currency))?;
        new.check(&refund).map_err(ProcessorError::Mismatch)?;
        Ok(refund)
    }

    /// All refunds asked for inside `span`, the newest first; those in currencies we do not take are left out.
    #[must_use]
    pub fn refunds(&self, span: Span) -> Pages<ProcessorRefund> {
        Pages::new(self, PATH, span.query())
    }

    /// All refunds of what one intent took, the newest first.
    #[must_use]
    pub fn refunds_of(&self, intent: &IntentId) -> Pages<ProcessorRefund> {
        Pages::new(self, PATH, vec![("payment_intent", intent.to_string())])
    }
}

impl NewRefund<'_> {
    fn check(&self, answered: &ProcessorRefund) -> Result<(), Mismatch> {
        if answered.intent.as_ref() != Some(self.intent) {
            return Err(Mismatch::Id);
        }
        if answered.charge != Some(self.claim.charge) {
            return Err(Mismatch::Charge);
        }
        if answered.amount != self.claim.amount {
            return Err(Mismatch::Amount { asked: self.claim.amount, answered: answered.amount });
        }
        Ok(())
    }
}

impl Listed for ProcessorRefund {
    type Wire = wire::RefundObject;

    fn id(wire: &wire::RefundObject) -> &str {
        &wire.id
    }

    fn read(wire: wire::RefundObject) -> Option<Self> {
        Some(Self {
            id: wire.id.parse().ok()?,
            intent: wire.payment_intent.and_then(|id| id.parse().ok()),
            charge: wire.metadata.get(wire::CHARGE_ID).and_then(|id| id.parse().ok()),
            request: wire.metadata.get(wire::REFUND_ID).and_then(|id| id.parse().ok()),
            amount: Money::new(wire.amount, Currency::from_code(&wire.currency)?),
            status: wire.status,
            created: instant(wire.created),
            reason: wire.reason,
        })
    }
}
