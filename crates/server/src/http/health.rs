//! Whether the server runs, and whether it can work.

use axum::extract::State;
use axum::http::StatusCode;

use super::problem::Kind;
use super::state::AppState;

/// Where a supervisor asks whether the server runs.
pub const ALIVE: &str = "/healthz";
/// Where a balancer asks whether it can work.
pub const READY: &str = "/readyz";

/// It runs: it answers.
pub async fn alive() -> StatusCode {
    StatusCode::NO_CONTENT
}

/// It can work: what the database is given it keeps.
pub async fn ready(State(app): State<AppState>) -> Result<StatusCode, Kind> {
    if app.readiness.ask(&app.desk).await { Ok(StatusCode::NO_CONTENT) } else { Err(Kind::Unavailable) }
}
