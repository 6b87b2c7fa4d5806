//! The processor's own pages: where a cardholder confirms a payment, and where a card is entered ([`checkout`]).

mod checkout;

use std::sync::Arc;

use axum::Router;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::{Html, IntoResponse, Redirect, Response};
use axum::routing::{get, post};
use processor::wire::PaymentIntentObject;

use crate::behaviour::Behaviour;
use crate::world::Shared;

pub(crate) fn routes() -> Router<Arc<Shared>> {
    Router::new()
        .route("/redirect/authenticate/{id}", get(ask))
        .route("/redirect/authenticate/{id}/{answer}", post(answer))
        .merge(checkout::routes())
}

async fn ask(State(shared): State<Arc<Shared>>, Path(id): Path<String>) -> Response {
    match waiting(&shared, &id) {
        Some(intent) => Html(page(&intent)).into_response(),
        None => (StatusCode::NOT_FOUND, "There is no payment to confirm here.").into_response(),
    }
}

async fn answer(State(shared): State<Arc<Shared>>, Path((id, answer)): Path<(String, String)>) -> Response {
    let (behaviour, told) = match answer.as_str() {
        "confirm" => (Behaviour::Succeeds, "succeeded"),
        "refuse" => (Behaviour::NeedsCardholder, "failed"),
        _ => return StatusCode::NOT_FOUND.into_response(),
    };
    let Some(back) = waiting(&shared, &id).and_then(|intent| intent.next_action?.redirect_to_url?.return_url)
    else {
        return (StatusCode::NOT_FOUND, "There is no payment to confirm here.").into_response();
    };
    // A refusal is told as a decline, which is what was asked for here.
    let _ = shared.change(|ledger, now| ledger.settle_intent(&id, behaviour, now));
    let joint = if back.contains('?') { '&' } else { '?' };
    Redirect::to(&format!("{back}{joint}payment_intent={id}&redirect_status={told}")).into_response()
}

/// The intent, if it waits for its cardholder.
fn waiting(shared: &Shared, id: &str) -> Option<PaymentIntentObject> {
    let world = shared.world();
    let intent = world.ledger.intent(id).ok()?.wire.clone();
    intent.next_action.as_ref()?.redirect_to_url.as_ref()?;
    Some(intent)
}

fn page(intent: &PaymentIntentObject) -> String {
    let id = &intent.id;
    let amount =
        format!("{}.{:02} {}", intent.amount / 100, intent.amount % 100, intent.currency.to_uppercase());
    format!(
        "<!doctype html>\n<html lang=\"en\"><head><meta charset=\"utf-8\"><title>Confirm your payment</title>\
         <meta name=\"viewport\" content=\"width=device-width\"></head><body><main>\
         <h1>Confirm your payment</h1><p>Your bank asks whether you want to pay {amount}. No real money moves: \
         this is a simulator.</p>\
         <form method=\"post\" action=\"/redirect/authenticate/{id}/confirm\"><button>Confirm</button></form>\
         <form method=\"post\" action=\"/redirect/authenticate/{id}/refuse\"><button>Refuse</button></form>\
         </main></body></html>"
    )
}
