//! `/v1/refunds`

use processor::wire::RefundObject;

use super::Problem;
use super::answer::json;
use super::form::Form;
use crate::ledger::{Ledger, NewRefund};

const REASONS: [&str; 3] = ["duplicate", "fraudulent", "requested_by_customer"];

pub(super) fn create(ledger: &mut Ledger, mut form: Form<'_>, now: i64) -> Result<Vec<u8>, Problem> {
    let (intent, charge) = (form.text("payment_intent"), form.text("charge"));
    let amount = form.integer("amount")?;
    let reason = form.text("reason");
    let metadata = form.metadata()?;
    form.finish()?;
    if amount.is_some_and(|amount| amount < 1) {
        return Err(Problem::malformed("amount"));
    }
    if reason.is_some_and(|reason| !REASONS.contains(&reason)) {
        return Err(Problem::malformed("reason"));
    }
    let intent = match (intent, charge) {
        (Some(intent), None) => intent.to_owned(),
        (None, Some(charge)) => ledger.intent_of_charge(charge)?,
        (None, None) => return Err(Problem::missing("payment_intent")),
        (Some(_), Some(_)) => return Err(Problem::malformed("charge")),
    };
    let new = NewRefund { amount, status: None, reason: reason.map(Into::into), metadata };
    let id = ledger.make_refund(&intent, new, now)?;
    Ok(json(ledger.refund(&id)?))
}

pub(super) fn retrieve(ledger: &Ledger, id: &str, form: Form<'_>) -> Result<Vec<u8>, Problem> {
    form.finish()?;
    Ok(json(ledger.refund(id)?))
}

pub(super) fn update(
    ledger: &mut Ledger,
    id: &str,
    mut form: Form<'_>,
    now: i64,
) -> Result<Vec<u8>, Problem> {
    let metadata = form.metadata_change()?;
    form.finish()?;
    ledger.describe_refund(id, metadata, now)?;
    Ok(json(ledger.refund(id)?))
}

pub(super) fn cancel(ledger: &mut Ledger, id: &str, form: Form<'_>, now: i64) -> Result<Vec<u8>, Problem> {
    form.finish()?;
    ledger.cancel_refund(id, now)?;
    Ok(json(ledger.refund(id)?))
}

pub(super) fn list(ledger: &Ledger, mut form: Form<'_>) -> Result<Vec<u8>, Problem> {
    let paging = form.paging()?;
    let (intent, charge) = (form.text("payment_intent"), form.text("charge"));
    form.finish()?;
    let wanted = |refund: &RefundObject| {
        (intent.is_none() || refund.payment_intent.as_deref() == intent)
            && (charge.is_none() || refund.charge.as_deref() == charge)
    };
    Ok(json(&paging.page(&ledger.refunds, "/v1/refunds", wanted, Clone::clone)?))
}
