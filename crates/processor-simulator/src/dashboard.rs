//! What happens at the processor without us: by the practice's hand in its dashboard, and by banks.

use std::sync::Arc;

use axum::extract::{Path, State};
use axum::response::Response;
use axum::routing::post;
use axum::{Json, Router};
use chrono::{DateTime, Utc};
use processor::wire::{DisputeStatus, RefundStatus};
use serde::Deserialize;

use crate::admin::{answered, done};
use crate::api::Problem;
use crate::ledger::{Ledger, NewRefund};
use crate::simulator::Simulator;
use crate::world::Shared;

/// A dispute to be opened.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Dispute {
    /// How much of the payment, in minor units; all of it, unless it is given.
    pub amount: Option<i64>,
    /// How far it gets at once.
    pub status: DisputeStatus,
    /// Until when the practice may answer; ten days, unless it is given.
    pub due_by: Option<DateTime<Utc>>,
}

impl Default for Dispute {
    fn default() -> Self {
        Self { amount: None, status: DisputeStatus::NeedsResponse, due_by: None }
    }
}

impl Dispute {
    fn open(self, ledger: &mut Ledger, intent: &str, now: i64) -> Result<String, Problem> {
        if self.amount.is_some_and(|amount| amount < 1) {
            return Err(Problem::malformed("amount"));
        }
        let due_by = self.due_by.map(|it| it.timestamp());
        ledger.make_dispute(intent, self.amount, self.status, due_by, now)
    }
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Refund {
    amount: Option<i64>,
    status: Option<RefundStatus>,
}

impl Refund {
    fn make(self, ledger: &mut Ledger, intent: &str, now: i64) -> Result<String, Problem> {
        if self.amount.is_some_and(|amount| amount < 1) {
            return Err(Problem::malformed("amount"));
        }
        let new = NewRefund { amount: self.amount, status: self.status, ..NewRefund::default() };
        ledger.make_refund(intent, new, now)
    }
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Status<T> {
    status: T,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Take {
    amount: i64,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Renewal {
    exp_month: u32,
    exp_year: i32,
    last4: Option<String>,
}

pub(crate) fn routes() -> Router<Arc<Shared>> {
    Router::new()
        .route("/_simulator/payment_intents/{id}/refund", post(refund))
        .route("/_simulator/payment_intents/{id}/dispute", post(dispute))
        .route("/_simulator/refunds/{id}", post(set_refund))
        .route("/_simulator/disputes/{id}", post(set_dispute))
        .route("/_simulator/customers/{id}/take", post(take))
        .route("/_simulator/payment_methods/{id}/renew", post(renew))
        .route("/_simulator/payment_methods/{id}/detach", post(detach))
}

impl Simulator {
    /// Gives back what an intent took, all that is left unless `cents` are given, as in the dashboard: without metadata. The refund's id,
    /// unless there is nothing to give back.
    pub fn refund(&self, intent: &str, cents: Option<i64>, status: RefundStatus) -> Option<String> {
        let refund = Refund { amount: cents, status: Some(status) };
        self.shared.change(|ledger, now| refund.make(ledger, intent, now)).ok()
    }

    /// What becomes of a refund; whether it can. What succeeded may still fail: thrown back by the bank.
    pub fn set_refund(&self, refund: &str, status: RefundStatus) -> bool {
        self.shared.change(|ledger, now| ledger.set_refund(refund, status, now)).is_ok()
    }

    /// Opens a dispute about a payment; its id, unless nothing was taken or it is disputed already.
    pub fn dispute(&self, intent: &str, dispute: Dispute) -> Option<String> {
        self.shared.change(|ledger, now| dispute.open(ledger, intent, now)).ok()
    }

    /// What becomes of a dispute; whether it can. What was lost may be won in the end.
    pub fn set_dispute(&self, dispute: &str, status: DisputeStatus) -> bool {
        self.shared.change(|ledger, now| ledger.set_dispute(dispute, status, now)).is_ok()
    }

    /// Takes money off a customer by hand, for nothing that we know of; the intent's id. A customer who is not there comes into being.
    pub fn take_by_hand(&self, customer: &str, cents: i64) -> String {
        let taken = self.shared.change(|ledger, now| ledger.take_by_hand(customer, cents, now));
        taken.expect("everything that it needs comes into being")
    }

    /// The bank sent the cardholder a card in place of this one; whether it is somebody's.
    pub fn renew_card(&self, method: &str, exp_month: u32, exp_year: i32, last4: Option<&str>) -> bool {
        self.shared.change(|ledger, now| ledger.renew_card(method, exp_month, exp_year, last4, now)).is_ok()
    }

    /// Takes a card off its customer, as in the dashboard; whether it was somebody's.
    pub fn detach_card(&self, method: &str) -> bool {
        self.shared.change(|ledger, now| ledger.detach_method(method, now)).is_ok()
    }
}

async fn refund(
    State(shared): State<Arc<Shared>>,
    Path(intent): Path<String>,
    Json(refund): Json<Refund>,
) -> Response {
    answered(shared.change(|ledger, now| {
        let id = refund.make(ledger, &intent, now)?;
        ledger.refund(&id).cloned()
    }))
}

async fn dispute(
    State(shared): State<Arc<Shared>>,
    Path(intent): Path<String>,
    Json(dispute): Json<Dispute>,
) -> Response {
    answered(shared.change(|ledger, now| {
        let id = dispute.open(ledger, &intent, now)?;
        ledger.dispute(&id).cloned()
    }))
}

async fn set_refund(
    State(shared): State<Arc<Shared>>,
    Path(id): Path<String>,
    Json(Status { status }): Json<Status<RefundStatus>>,
) -> Response {
    done(shared.change(|ledger, now| ledger.set_refund(&id, status, now)))
}

async fn set_dispute(
    State(shared): State<Arc<Shared>>,
    Path(id): Path<String>,
    Json(Status { status }): Json<Status<DisputeStatus>>,
) -> Response {
    done(shared.change(|ledger, now| ledger.set_dispute(&id, status, now)))
}

async fn take(
    State(shared): State<Arc<Shared>>,
    Path(customer): Path<String>,
    Json(Take { amount }): Json<Take>,
) -> Response {
    answered(shared.change(|ledger, now| {
        if amount < 1 {
            return Err(Problem::malformed("amount"));
        }
        let id = ledger.take_by_hand(&customer, amount, now)?;
        ledger.intent(&id).map(|intent| intent.wire.clone())
    }))
}

async fn renew(
    State(shared): State<Arc<Shared>>,
    Path(id): Path<String>,
    Json(Renewal { exp_month, exp_year, last4 }): Json<Renewal>,
) -> Response {
    done(shared.change(|ledger, now| ledger.renew_card(&id, exp_month, exp_year, last4.as_deref(), now)))
}

async fn detach(State(shared): State<Arc<Shared>>, Path(id): Path<String>) -> Response {
    done(shared.change(|ledger, now| ledger.detach_method(&id, now)))
}
