//! `/v1/customers`

use super::Problem;
use super::answer::json;
use super::form::Form;
use super::payment_methods;
use crate::ledger::{AboutCustomer, Ledger};

pub(super) fn create(ledger: &mut Ledger, mut form: Form<'_>, now: i64) -> Result<Vec<u8>, Problem> {
    let about = about(&mut form, AboutCustomer::default());
    let metadata = form.metadata()?;
    form.finish()?;
    let id = ledger.make_customer(about, metadata, now);
    Ok(json(ledger.customer(&id, "id", now)?))
}

pub(super) fn retrieve(ledger: &mut Ledger, id: &str, form: Form<'_>, now: i64) -> Result<Vec<u8>, Problem> {
    form.finish()?;
    let customer = ledger.any_customer(id, "id", now)?;
    Ok(customer.gone().map_or_else(|| json(customer), |gone| json(&gone)))
}

pub(super) fn update(
    ledger: &mut Ledger,
    id: &str,
    mut form: Form<'_>,
    now: i64,
) -> Result<Vec<u8>, Problem> {
    let about = about(&mut form, ledger.customer(id, "id", now)?.about.clone());
    let metadata = form.metadata_change()?;
    form.finish()?;
    ledger.change_customer(id, about, metadata, now)?;
    Ok(json(ledger.customer(id, "id", now)?))
}

pub(super) fn delete(ledger: &mut Ledger, id: &str, form: Form<'_>, now: i64) -> Result<Vec<u8>, Problem> {
    form.finish()?;
    ledger.delete_customer(id, now)?;
    Ok(json(&ledger.any_customer(id, "id", now)?.gone()))
}

pub(super) fn list(ledger: &Ledger, mut form: Form<'_>) -> Result<Vec<u8>, Problem> {
    let paging = form.paging()?;
    let email = form.text("email");
    form.finish()?;
    let wanted = |customer: &crate::ledger::Customer| {
        !customer.wire.deleted && (email.is_none() || customer.about.email.as_deref() == email)
    };
    Ok(json(&paging.page(&ledger.customers, "/v1/customers", wanted, Clone::clone)?))
}

pub(super) fn methods(ledger: &mut Ledger, id: &str, form: Form<'_>, now: i64) -> Result<Vec<u8>, Problem> {
    payment_methods::list_of(ledger, id, form, &format!("/v1/customers/{id}/payment_methods"), now)
}

/// What is to be, of what was and what is given; an empty text unsets.
fn about(form: &mut Form<'_>, before: AboutCustomer) -> AboutCustomer {
    let mut about = before;
    for (name, place) in [
        ("name", &mut about.name),
        ("email", &mut about.email),
        ("phone", &mut about.phone),
        ("description", &mut about.description),
    ] {
        if let Some(value) = form.text(name) {
            *place = Some(value.to_owned()).filter(|it| !it.is_empty());
        }
    }
    about
}
