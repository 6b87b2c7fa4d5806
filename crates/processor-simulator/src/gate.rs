//! The way in: reads a request, lets the fault befall it that is due, carries it out, answers.

use std::sync::Arc;
use std::time::Duration;

use axum::Extension;
use axum::body::{Body, to_bytes};
use axum::extract::State;
use axum::http::header::{AUTHORIZATION, CONTENT_TYPE};
use axum::http::{HeaderMap, HeaderName, HeaderValue, Method, Response, StatusCode};
use processor::wire::VERSION;

use crate::api::{Answer, Problem, Request};
use crate::faults::Fault;
use crate::listener::Connection;
use crate::world::Shared;

const IDEMPOTENCY_KEY: &str = "idempotency-key";
const STRIPE_VERSION: &str = "stripe-version";

/// The largest body that is read, in bytes.
const BODY_MAX: usize = 1 << 20;

/// Everything under `/v1`.
pub(crate) async fn serve(
    State(shared): State<Arc<Shared>>,
    Extension(connection): Extension<Connection>,
    request: axum::extract::Request,
) -> Response<Body> {
    let id = shared.request_id();
    let key = request.headers().get(IDEMPOTENCY_KEY).cloned();
    let mut response = respond(attend(shared, &connection, request).await);
    let headers = response.headers_mut();
    headers.insert("request-id", id.try_into().expect("it is letters and digits"));
    headers.insert(STRIPE_VERSION, HeaderValue::from_static(VERSION));
    headers.extend(key.map(|key| (HeaderName::from_static(IDEMPOTENCY_KEY), key)));
    response
}

async fn attend(shared: Arc<Shared>, connection: &Connection, request: axum::extract::Request) -> Answer {
    if !signed_in(request.headers(), shared.config.secret.as_deref()) {
        return Answer::failure(Problem::not_signed_in());
    }
    let request = match read(request).await {
        Ok(request) => request,
        Err(problem) => return Answer::failure(problem),
    };
    let fault = {
        let world = &mut *shared.world();
        world.ledger.count_request();
        world.faults.draw(&request.method, &request.path, &mut world.chance)
    };
    match fault {
        None => shared.carry_out(request, false),
        Some(fault) => befall(shared, connection, request, fault).await,
    }
}

async fn befall(shared: Arc<Shared>, connection: &Connection, request: Request, fault: Fault) -> Answer {
    match fault {
        Fault::NoAnswerBefore => std::future::pending().await,
        Fault::NoAnswerAfter => {
            shared.carry_out(request, false);
            std::future::pending().await
        }
        Fault::LateAnswer { ms } => {
            let answer = shared.carry_out(request, false);
            tokio::time::sleep(Duration::from_millis(ms)).await;
            answer
        }
        Fault::LateArrival { ms } => {
            detached(async move {
                tokio::time::sleep(Duration::from_millis(ms)).await;
                shared.carry_out(request, false)
            })
            .await
        }
        Fault::SlowExecution { ms } => match shared.begin(request) {
            Err(answer) => answer,
            Ok(begun) => {
                detached(async move {
                    tokio::time::sleep(Duration::from_millis(ms)).await;
                    shared.finish(begun)
                })
                .await
            }
        },
        Fault::Error500Before => Answer::failure(Problem::failed()),
        Fault::Error500After => shared.carry_out(request, true),
        Fault::TooManyRequests => Answer::failure(Problem::too_many()),
        Fault::ResetBefore => connection.reset().await,
        Fault::ResetAfter => {
            shared.carry_out(request, false);
            connection.reset().await
        }
        Fault::Garbage => {
            let mut answer = shared.carry_out(request, false);
            answer.body.truncate(answer.body.len() / 2);
            answer
        }
        Fault::WrongAmount => {
            let mut answer = shared.carry_out(request, false);
            answer.body = misstated(&answer.body).into();
            answer
        }
    }
}

/// Goes on when the client has left: what is on its way arrives.
async fn detached(work: impl Future<Output = Answer> + Send + 'static) -> Answer {
    tokio::spawn(work).await.unwrap_or_else(|_| Answer::failure(Problem::failed()))
}

/// The body with every amount one dollar higher, in the intent of a decline too.
fn misstated(body: &[u8]) -> Vec<u8> {
    let Ok(mut json) = serde_json::from_slice::<serde_json::Value>(body) else { return body.to_vec() };
    for object in ["", "/error/payment_intent"] {
        for name in ["amount", "amount_received"] {
            let amount = json.pointer_mut(&format!("{object}/{name}"));
            if let Some(amount) = amount
                && let Some(cents) = amount.as_i64().filter(|cents| *cents > 0)
            {
                *amount = (cents + 100).into();
            }
        }
    }
    json.to_string().into_bytes()
}

fn signed_in(headers: &HeaderMap, secret: Option<&str>) -> bool {
    let bearer = headers.get(AUTHORIZATION).and_then(|value| value.to_str().ok()?.strip_prefix("Bearer "));
    match secret {
        None => bearer.is_some_and(|key| !key.is_empty()),
        Some(secret) => bearer == Some(secret),
    }
}

async fn read(request: axum::extract::Request) -> Result<Request, Problem> {
    let (parts, body) = request.into_parts();
    // What is asked for in another version would be answered in this one's shapes.
    if parts.headers.get(STRIPE_VERSION).is_some_and(|version| version != VERSION) {
        return Err(Problem::malformed("Stripe-Version"));
    }
    let key = parts.headers.get(IDEMPOTENCY_KEY).map(|key| key.to_str().map(str::to_owned));
    let key = match key {
        None => None,
        Some(Ok(key)) if (1..=255).contains(&key.len()) => Some(key),
        Some(_) => return Err(Problem::malformed("Idempotency-Key")),
    };
    let form = if parts.method == Method::POST {
        let body = to_bytes(body, BODY_MAX).await.map_err(|_| Problem::not_a_form())?;
        let kind = parts.headers.get(CONTENT_TYPE).and_then(|kind| kind.to_str().ok()).unwrap_or_default();
        if !body.is_empty() && !kind.starts_with("application/x-www-form-urlencoded") {
            return Err(Problem::not_a_form());
        }
        serde_urlencoded::from_bytes(&body).map_err(|_| Problem::not_a_form())?
    } else {
        serde_urlencoded::from_str(parts.uri.query().unwrap_or_default())
            .map_err(|_| Problem::not_a_form())?
    };
    // Looking something up is the same however often it is done: a key has no meaning there.
    let key = key.filter(|_| parts.method == Method::POST);
    Ok(Request { method: parts.method.to_string(), path: parts.uri.path().to_owned(), form, key })
}

fn respond(answer: Answer) -> Response<Body> {
    let mut response = Response::builder()
        .status(StatusCode::from_u16(answer.status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR))
        .header(CONTENT_TYPE, "application/json");
    if answer.replayed {
        response = response.header("idempotent-replayed", "true");
    }
    if let Some(should) = answer.should_retry {
        response = response.header("stripe-should-retry", should.to_string());
    }
    if answer.status == 429 {
        response = response.header("retry-after", "1");
    }
    response.body(Body::from(answer.body)).expect("the headers are constants")
}
