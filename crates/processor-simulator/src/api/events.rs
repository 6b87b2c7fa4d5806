//! `/v1/events`

use super::Problem;
use super::answer::json;
use super::form::Form;
use crate::ledger::{Happened, Ledger};

pub(super) fn retrieve(ledger: &Ledger, id: &str, form: Form<'_>) -> Result<Vec<u8>, Problem> {
    form.finish()?;
    let event = ledger.events.get(id).ok_or_else(|| Problem::no_such("event", id, "id"))?;
    Ok(event.body.to_vec())
}

pub(super) fn list(ledger: &Ledger, mut form: Form<'_>) -> Result<Vec<u8>, Problem> {
    let paging = form.paging()?;
    let kind = form.text("type");
    let kinds = form.group("types");
    form.finish()?;
    let wanted = |event: &Happened| {
        kind.is_none_or(|kind| event.kind == kind)
            && (kinds.is_empty() || kinds.iter().any(|(_, kind)| event.kind == *kind))
    };
    Ok(json(&paging.page(&ledger.events, "/v1/events", wanted, Happened::shown)?))
}
