//! Disputes: what a cardholder's bank asks about a payment or takes back of it, and how that ends.

use processor::wire::{DisputeObject, DisputeStatus, EvidenceDetails, Metadata};
use serde::Serialize;

use super::{Evidence, Ledger, Row};
use crate::api::{MetadataChange, Problem};

/// How long an answer is waited for where nothing else is said, in seconds: ten days.
const PATIENCE: i64 = 10 * 24 * 60 * 60;

/// A dispute, as it is answered.
#[derive(Clone, Debug, Serialize)]
pub(crate) struct DisputeCase {
    #[serde(flatten)]
    pub(crate) wire: DisputeObject,
    /// What the practice says, sent or not.
    evidence: Evidence,
    /// Whether the bank has the money.
    #[serde(skip)]
    withdrawn: bool,
}

/// A change that the practice makes.
pub(crate) struct Rebuttal<'a> {
    /// Empty texts unset what was there.
    pub(crate) evidence: Vec<(&'a str, &'a str)>,
    pub(crate) metadata: MetadataChange<'a>,
    /// Whether the bank gets what is there.
    pub(crate) submit: bool,
}

impl Row for DisputeCase {
    fn created(&self) -> i64 {
        self.wire.created
    }
}

impl Ledger {
    pub(crate) fn dispute(&self, id: &str) -> Result<&DisputeCase, Problem> {
        self.disputes.get(id).ok_or_else(|| Problem::no_such("dispute", id, "id"))
    }

    /// Opens a dispute about a payment, at once as far as `status`.
    pub(crate) fn make_dispute(
        &mut self,
        intent: &str,
        amount: Option<i64>,
        status: DisputeStatus,
        due_by: Option<i64>,
        now: i64,
    ) -> Result<String, Problem> {
        let id = self.id("du");
        let charge = self.taken(intent)?.clone();
        let mut disputes = self.disputes.oldest();
        if disputes.any(|it| it.wire.charge.as_ref() == Some(&charge.id) && !is_over(it.wire.status)) {
            let message = "The charge is disputed already.";
            return Err(Problem::refused(Some("charge_disputed"), None, message));
        }
        let first = if is_inquiry(status) {
            DisputeStatus::WarningNeedsResponse
        } else {
            DisputeStatus::NeedsResponse
        };
        let wire = DisputeObject {
            id: id.clone(),
            object: "dispute".to_owned(),
            amount: amount.unwrap_or(charge.amount_captured),
            currency: charge.currency,
            created: now,
            charge: Some(charge.id.clone()),
            payment_intent: Some(intent.to_owned()),
            reason: "general".to_owned(),
            status: first,
            evidence_details: Some(EvidenceDetails {
                due_by: Some(due_by.unwrap_or(now + PATIENCE)),
                ..EvidenceDetails::default()
            }),
            is_charge_refundable: is_inquiry(first) && !charge.refunded,
            metadata: Metadata::new(),
            livemode: false,
        };
        if let Some(charge) = self.charges.get_mut(&charge.id) {
            charge.disputed = true;
        }
        let mut dispute = DisputeCase { wire, evidence: Evidence::none(), withdrawn: false };
        self.totals.disputes += 1;
        self.happened("charge.dispute.created", &dispute, now);
        self.move_money(&mut dispute, now);
        self.disputes.put(&id, dispute);
        if status != first {
            self.set_dispute(&id, status, now)?;
        }
        Ok(id)
    }

    /// How the bank goes on. An inquiry may become a chargeback, even after it was closed; what was lost may be won in the end.
    pub(crate) fn set_dispute(&mut self, id: &str, status: DisputeStatus, now: i64) -> Result<(), Problem> {
        use DisputeStatus::{Lost, NeedsResponse, UnderReview, Unrecognized, WarningClosed, Won};
        let mut dispute = self.dispute(id)?.clone();
        let may = match dispute.wire.status {
            DisputeStatus::WarningNeedsResponse | DisputeStatus::WarningUnderReview => true,
            WarningClosed => status == NeedsResponse,
            NeedsResponse | UnderReview => !is_inquiry(status),
            Lost => status == Won,
            Won | Unrecognized => false,
        };
        if !may || status == dispute.wire.status || status == Unrecognized {
            let message = "The dispute cannot get that status from the one it has.";
            return Err(Problem::refused(None, Some("status"), message));
        }
        dispute.wire.status = status;
        let kind = if is_over(status) { "charge.dispute.closed" } else { "charge.dispute.updated" };
        self.tell_dispute(kind, &mut dispute, now);
        self.disputes.put(id, dispute);
        Ok(())
    }

    /// The practice answers.
    pub(crate) fn respond(&mut self, id: &str, rebuttal: Rebuttal<'_>, now: i64) -> Result<(), Problem> {
        use DisputeStatus::{NeedsResponse, UnderReview, WarningNeedsResponse, WarningUnderReview};
        let mut dispute = self.dispute(id)?.clone();
        let answers = !rebuttal.evidence.is_empty();
        if is_over(dispute.wire.status) && answers {
            return Err(Problem::refused(None, None, "The dispute is closed."));
        }
        rebuttal.metadata.apply(&mut dispute.wire.metadata);
        for (name, text) in rebuttal.evidence {
            dispute.evidence.set(name, text);
        }
        let details = dispute.wire.evidence_details.get_or_insert_default();
        details.has_evidence = !dispute.evidence.is_empty();
        if rebuttal.submit && details.has_evidence {
            dispute.wire.status = match dispute.wire.status {
                WarningNeedsResponse | WarningUnderReview => WarningUnderReview,
                NeedsResponse | UnderReview => UnderReview,
                over => over,
            };
            if !is_over(dispute.wire.status) {
                details.submission_count += 1;
                details.past_due = details.due_by.is_some_and(|due_by| due_by < now);
            }
        }
        self.tell_dispute("charge.dispute.updated", &mut dispute, now);
        self.disputes.put(id, dispute);
        Ok(())
    }

    /// The practice gives in.
    pub(crate) fn close_dispute(&mut self, id: &str, now: i64) -> Result<(), Problem> {
        let status = self.dispute(id)?.wire.status;
        if is_over(status) {
            return Err(Problem::refused(None, None, "The dispute is closed."));
        }
        let end = if is_inquiry(status) { DisputeStatus::WarningClosed } else { DisputeStatus::Lost };
        self.set_dispute(id, end, now)
    }

    /// A payment that was given back whole is inquired about no more.
    pub(super) fn close_inquiries(&mut self, charge: &str, now: i64) -> Result<(), Problem> {
        let open = |it: &&DisputeCase| {
            it.wire.charge.as_deref() == Some(charge)
                && is_inquiry(it.wire.status)
                && !is_over(it.wire.status)
        };
        let open: Vec<String> = self.disputes.oldest().filter(open).map(|it| it.wire.id.clone()).collect();
        open.iter().try_for_each(|id| self.set_dispute(id, DisputeStatus::WarningClosed, now))
    }

    /// Whether the bank has a charge's money, or had the last word about it.
    pub(super) fn is_charged_back(&self, charge: &str) -> bool {
        self.disputes.oldest().any(|it| it.withdrawn && it.wire.charge.as_deref() == Some(charge))
    }

    /// What banks have of an intent's money.
    pub(super) fn charged_back(&self, intent: &str) -> i64 {
        let of = |it: &&DisputeCase| it.withdrawn && it.wire.payment_intent.as_deref() == Some(intent);
        self.disputes.oldest().filter(of).map(|it| it.wire.amount).sum()
    }

    /// Tells a dispute that changed, and moves the money that goes with it.
    fn tell_dispute(&mut self, kind: &'static str, dispute: &mut DisputeCase, now: i64) {
        let refunded = dispute.wire.charge.as_ref().and_then(|id| self.charges.get(id));
        let refunded = refunded.is_some_and(|charge| charge.refunded);
        dispute.wire.is_charge_refundable = !has_money(dispute.wire.status) && !refunded;
        self.happened(kind, dispute, now);
        self.move_money(dispute, now);
    }

    fn move_money(&mut self, dispute: &mut DisputeCase, now: i64) {
        let wanted = has_money(dispute.wire.status);
        if wanted == dispute.withdrawn {
            return;
        }
        dispute.withdrawn = wanted;
        let (kind, amount) = if wanted {
            ("charge.dispute.funds_withdrawn", dispute.wire.amount)
        } else {
            ("charge.dispute.funds_reinstated", -dispute.wire.amount)
        };
        self.totals.charged_back_cents += amount;
        self.happened(kind, dispute, now);
    }
}

/// Whether the bank only asks.
const fn is_inquiry(status: DisputeStatus) -> bool {
    use DisputeStatus::{WarningClosed, WarningNeedsResponse, WarningUnderReview};
    matches!(status, WarningNeedsResponse | WarningUnderReview | WarningClosed)
}

/// Whether nothing more is waited for.
const fn is_over(status: DisputeStatus) -> bool {
    matches!(status, DisputeStatus::WarningClosed | DisputeStatus::Won | DisputeStatus::Lost)
}

/// Whether the bank has the money meanwhile.
const fn has_money(status: DisputeStatus) -> bool {
    matches!(status, DisputeStatus::NeedsResponse | DisputeStatus::UnderReview | DisputeStatus::Lost)
}
