//! `/v1/payment_methods`

use super::Problem;
use super::answer::json;
use super::form::Form;
use crate::ledger::{BillingDetails, Ledger, Method, MethodChange};

const PATH: &str = "/v1/payment_methods";

/// Card numbers are not taken, only the tokens that stand for test cards: `tok_visa` makes what `pm_card_visa` names.
pub(super) fn create(ledger: &mut Ledger, mut form: Form<'_>, now: i64) -> Result<Vec<u8>, Problem> {
    if form.required("type")? != "card" {
        return Err(Problem::malformed("type"));
    }
    let token = form.required("card[token]")?;
    let billing_details = billing_details(&mut form, &BillingDetails::default())?;
    let metadata = form.metadata()?;
    form.finish()?;
    let family =
        token.strip_prefix("tok_").and_then(|name| crate::behaviour::family(&format!("pm_card_{name}")));
    let family = family.ok_or_else(|| Problem::no_such("token", token, "card[token]"))?;
    let id = ledger.make_method(family.card, family.behaviour, now);
    let method = ledger.method(&id, "id", now)?;
    method.billing_details = billing_details;
    method.wire.metadata = metadata;
    Ok(json(method))
}

pub(super) fn retrieve(ledger: &mut Ledger, id: &str, form: Form<'_>, now: i64) -> Result<Vec<u8>, Problem> {
    form.finish()?;
    Ok(json(ledger.method(id, "id", now)?))
}

pub(super) fn list(ledger: &mut Ledger, mut form: Form<'_>, now: i64) -> Result<Vec<u8>, Problem> {
    let customer = form.required("customer")?;
    list_of(ledger, customer, form, PATH, now)
}

/// A customer's.
pub(super) fn list_of(
    ledger: &mut Ledger,
    customer: &str,
    mut form: Form<'_>,
    path: &str,
    now: i64,
) -> Result<Vec<u8>, Problem> {
    let paging = form.paging()?;
    let kind = form.text("type");
    form.finish()?;
    ledger.customer(customer, "customer", now)?;
    let wanted = |method: &Method| {
        method.wire.customer.as_deref() == Some(customer) && kind.is_none_or(|kind| method.wire.kind == kind)
    };
    Ok(json(&paging.page(&ledger.methods, path, wanted, Clone::clone)?))
}

pub(super) fn update(
    ledger: &mut Ledger,
    id: &str,
    mut form: Form<'_>,
    now: i64,
) -> Result<Vec<u8>, Problem> {
    let exp_month = form.integer("card[exp_month]")?;
    if exp_month.is_some_and(|month| !(1..=12).contains(&month)) {
        return Err(Problem::malformed("card[exp_month]"));
    }
    let exp_year = form.integer("card[exp_year]")?;
    if exp_year.is_some_and(|year| !(2000..=2999).contains(&year)) {
        return Err(Problem::malformed("card[exp_year]"));
    }
    let change = MethodChange {
        exp_month: exp_month.and_then(|month| month.try_into().ok()),
        exp_year: exp_year.and_then(|year| year.try_into().ok()),
        metadata: form.metadata_change()?,
        billing_details: billing_details(&mut form, &ledger.method(id, "id", now)?.billing_details)?,
    };
    form.finish()?;
    ledger.change_method(id, change, now)?;
    Ok(json(ledger.method(id, "id", now)?))
}

/// What is to be, of what was and what is given; an empty text unsets.
fn billing_details(form: &mut Form<'_>, before: &BillingDetails) -> Result<BillingDetails, Problem> {
    let mut details = before.clone();
    for (name, value) in form.group("billing_details") {
        let place = match name {
            "name" => &mut details.name,
            "email" => &mut details.email,
            "phone" => &mut details.phone,
            "address][line1" => &mut details.address.line1,
            "address][line2" => &mut details.address.line2,
            "address][city" => &mut details.address.city,
            "address][state" => &mut details.address.state,
            "address][postal_code" => &mut details.address.postal_code,
            "address][country" => &mut details.address.country,
            unknown => return Err(Problem::unknown_param(&format!("billing_details[{unknown}]"))),
        };
        *place = Some(value.to_owned()).filter(|it| !it.is_empty());
    }
    Ok(details)
}

pub(super) fn attach(
    ledger: &mut Ledger,
    id: &str,
    mut form: Form<'_>,
    now: i64,
) -> Result<Vec<u8>, Problem> {
    let customer = form.required("customer")?;
    form.finish()?;
    let id = ledger.attach_method(id, customer, now)?;
    Ok(json(ledger.method(&id, "id", now)?))
}

pub(super) fn detach(ledger: &mut Ledger, id: &str, form: Form<'_>, now: i64) -> Result<Vec<u8>, Problem> {
    form.finish()?;
    ledger.detach_method(id, now)?;
    Ok(json(ledger.method(id, "id", now)?))
}
