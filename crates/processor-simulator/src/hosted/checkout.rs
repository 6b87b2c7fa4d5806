//! The page on which somebody enters a card, and the way back from it. It is on the processor's own site: what is entered here, the
//! practice's pages and server never see.

use std::sync::Arc;

use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::{Html, IntoResponse, Redirect, Response};
use axum::routing::{get, post};
use axum::{Form, Router};
use chrono::{DateTime, Datelike};
use serde::Deserialize;

use crate::api::Problem;
use crate::cards;
use crate::ledger::CameOfEntry;
use crate::world::Shared;

pub(crate) fn routes() -> Router<Arc<Shared>> {
    Router::new()
        .route("/checkout/{id}", get(ask).post(enter))
        .route("/checkout/{id}/bank/{answer}", post(answer))
}

/// What is entered.
#[derive(Deserialize)]
struct Entry {
    number: String,
    expires: String,
    cvc: String,
}

async fn ask(State(shared): State<Arc<Shared>>, Path(id): Path<String>) -> Response {
    match back(&shared, &id) {
        Ok(back) => Html(card_page(&id, &back, None)).into_response(),
        Err(_) => over(),
    }
}

async fn enter(
    State(shared): State<Arc<Shared>>,
    Path(id): Path<String>,
    Form(entry): Form<Entry>,
) -> Response {
    let Ok(back) = back(&shared, &id) else { return over() };
    let came = shared.change(|ledger, now| {
        let today = DateTime::from_timestamp(now, 0).unwrap_or_default();
        let Some(card) = cards::of_number(&entry.number) else {
            return Err("Your card number is not one of the test cards.");
        };
        let Some(entered) = cards::entered(&entry.expires, (today.year(), today.month())) else {
            return Err("Your card's expiration date is incomplete or in the past.");
        };
        if !(3..=4).contains(&entry.cvc.len()) || !entry.cvc.bytes().all(|b| b.is_ascii_digit()) {
            return Err("Your card's security code is incomplete.");
        }
        Ok(ledger.enter_card(&id, card, entered, now))
    });
    match came {
        Ok(came) => shown(came, &id, &back),
        Err(mistake) => Html(card_page(&id, &back, Some(mistake))).into_response(),
    }
}

async fn answer(State(shared): State<Arc<Shared>>, Path((id, answer)): Path<(String, String)>) -> Response {
    let Ok(back) = back(&shared, &id) else { return over() };
    let yes = answer == "confirm";
    shown(shared.change(|ledger, now| ledger.answer_bank(&id, yes, now)), &id, &back)
}

fn shown(came: Result<CameOfEntry, Problem>, id: &str, back: &str) -> Response {
    match came {
        Ok(CameOfEntry::Done(on)) => Redirect::to(&on).into_response(),
        Ok(CameOfEntry::Asks) => Html(bank_page(id)).into_response(),
        Ok(CameOfEntry::Declined) => {
            Html(card_page(id, back, Some("Your card was declined."))).into_response()
        }
        Err(_) => over(),
    }
}

/// Where whoever does not want to go on is led, while something can be entered.
fn back(shared: &Shared, id: &str) -> Result<String, Problem> {
    shared.change(|ledger, now| {
        let page = ledger.open_checkout(id, now)?;
        Ok(page.wire.cancel_url.clone().unwrap_or_default())
    })
}

fn over() -> Response {
    let body = page("Nothing to enter here", "<p>This page was used, or its time is over.</p>");
    (StatusCode::NOT_FOUND, Html(body)).into_response()
}

fn card_page(id: &str, back: &str, mistake: Option<&str>) -> String {
    let mistake = mistake.map(|it| format!("<p role=\"alert\">{it}</p>")).unwrap_or_default();
    let back = if back.is_empty() {
        String::new()
    } else {
        format!("<p><a href=\"{}\">Back</a></p>", escaped(back))
    };
    page(
        "Save a card",
        &format!(
            "{mistake}<p>No real card belongs here: this is a simulator. Use 4242 4242 4242 4242.</p>\
             <form method=\"post\" action=\"/checkout/{id}\">\
             <p><label>Card number <input name=\"number\" inputmode=\"numeric\" autocomplete=\"off\" required></label></p>\
             <p><label>Expires (MM / YY) <input name=\"expires\" inputmode=\"numeric\" autocomplete=\"off\" required></label></p>\
             <p><label>CVC <input name=\"cvc\" inputmode=\"numeric\" autocomplete=\"off\" required></label></p>\
             <button>Save card</button></form>{back}"
        ),
    )
}

fn bank_page(id: &str) -> String {
    page(
        "Confirm your card",
        &format!(
            "<p>Your bank asks whether you want this card to be saved.</p>\
             <form method=\"post\" action=\"/checkout/{id}/bank/confirm\"><button>Confirm</button></form>\
             <form method=\"post\" action=\"/checkout/{id}/bank/refuse\"><button>Refuse</button></form>"
        ),
    )
}

fn page(title: &str, body: &str) -> String {
    format!(
        "<!doctype html>\n<html lang=\"en\"><head><meta charset=\"utf-8\"><title>{title}</title>\
         <meta name=\"viewport\" content=\"width=device-width\"></head><body><main><h1>{title}</h1>{body}</main></body></html>"
    )
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('"', "&quot;").replace('<', "&lt;")
}
