//! `/v1/customers`

use super::Problem;
use super::answer::json;
use super::form::Form;
use crate::ledger::Ledger;

pub(super) fn create(ledger: &mut Ledger, mut form: Form<'_>, now: i64) -> Result<Vec<u8>, Problem> {
    let metadata = form.metadata()?;
    form.finish()?;
    let id = ledger.make_customer(metadata, now);
    Ok(json(ledger.customer(&id, "id", now)?))
}

pub(super) fn retrieve(ledger: &mut Ledger, id: &str, form: Form<'_>, now: i64) -> Result<Vec<u8>, Problem> {
    form.finish()?;
    Ok(json(ledger.customer(id, "id", now)?))
}

pub(super) fn list(ledger: &Ledger, mut form: Form<'_>) -> Result<Vec<u8>, Problem> {
    let paging = form.paging()?;
    form.finish()?;
    Ok(json(&paging.page(&ledger.customers, "/v1/customers", |_| true, Clone::clone)?))
}
