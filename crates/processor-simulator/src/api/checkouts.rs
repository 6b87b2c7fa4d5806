//! `/v1/checkout/sessions` that set up a card, and `/v1/setup_intents`.

use super::Problem;
use super::answer::json;
use super::form::Form;
use crate::ledger::{Checkout, Expand, Ledger, NewCheckout};

const PATH: &str = "/v1/checkout/sessions";

pub(super) fn create(ledger: &mut Ledger, mut form: Form<'_>, now: i64) -> Result<Vec<u8>, Problem> {
    if form.required("mode")? != "setup" {
        return Err(Problem::malformed("mode"));
    }
    let kinds = form.group("payment_method_types");
    if kinds.iter().any(|(_, kind)| *kind != "card") {
        return Err(Problem::malformed("payment_method_types"));
    }
    let currency = form.text("currency").map(str::to_ascii_lowercase);
    if kinds.is_empty() && currency.is_none() {
        return Err(Problem::missing("currency"));
    }
    if currency.as_deref().is_some_and(|it| it.len() != 3) {
        return Err(Problem::malformed("currency"));
    }
    let new = NewCheckout {
        customer: form.required("customer")?.to_owned(),
        currency,
        success_url: form.required("success_url")?.to_owned(),
        cancel_url: form.text("cancel_url").map(Into::into),
        client_reference_id: form.text("client_reference_id").map(Into::into),
        metadata: form.metadata()?,
    };
    let expand = expand(&mut form)?;
    form.finish()?;
    if new.client_reference_id.as_ref().is_some_and(|it| it.len() > 200) {
        return Err(Problem::malformed("client_reference_id"));
    }
    let id = ledger.make_checkout(new, now)?;
    shown(ledger, &id, expand, now)
}

pub(super) fn retrieve(
    ledger: &mut Ledger,
    id: &str,
    mut form: Form<'_>,
    now: i64,
) -> Result<Vec<u8>, Problem> {
    let expand = expand(&mut form)?;
    form.finish()?;
    shown(ledger, id, expand, now)
}

pub(super) fn list(ledger: &Ledger, mut form: Form<'_>) -> Result<Vec<u8>, Problem> {
    let paging = form.paging()?;
    let customer = form.text("customer");
    form.finish()?;
    let wanted = |page: &Checkout| customer.is_none() || page.wire.customer.as_deref() == customer;
    Ok(json(
        &paging
            .page(&ledger.checkouts, PATH, wanted, |page| ledger.shown_checkout(page, Expand::default()))?,
    ))
}

pub(super) fn expire(ledger: &mut Ledger, id: &str, form: Form<'_>, now: i64) -> Result<Vec<u8>, Problem> {
    form.finish()?;
    ledger.expire_checkout(id, now)?;
    shown(ledger, id, Expand::default(), now)
}

pub(super) fn setup(ledger: &Ledger, id: &str, mut form: Form<'_>) -> Result<Vec<u8>, Problem> {
    let with_method = form.expands("payment_method")?;
    form.finish()?;
    let setup = ledger.setups.get(id).ok_or_else(|| Problem::no_such("setupintent", id, "intent"))?;
    Ok(json(&ledger.shown_setup(setup, with_method)))
}

fn shown(ledger: &mut Ledger, id: &str, expand: Expand, now: i64) -> Result<Vec<u8>, Problem> {
    let page = ledger.checkout(id, now)?.clone();
    Ok(json(&ledger.shown_checkout(&page, expand)))
}

fn expand(form: &mut Form<'_>) -> Result<Expand, Problem> {
    let mut expand = Expand::default();
    for (_, what) in form.group("expand") {
        match what {
            "setup_intent" => expand.setup = true,
            "setup_intent.payment_method" => (expand.setup, expand.method) = (true, true),
            _ => return Err(Problem::malformed("expand")),
        }
    }
    Ok(expand)
}
