//! What whoever runs the server asks of it. It has a listener of its own, so that it answers also while all places of the
//! public one are taken, and nobody outside can ask.

use axum::Router;
use axum::http::StatusCode;
use axum::middleware::{from_fn, from_fn_with_state};
use axum::routing::get;
use tower_http::catch_panic::CatchPanicLayer;
use tower_http::timeout::TimeoutLayer;

use super::problem::{self, Kind};
use super::state::AppState;
use super::{headers, health, host, metrics, panics, request_id};

/// Health and figures, and nothing else.
pub fn router(app: &AppState) -> Router {
    Router::new()
        .route(health::ALIVE, get(health::alive))
        .route(health::READY, get(health::ready))
        .route(metrics::PATH, get(metrics::show))
        .fallback(|| async { Kind::NotFound })
        .layer(from_fn(host::one))
        .layer(TimeoutLayer::with_status_code(StatusCode::SERVICE_UNAVAILABLE, app.request_time))
        .layer(CatchPanicLayer::custom(panics::answer))
        .layer(from_fn_with_state(app.clone(), problem::written))
        .layer(from_fn_with_state(app.clone(), headers::added))
        .layer(from_fn_with_state(app.clone(), request_id::named))
        .with_state(app.clone())
}
