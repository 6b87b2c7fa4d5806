//! `/v1/payment_intents`

use super::Problem;
use super::answer::json;
use super::form::Form;
use crate::ledger::{Ledger, NewIntent, Presence};

const PATH: &str = "/v1/payment_intents";
/// Why an intent may be called off.
const REASONS: [&str; 4] = ["abandoned", "duplicate", "fraudulent", "requested_by_customer"];

const EXPANDABLE: &str = "latest_charge";

pub(super) fn create(ledger: &mut Ledger, mut form: Form<'_>, now: i64) -> Result<Vec<u8>, Problem> {
    let amount = form.integer("amount")?.ok_or_else(|| Problem::missing("amount"))?;
    let currency = form.required("currency")?.to_ascii_lowercase();
    if form.text("capture_method").is_some_and(|method| method != "automatic") {
        return Err(Problem::malformed("capture_method"));
    }
    if form.group("payment_method_types").iter().any(|(_, kind)| *kind != "card") {
        return Err(Problem::malformed("payment_method_types"));
    }
    let new = NewIntent {
        amount,
        currency,
        customer: form.text("customer").map(Into::into),
        description: form.text("description").map(Into::into),
        metadata: form.metadata()?,
    };
    let expand = form.expands(EXPANDABLE)?;
    form.finish()?;
    match new.amount {
        ..1 | 100_000_000.. => return Err(Problem::malformed("amount")),
        1..50 => return Err(Problem::amount_too_small()),
        50..100_000_000 => {}
    }
    if new.currency.len() != 3 {
        return Err(Problem::malformed("currency"));
    }
    let id = ledger.make_intent(new, now)?;
    Ok(json(&ledger.shown(ledger.intent(&id)?, expand)))
}

pub(super) fn retrieve(ledger: &Ledger, id: &str, mut form: Form<'_>) -> Result<Vec<u8>, Problem> {
    let expand = form.expands(EXPANDABLE)?;
    form.finish()?;
    Ok(json(&ledger.shown(ledger.intent(id)?, expand)))
}

pub(super) fn list(ledger: &Ledger, mut form: Form<'_>) -> Result<Vec<u8>, Problem> {
    let paging = form.paging()?;
    let customer = form.text("customer");
    let expand = form.expands("data.latest_charge")?;
    form.finish()?;
    let wanted =
        |intent: &crate::ledger::Intent| customer.is_none() || intent.wire.customer.as_deref() == customer;
    Ok(json(&paging.page(&ledger.intents, PATH, wanted, |intent| ledger.shown(intent, expand))?))
}

pub(super) fn confirm(
    ledger: &mut Ledger,
    id: &str,
    mut form: Form<'_>,
    now: i64,
) -> Result<Vec<u8>, Problem> {
    let method = form.required("payment_method")?;
    let off_session = form.boolean("off_session")?.unwrap_or(false);
    let return_url = form.text("return_url");
    let expand = form.expands(EXPANDABLE)?;
    form.finish()?;
    if off_session && return_url.is_some() {
        return Err(Problem::malformed("return_url"));
    }
    let presence =
        if off_session { Presence::Away } else { Presence::Here { return_url: return_url.map(Into::into) } };
    ledger.try_intent(id, method, &presence, expand, now)?;
    Ok(json(&ledger.shown(ledger.intent(id)?, expand)))
}

pub(super) fn cancel(
    ledger: &mut Ledger,
    id: &str,
    mut form: Form<'_>,
    now: i64,
) -> Result<Vec<u8>, Problem> {
    let expand = form.expands(EXPANDABLE)?;
    let reason = form.text("cancellation_reason");
    form.finish()?;
    if reason.is_some_and(|reason| !REASONS.contains(&reason)) {
        return Err(Problem::malformed("cancellation_reason"));
    }
    ledger.cancel_intent(id, reason, expand, now)?;
    Ok(json(&ledger.shown(ledger.intent(id)?, expand)))
}
