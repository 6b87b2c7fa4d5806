//! Whether the server runs, and whether it can work.

use axum::extract::State;
use axum::http::StatusCode;

use super::problem::Kind;
use super::state::AppState;
use crate::service;

/// Where a supervisor asks whether the server runs.
pub const ALIVE: &str = "/healthz";
/// Where a balancer asks whether it can work.
pub const READY: &str = "/readyz";

/// It runs: it answers.
pub async fn alive() -> StatusCode {
    StatusCode::NO_CONTENT
}

/// It can work: the database answers.
pub async fn ready(State(app): State<AppState>) -> Result<StatusCode, Kind> {
    match service::readiness::ask(&app.desk).await {
        Ok(()) => Ok(StatusCode::NO_CONTENT),
        Err(_) => Err(Kind::Unavailable),
    }
}
