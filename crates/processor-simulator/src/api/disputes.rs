//! `/v1/disputes`

use super::Problem;
use super::answer::json;
use super::form::Form;
use crate::ledger::{DisputeCase, Evidence, Ledger, Rebuttal};

pub(super) fn retrieve(ledger: &Ledger, id: &str, form: Form<'_>) -> Result<Vec<u8>, Problem> {
    form.finish()?;
    Ok(json(ledger.dispute(id)?))
}

/// What is sent is submitted, unless it says otherwise.
pub(super) fn update(
    ledger: &mut Ledger,
    id: &str,
    mut form: Form<'_>,
    now: i64,
) -> Result<Vec<u8>, Problem> {
    let evidence = form.group("evidence");
    if let Some((unknown, _)) = evidence.iter().find(|(name, _)| !Evidence::knows(name)) {
        return Err(Problem::unknown_param(&format!("evidence[{unknown}]")));
    }
    let metadata = form.metadata_change()?;
    let submit = form.boolean("submit")?;
    form.finish()?;
    let submit = submit.unwrap_or(!evidence.is_empty());
    ledger.respond(id, Rebuttal { evidence, metadata, submit }, now)?;
    Ok(json(ledger.dispute(id)?))
}

pub(super) fn close(ledger: &mut Ledger, id: &str, form: Form<'_>, now: i64) -> Result<Vec<u8>, Problem> {
    form.finish()?;
    ledger.close_dispute(id, now)?;
    Ok(json(ledger.dispute(id)?))
}

pub(super) fn list(ledger: &Ledger, mut form: Form<'_>) -> Result<Vec<u8>, Problem> {
    let paging = form.paging()?;
    let (intent, charge) = (form.text("payment_intent"), form.text("charge"));
    form.finish()?;
    let wanted = |dispute: &DisputeCase| {
        (intent.is_none() || dispute.wire.payment_intent.as_deref() == intent)
            && (charge.is_none() || dispute.wire.charge.as_deref() == charge)
    };
    Ok(json(&paging.page(&ledger.disputes, "/v1/disputes", wanted, Clone::clone)?))
}
