//! Refunds: made, and what becomes of them at the bank.

use processor::wire::{Metadata, RefundObject, RefundStatus};

use super::{Ledger, Row};
use crate::api::{MetadataChange, Problem};
use crate::behaviour;

/// A refund to be made.
#[derive(Default)]
pub(crate) struct NewRefund {
    /// All that is left, unless it is given.
    pub(crate) amount: Option<i64>,
    /// What becomes of it at once; where it is not given, the card decides.
    pub(crate) status: Option<RefundStatus>,
    pub(crate) reason: Option<String>,
    pub(crate) metadata: Metadata,
}

impl Row for RefundObject {
    fn created(&self) -> i64 {
        self.created
    }
}

impl Ledger {
    pub(crate) fn refund(&self, id: &str) -> Result<&RefundObject, Problem> {
        self.refunds.get(id).ok_or_else(|| Problem::no_such("refund", id, "id"))
    }

    /// Gives back money that an intent took.
    pub(crate) fn make_refund(&mut self, intent: &str, new: NewRefund, now: i64) -> Result<String, Problem> {
        let id = self.id("re");
        let charge = self.taken(intent)?.clone();
        let left = charge.amount_captured - charge.amount_refunded;
        if left == 0 {
            let message = "The charge has already been refunded.";
            return Err(Problem::refused(Some("charge_already_refunded"), None, message));
        }
        if self.is_charged_back(&charge.id) {
            let message = "The charge is disputed: its money is with the bank and cannot be given back.";
            return Err(Problem::refused(Some("charge_disputed"), None, message));
        }
        let amount = new.amount.unwrap_or(left);
        if amount > left {
            let message = "The refund is greater than the amount that is left on the charge.";
            return Err(Problem::refused(None, Some("amount"), message));
        }
        let wanted = new.status.unwrap_or_else(|| behaviour::refund_status(&charge));
        let first = if counts(wanted) { wanted } else { RefundStatus::Pending };
        let refund = RefundObject {
            id: id.clone(),
            object: "refund".to_owned(),
            amount,
            currency: charge.currency,
            created: now,
            charge: Some(charge.id.clone()),
            payment_intent: Some(intent.to_owned()),
            metadata: new.metadata,
            status: first,
            reason: new.reason,
            failure_reason: None,
            failure_balance_transaction: None,
        };
        self.refunds.put(&id, refund.clone());
        self.totals.refunds += 1;
        self.give_back(&charge.id, amount);
        let charge = self.charge(&charge.id, "charge")?.clone();
        self.happened("charge.refunded", &charge, now);
        if self.newer_refund_events {
            self.happened("refund.created", &refund, now);
        }
        if charge.refunded {
            self.close_inquiries(&charge.id, now)?;
        }
        if first != wanted {
            self.set_refund(&id, wanted, now)?;
        }
        Ok(id)
    }

    /// What becomes of a refund: one that is under way may end in any way, one that was done may still be thrown back.
    pub(crate) fn set_refund(&mut self, id: &str, status: RefundStatus, now: i64) -> Result<(), Problem> {
        let refund = self.refund(id)?;
        let may = match refund.status {
            RefundStatus::Pending | RefundStatus::RequiresAction => {
                status != refund.status && status != RefundStatus::Unrecognized
            }
            RefundStatus::Succeeded => status == RefundStatus::Failed,
            RefundStatus::Failed | RefundStatus::Canceled | RefundStatus::Unrecognized => false,
        };
        if !may {
            let message = "The refund cannot get that status from the one it has.";
            return Err(Problem::refused(None, Some("status"), message));
        }
        let mut refund = refund.clone();
        refund.status = status;
        if !counts(status) {
            let because = match status {
                RefundStatus::Canceled => "merchant_request",
                _ => "expired_or_canceled_card",
            };
            refund.failure_reason = Some(because.to_owned());
            refund.failure_balance_transaction = Some(self.id("txn"));
            if let Some(charge) = &refund.charge {
                self.give_back(charge, -refund.amount);
            }
        }
        self.put_refund(&refund, now);
        if self.newer_refund_events && status == RefundStatus::Failed {
            self.happened("refund.failed", &refund, now);
        }
        Ok(())
    }

    /// Calls a refund off. Only one that waits for the customer can be, by request.
    pub(crate) fn cancel_refund(&mut self, id: &str, now: i64) -> Result<(), Problem> {
        if self.refund(id)?.status != RefundStatus::RequiresAction {
            let message = "Only a refund whose status is requires_action can be canceled.";
            return Err(Problem::refused(None, None, message));
        }
        self.set_refund(id, RefundStatus::Canceled, now)
    }

    pub(crate) fn describe_refund(
        &mut self,
        id: &str,
        change: MetadataChange<'_>,
        now: i64,
    ) -> Result<(), Problem> {
        let mut refund = self.refund(id)?.clone();
        change.apply(&mut refund.metadata);
        self.put_refund(&refund, now);
        Ok(())
    }

    fn put_refund(&mut self, refund: &RefundObject, now: i64) {
        let kind = if self.newer_refund_events { "refund.updated" } else { "charge.refund.updated" };
        self.happened(kind, refund, now);
        self.refunds.put(&refund.id, refund.clone());
    }

    /// Books what a refund gave back; less than nothing where it came to nothing.
    fn give_back(&mut self, charge: &str, amount: i64) {
        if let Some(charge) = self.charges.get_mut(charge) {
            charge.amount_refunded += amount;
            charge.refunded = charge.amount_refunded == charge.amount_captured;
            self.totals.refunded_cents += amount;
        }
    }
}

/// Whether the money of such a refund is gone or on its way.
const fn counts(status: RefundStatus) -> bool {
    match status {
        RefundStatus::Pending | RefundStatus::RequiresAction | RefundStatus::Succeeded => true,
        RefundStatus::Failed | RefundStatus::Canceled | RefundStatus::Unrecognized => false,
    }
}
