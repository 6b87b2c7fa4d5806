//! What a test can do to the simulator by request.

use std::sync::Arc;

use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::routing::{get, post};
use axum::{Json, Router};

use crate::faults::FaultRule;
use crate::inquiry::Asked;
use crate::member::Member;
use crate::world::Shared;

pub(crate) fn routes() -> Router<Arc<Shared>> {
    Router::new()
        .route("/_simulator/inquiries", get(inquiries))
        .route("/_simulator/members/{id}", post(set_member))
        .route("/_simulator/faults", get(faults).post(add_fault).delete(clear_faults))
}

async fn inquiries(State(shared): State<Arc<Shared>>) -> Json<Vec<Asked>> {
    Json(shared.world().asked())
}

async fn set_member(
    State(shared): State<Arc<Shared>>,
    Path(id): Path<String>,
    Json(member): Json<Member>,
) -> StatusCode {
    shared.world().members.insert(id, member);
    StatusCode::NO_CONTENT
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
