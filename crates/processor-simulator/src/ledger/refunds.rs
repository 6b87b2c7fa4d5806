//! Refunds.

use processor::wire::{IntentStatus, Metadata, RefundObject, RefundStatus};

use super::{Ledger, Row};
use crate::api::Problem;

impl Row for RefundObject {
    fn created(&self) -> i64 {
        self.created
    }
}

impl Ledger {
    /// Gives back `amount`, or all that is left.
    pub(crate) fn refund(
        &mut self,
        intent: &str,
        amount: Option<i64>,
        metadata: Metadata,
        now: i64,
    ) -> Result<String, Problem> {
        let id = self.id("re");
        let found = self.intents.get_mut(intent);
        let found = found.ok_or_else(|| Problem::no_such("payment_intent", intent, "payment_intent"))?;
        let taken = match found.attempts.last_mut() {
            Some(last) if found.wire.status == IntentStatus::Succeeded => last,
            _ => {
                let message = "This PaymentIntent does not have a successful charge to refund.";
                return Err(Problem::refused(None, Some("payment_intent"), message));
            }
        };
        let left = taken.amount_captured - taken.amount_refunded;
        if left == 0 {
            let message = "The charge has already been refunded.";
            return Err(Problem::refused(Some("charge_already_refunded"), None, message));
        }
        let amount = amount.unwrap_or(left);
        if amount > left {
            let message = "The refund is greater than the amount that is left on the charge.";
            return Err(Problem::refused(None, Some("amount"), message));
        }
        taken.amount_refunded += amount;
        taken.refunded = taken.amount_refunded == taken.amount_captured;
        let charge = taken.clone();
        let refund = RefundObject {
            id: id.clone(),
            object: "refund".to_owned(),
            amount,
            currency: charge.currency.clone(),
            created: now,
            charge: Some(charge.id.clone()),
            payment_intent: Some(intent.to_owned()),
            metadata,
            status: RefundStatus::Succeeded,
        };
        self.refunds.put(&id, refund);
        self.totals.refunds += 1;
        self.totals.refunded_cents += amount;
        self.happened("charge.refunded", &charge, now);
        Ok(id)
    }
}
