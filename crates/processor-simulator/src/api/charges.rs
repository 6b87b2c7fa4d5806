//! `/v1/charges`

use processor::wire::ChargeObject;

use super::Problem;
use super::answer::json;
use super::form::Form;
use crate::ledger::Ledger;

pub(super) fn retrieve(ledger: &Ledger, id: &str, form: Form<'_>) -> Result<Vec<u8>, Problem> {
    form.finish()?;
    Ok(json(ledger.charge(id, "id")?))
}

pub(super) fn list(ledger: &Ledger, mut form: Form<'_>) -> Result<Vec<u8>, Problem> {
    let paging = form.paging()?;
    let (customer, intent) = (form.text("customer"), form.text("payment_intent"));
    form.finish()?;
    let wanted = |charge: &ChargeObject| {
        (customer.is_none() || charge.customer.as_deref() == customer)
            && (intent.is_none() || charge.payment_intent.as_deref() == intent)
    };
    Ok(json(&paging.page(&ledger.charges, "/v1/charges", wanted, Clone::clone)?))
}
