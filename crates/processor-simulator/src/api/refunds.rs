//! `/v1/refunds`

use super::Problem;
use super::answer::json;
use super::form::Form;
use crate::ledger::Ledger;

pub(super) fn create(ledger: &mut Ledger, mut form: Form<'_>, now: i64) -> Result<Vec<u8>, Problem> {
    let intent = form.required("payment_intent")?;
    let amount = form.integer("amount")?;
    let _reason = form.text("reason");
    let metadata = form.metadata()?;
    form.finish()?;
    if amount.is_some_and(|amount| amount < 1) {
        return Err(Problem::malformed("amount"));
    }
    let id = ledger.refund(intent, amount, metadata, now)?;
    let refund = ledger.refunds.get(&id).ok_or_else(|| Problem::no_such("refund", &id, "id"))?;
    Ok(json(refund))
}

pub(super) fn retrieve(ledger: &Ledger, id: &str, form: Form<'_>) -> Result<Vec<u8>, Problem> {
    form.finish()?;
    Ok(json(ledger.refunds.get(id).ok_or_else(|| Problem::no_such("refund", id, "id"))?))
}

pub(super) fn list(ledger: &Ledger, mut form: Form<'_>) -> Result<Vec<u8>, Problem> {
    let paging = form.paging()?;
    let intent = form.text("payment_intent");
    form.finish()?;
    let wanted = |refund: &processor::wire::RefundObject| {
        intent.is_none() || refund.payment_intent.as_deref() == intent
    };
    Ok(json(&paging.page(&ledger.refunds, "/v1/refunds", wanted, Clone::clone)?))
}
