//! The way in: reads a question, lets the fault befall it that is due, answers.

use std::sync::Arc;
use std::time::Duration;

use axum::Router;
use axum::body::{Body, Bytes};
use axum::extract::{DefaultBodyLimit, State};
use axum::http::header::{AUTHORIZATION, CONTENT_TYPE, RETRY_AFTER};
use axum::http::{HeaderMap, Response, StatusCode};
use axum::routing::post;
use chrono::NaiveDate;
use serde_json::{Value, json};

use crate::answer;
use crate::faults::Fault;
use crate::inquiry::{Asked, Inquiry};
use crate::member::Standing;
use crate::world::Shared;

/// Where checks are asked for.
const PATH: &str = "/2024-04-01/change/medicalnetwork/eligibility/v3";

/// The largest body that is read, in bytes.
const BODY_MAX: usize = 64 << 10;

pub(crate) fn routes() -> Router<Arc<Shared>> {
    Router::new().route(PATH, post(check)).layer(DefaultBodyLimit::max(BODY_MAX))
}

async fn check(State(shared): State<Arc<Shared>>, headers: HeaderMap, body: Bytes) -> Response<Body> {
    if !is_known(&headers, shared.config.key.as_deref()) {
        return failed(StatusCode::FORBIDDEN, "AccessDenied", "The API key is missing or not known.");
    }
    let inquiry: Inquiry = match serde_json::from_slice(&body) {
        Ok(inquiry) => inquiry,
        Err(error) => return invalid(&error.to_string()),
    };
    let asked = match inquiry.checked() {
        Ok(asked) => asked,
        Err(sentence) => return invalid(&sentence),
    };
    let (number, standing, fault) = {
        let mut world = shared.world();
        (world.remember(asked.clone()), world.standing(&asked), world.faults.draw())
    };
    if asked.payer.starts_with("UNKNOWN") {
        return respond(StatusCode::BAD_REQUEST, &answer::payer_unknown(&inquiry));
    }
    match fault {
        Some(fault) => befall(&shared, &inquiry, &asked, number, fault).await,
        None => stand(&shared, &inquiry, &asked, number, standing).await,
    }
}

/// Answers as the payer does.
async fn stand(
    shared: &Shared,
    inquiry: &Inquiry,
    asked: &Asked,
    number: u64,
    standing: Standing,
) -> Response<Body> {
    let body = match standing {
        Standing::Garbage => return half(&whole(shared, inquiry, asked, number, Standing::Active)),
        Standing::TooMany => return too_many(),
        Standing::Fails => {
            return failed(StatusCode::INTERNAL_SERVER_ERROR, "InternalFailure", "Something went wrong.");
        }
        Standing::Slow => {
            tokio::time::sleep(shared.config.slow).await;
            whole(shared, inquiry, asked, number, Standing::Active)
        }
        standing => whole(shared, inquiry, asked, number, standing),
    };
    respond(StatusCode::OK, &body)
}

async fn befall(
    shared: &Shared,
    inquiry: &Inquiry,
    asked: &Asked,
    number: u64,
    fault: Fault,
) -> Response<Body> {
    let good = || whole(shared, inquiry, asked, number, Standing::Active);
    match fault {
        Fault::NoAnswer => std::future::pending().await,
        Fault::LateAnswer { ms } => {
            tokio::time::sleep(Duration::from_millis(ms)).await;
            respond(StatusCode::OK, &good())
        }
        Fault::Error500 => {
            failed(StatusCode::INTERNAL_SERVER_ERROR, "InternalFailure", "Something went wrong.")
        }
        Fault::Unavailable503 => {
            failed(StatusCode::SERVICE_UNAVAILABLE, "ServiceUnavailable", "Try again later.")
        }
        Fault::GatewayTimeout504 => {
            failed(StatusCode::GATEWAY_TIMEOUT, "GatewayTimeout", "The payer did not answer.")
        }
        Fault::TooManyRequests => too_many(),
        Fault::Garbage => half(&good()),
        Fault::Broken => broken(&good()),
    }
}

fn whole(shared: &Shared, inquiry: &Inquiry, asked: &Asked, number: u64, standing: Standing) -> Value {
    let today: NaiveDate = (shared.config.clock)().date_naive();
    answer::answer(inquiry, asked, standing, today, number)
}

/// The key alone, as the service documents it.
fn is_known(headers: &HeaderMap, key: Option<&str>) -> bool {
    let given = headers.get(AUTHORIZATION).and_then(|value| value.to_str().ok()).unwrap_or_default();
    !given.is_empty() && key.is_none_or(|key| key == given)
}

fn respond(status: StatusCode, body: &Value) -> Response<Body> {
    sent(status, Body::from(body.to_string()))
}

fn sent(status: StatusCode, body: Body) -> Response<Body> {
    let response = Response::builder().status(status).header(CONTENT_TYPE, "application/json");
    response.body(body).expect("the header is a constant")
}

/// An answer that ends in its midst, as if that were its end.
fn half(body: &Value) -> Response<Body> {
    let mut text = body.to_string();
    text.truncate(text.len() / 2);
    sent(StatusCode::OK, Body::from(text))
}

/// An answer whose connection ends in its midst.
fn broken(body: &Value) -> Response<Body> {
    let text = body.to_string();
    let (first, _) = text.split_at(text.len() / 2);
    let chunks = [Ok(Bytes::from(first.to_owned())), Err(std::io::Error::other("cut"))];
    sent(StatusCode::OK, Body::from_stream(futures_util::stream::iter(chunks)))
}

fn failed(status: StatusCode, code: &str, message: &str) -> Response<Body> {
    respond(status, &json!({ "code": code, "message": message }))
}

fn too_many() -> Response<Body> {
    let mut response = failed(StatusCode::TOO_MANY_REQUESTS, "Throttling", "Too many requests at once.");
    response.headers_mut().insert(RETRY_AFTER, 1.into());
    response
}

/// A question that the service does not hand on.
fn invalid(sentence: &str) -> Response<Body> {
    let errors =
        json!([{ "code": "33", "description": sentence, "followupAction": "Please Correct and Resubmit" }]);
    respond(StatusCode::BAD_REQUEST, &json!({ "errors": errors, "status": "VALIDATION_FAILED" }))
}
