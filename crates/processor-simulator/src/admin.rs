//! What a test can do to the simulator by request.

use std::sync::Arc;
use std::time::Duration;

use axum::extract::{Path, RawQuery, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use axum::routing::{get, post};
use axum::{Json, Router};
use chrono::{DateTime, Utc};
use processor::wire::ErrorEnvelope;
use serde::{Deserialize, Serialize};

use crate::api::Problem;
use crate::behaviour::{self, Behaviour};
use crate::books::Books;
use crate::config::Delivery;
use crate::faults::FaultRule;
use crate::ledger::Ledger;
use crate::shape;
use crate::world::Shared;

/// Customers and methods to exist, as if they had been made before.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Seed {
    /// `cus_…`.
    pub customers: Vec<String>,
    /// Cards.
    pub payment_methods: Vec<MethodSeed>,
}

/// A card to exist.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct MethodSeed {
    /// `pm_…`.
    pub id: String,
    /// Whose it is.
    pub customer: Option<String>,
    /// How it behaves.
    pub behaviour: Behaviour,
    /// `visa` and others.
    pub brand: String,
    /// The last four digits.
    pub last4: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Outage {
    ms: u64,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Behaves {
    behaviour: Behaviour,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Received {
    amount: i64,
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Now {
    now: DateTime<Utc>,
}

#[derive(Default, Deserialize)]
#[serde(deny_unknown_fields)]
struct Redeliver {
    event: Option<String>,
}

pub(crate) fn routes() -> Router<Arc<Shared>> {
    Router::new()
        .route("/_simulator/books", get(books))
        .route("/_simulator/faults", get(faults).post(add_fault).delete(clear_faults))
        .route("/_simulator/outage", post(outage))
        .route("/_simulator/seed", post(seed))
        .route("/_simulator/payment_methods/{id}", post(behave))
        .route("/_simulator/payment_intents/{id}/settle", post(settle))
        .route("/_simulator/payment_intents/{id}/received", post(received))
        .route("/_simulator/webhooks", get(delivery).post(set_delivery))
        .route("/_simulator/webhooks/redeliver", post(redeliver))
        .route("/_simulator/clock", get(clock).post(set_clock))
}

impl Shared {
    pub(crate) fn seed(&self, seed: Seed) {
        self.change(|ledger, now| seed.apply(ledger, now));
    }

    pub(crate) fn set_clock(&self, now: DateTime<Utc>) {
        self.world().ahead = now - (self.config.clock)();
    }
}

impl Seed {
    fn apply(self, ledger: &mut Ledger, now: i64) {
        for id in self.customers {
            ledger.put_customer(&id, Default::default(), now);
        }
        for method in self.payment_methods {
            let card = behaviour::card(&method.brand, &method.last4);
            ledger.put_method(&method.id, card, method.behaviour, method.customer, now);
        }
    }
}

async fn books(State(shared): State<Arc<Shared>>, RawQuery(query): RawQuery) -> Json<Books> {
    Json(shared.books(query.as_deref() != Some("totals")))
}

async fn faults(State(shared): State<Arc<Shared>>) -> Json<Vec<FaultRule>> {
    Json(shared.world().faults.rules())
}

async fn add_fault(State(shared): State<Arc<Shared>>, Json(rule): Json<FaultRule>) -> StatusCode {
    shared.world().faults.add(rule);
    StatusCode::NO_CONTENT
}

async fn clear_faults(State(shared): State<Arc<Shared>>) -> StatusCode {
    shared.world().faults.clear();
    StatusCode::NO_CONTENT
}

/// Answers first: its own connection is one of those that end.
async fn outage(State(shared): State<Arc<Shared>>, Json(outage): Json<Outage>) -> StatusCode {
    tokio::spawn(async move {
        tokio::time::sleep(Duration::from_millis(20)).await;
        shared.listener.shut().await;
        tokio::time::sleep(Duration::from_millis(outage.ms)).await;
        shared.listener.open().await;
    });
    StatusCode::ACCEPTED
}

async fn seed(State(shared): State<Arc<Shared>>, Json(seed): Json<Seed>) -> StatusCode {
    shared.seed(seed);
    StatusCode::NO_CONTENT
}

async fn behave(
    State(shared): State<Arc<Shared>>,
    Path(id): Path<String>,
    Json(Behaves { behaviour }): Json<Behaves>,
) -> Response {
    done(
        shared.change(|ledger, now| ledger.method(&id, "id", now).map(|method| method.behaviour = behaviour)),
    )
}

/// A decline is what may have been asked for, and no failure of the asking.
async fn settle(
    State(shared): State<Arc<Shared>>,
    Path(id): Path<String>,
    Json(Behaves { behaviour }): Json<Behaves>,
) -> Response {
    match shared.change(|ledger, now| ledger.settle_intent(&id, behaviour, now)) {
        Err(problem) if problem.status == 402 => done(Ok(())),
        settled => done(settled),
    }
}

async fn received(
    State(shared): State<Arc<Shared>>,
    Path(id): Path<String>,
    Json(Received { amount }): Json<Received>,
) -> Response {
    done(shared.change(|ledger, _| ledger.falsify_received(&id, amount)))
}

async fn delivery(State(shared): State<Arc<Shared>>) -> Json<Delivery> {
    Json(shared.world().delivery.clone())
}

async fn set_delivery(State(shared): State<Arc<Shared>>, Json(delivery): Json<Delivery>) -> StatusCode {
    shared.world().delivery = delivery;
    StatusCode::NO_CONTENT
}

async fn redeliver(State(shared): State<Arc<Shared>>, body: Option<Json<Redeliver>>) -> Json<usize> {
    let Json(Redeliver { event }) = body.unwrap_or_default();
    Json(shared.redeliver(event.as_deref()))
}

async fn clock(State(shared): State<Arc<Shared>>) -> Json<Now> {
    let world = shared.world();
    Json(Now { now: shared.now(&world) })
}

async fn set_clock(State(shared): State<Arc<Shared>>, Json(Now { now }): Json<Now>) -> StatusCode {
    shared.set_clock(now);
    StatusCode::NO_CONTENT
}

pub(crate) fn done(result: Result<(), Problem>) -> Response {
    match result {
        Ok(()) => StatusCode::NO_CONTENT.into_response(),
        Err(problem) => refused(problem),
    }
}

/// What came of it, as JSON.
pub(crate) fn answered(result: Result<impl Serialize, Problem>) -> Response {
    match result {
        Ok(object) => Json(shape::whole(&object)).into_response(),
        Err(problem) => refused(problem),
    }
}

fn refused(problem: Problem) -> Response {
    let status = StatusCode::from_u16(problem.status).unwrap_or(StatusCode::BAD_REQUEST);
    (status, Json(ErrorEnvelope { error: *problem.error })).into_response()
}
