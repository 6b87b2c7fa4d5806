//! Stripe's endpoints over the ledger: what a request asks for, carried out at one instant.

mod answer;
mod charges;
mod checkouts;
mod customers;
mod disputes;
mod events;
mod form;
mod metadata;
mod paging;
mod payment_intents;
mod payment_methods;
mod problem;
mod refunds;

use chrono::{DateTime, Utc};

pub(crate) use answer::Answer;
pub(crate) use metadata::MetadataChange;
pub(crate) use paging::Paging;
pub(crate) use problem::Problem;

use crate::ledger::Ledger;

/// A request, read but not understood yet.
#[derive(Clone, Debug)]
pub(crate) struct Request {
    pub(crate) method: String,
    pub(crate) path: String,
    /// The pairs of the body's form, or of the query.
    pub(crate) form: Vec<(String, String)>,
    /// The idempotency key.
    pub(crate) key: Option<String>,
}

impl Request {
    /// The id of the intent that the request would change.
    pub(crate) fn intent(&self) -> Option<&str> {
        let (id, _) = self.path.strip_prefix("/v1/payment_intents/")?.split_once('/')?;
        Some(id)
    }
}

/// Carries a request out. The answer is JSON.
pub(crate) fn execute(
    ledger: &mut Ledger,
    request: &Request,
    now: DateTime<Utc>,
) -> Result<Vec<u8>, Problem> {
    let path: Vec<&str> = request.path.strip_prefix("/v1/").unwrap_or_default().split('/').collect();
    let form = form::Form::new(&request.form);
    let now = now.timestamp();
    match (request.method.as_str(), path.as_slice()) {
        ("POST", ["payment_intents"]) => payment_intents::create(ledger, form, now),
        ("GET", ["payment_intents"]) => payment_intents::list(ledger, form),
        ("GET", ["payment_intents", id]) => payment_intents::retrieve(ledger, id, form),
        ("POST", ["payment_intents", id, "confirm"]) => payment_intents::confirm(ledger, id, form, now),
        ("POST", ["payment_intents", id, "cancel"]) => payment_intents::cancel(ledger, id, form, now),
        ("POST", ["customers"]) => customers::create(ledger, form, now),
        ("GET", ["customers"]) => customers::list(ledger, form),
        ("GET", ["customers", id]) => customers::retrieve(ledger, id, form, now),
        ("POST", ["customers", id]) => customers::update(ledger, id, form, now),
        ("DELETE", ["customers", id]) => customers::delete(ledger, id, form, now),
        ("GET", ["customers", id, "payment_methods"]) => customers::methods(ledger, id, form, now),
        ("POST", ["checkout", "sessions"]) => checkouts::create(ledger, form, now),
        ("GET", ["checkout", "sessions"]) => checkouts::list(ledger, form),
        ("GET", ["checkout", "sessions", id]) => checkouts::retrieve(ledger, id, form, now),
        ("POST", ["checkout", "sessions", id, "expire"]) => checkouts::expire(ledger, id, form, now),
        ("GET", ["setup_intents", id]) => checkouts::setup(ledger, id, form),
        ("POST", ["payment_methods"]) => payment_methods::create(ledger, form, now),
        ("GET", ["payment_methods"]) => payment_methods::list(ledger, form, now),
        ("GET", ["payment_methods", id]) => payment_methods::retrieve(ledger, id, form, now),
        ("POST", ["payment_methods", id]) => payment_methods::update(ledger, id, form, now),
        ("POST", ["payment_methods", id, "attach"]) => payment_methods::attach(ledger, id, form, now),
        ("POST", ["payment_methods", id, "detach"]) => payment_methods::detach(ledger, id, form, now),
        ("POST", ["refunds"]) => refunds::create(ledger, form, now),
        ("GET", ["refunds"]) => refunds::list(ledger, form),
        ("GET", ["refunds", id]) => refunds::retrieve(ledger, id, form),
        ("POST", ["refunds", id]) => refunds::update(ledger, id, form, now),
        ("POST", ["refunds", id, "cancel"]) => refunds::cancel(ledger, id, form, now),
        ("GET", ["charges"]) => charges::list(ledger, form),
        ("GET", ["charges", id]) => charges::retrieve(ledger, id, form),
        ("GET", ["disputes"]) => disputes::list(ledger, form),
        ("GET", ["disputes", id]) => disputes::retrieve(ledger, id, form),
        ("POST", ["disputes", id]) => disputes::update(ledger, id, form, now),
        ("POST", ["disputes", id, "close"]) => disputes::close(ledger, id, form, now),
        ("GET", ["events"]) => events::list(ledger, form),
        ("GET", ["events", id]) => events::retrieve(ledger, id, form),
        (method, _) => Err(Problem::no_such_url(method, &request.path)),
    }
}
