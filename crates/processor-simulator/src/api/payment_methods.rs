//! `/v1/payment_methods`

use super::Problem;
use super::answer::json;
use super::form::Form;
use crate::ledger::{Ledger, Method};

const PATH: &str = "/v1/payment_methods";

/// Card numbers are not taken, only the tokens that stand for test cards: `tok_visa` makes what `pm_card_visa` names.
pub(super) fn create(ledger: &mut Ledger, mut form: Form<'_>, now: i64) -> Result<Vec<u8>, Problem> {
    if form.required("type")? != "card" {
        return Err(Problem::malformed("type"));
    }
    let token = form.required("card[token]")?;
    form.finish()?;
    let family =
        token.strip_prefix("tok_").and_then(|name| crate::behaviour::family(&format!("pm_card_{name}")));
    let family = family.ok_or_else(|| Problem::no_such("token", token, "card[token]"))?;
    let id = ledger.make_method(family.card, family.behaviour, now);
    Ok(json(&ledger.method(&id, "id", now)?.wire))
}

pub(super) fn retrieve(ledger: &mut Ledger, id: &str, form: Form<'_>, now: i64) -> Result<Vec<u8>, Problem> {
    form.finish()?;
    Ok(json(&ledger.method(id, "id", now)?.wire))
}

pub(super) fn list(ledger: &mut Ledger, mut form: Form<'_>, now: i64) -> Result<Vec<u8>, Problem> {
    let paging = form.paging()?;
    let customer = form.required("customer")?;
    let kind = form.text("type");
    form.finish()?;
    ledger.customer(customer, "customer", now)?;
    let wanted = |method: &Method| {
        method.wire.customer.as_deref() == Some(customer) && kind.is_none_or(|kind| method.wire.kind == kind)
    };
    Ok(json(&paging.page(&ledger.methods, PATH, wanted, |method| method.wire.clone())?))
}

pub(super) fn attach(
    ledger: &mut Ledger,
    id: &str,
    mut form: Form<'_>,
    now: i64,
) -> Result<Vec<u8>, Problem> {
    let customer = form.required("customer")?;
    form.finish()?;
    ledger.attach_method(id, customer, now)?;
    Ok(json(&ledger.method(id, "id", now)?.wire))
}

pub(super) fn detach(ledger: &mut Ledger, id: &str, form: Form<'_>, now: i64) -> Result<Vec<u8>, Problem> {
    form.finish()?;
    ledger.detach_method(id, now)?;
    Ok(json(&ledger.method(id, "id", now)?.wire))
}
