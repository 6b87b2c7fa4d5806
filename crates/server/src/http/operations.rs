//! What whoever runs the server asks of it. It has a listener of its own, so that it answers also while all places of the
//! public one are taken, and nobody outside can ask.

use axum::Router;
use axum::http::StatusCode;
use axum::middleware::{from_fn, from_fn_with_state};
use axum::routing::get;
use tokio::net::TcpListener;
use tokio_util::sync::CancellationToken;
use tower_http::catch_panic::CatchPanicLayer;
use tower_http::timeout::TimeoutLayer;

use super::problem::{self, Kind};
use super::state::AppState;
use super::{headers, health, host, listening, metrics, panics, request_id};
use crate::config::Limits;

/// Serves it until `stop`. No address has too many connections here: a balancer that was kept out, because much else asks from
/// its machine, would take the desk out of service.
pub fn serve(
    listeners: Vec<TcpListener>,
    app: &AppState,
    limits: Limits,
    stop: CancellationToken,
) -> impl Future<Output = ()> + Send + use<> {
    let limits = Limits { connections_each: limits.connections_max, ..limits };
    listening::serve(listeners, router(app), limits, Vec::new(), stop)
}

/// Health and figures, and nothing else.
fn router(app: &AppState) -> Router {
    let routes = Router::new()
        .route(health::ALIVE, get(health::alive))
        .route(health::READY, get(health::ready))
        .route(metrics::PATH, get(metrics::show))
        .fallback(|| async { Kind::NotFound })
        .layer(from_fn(host::one))
        .layer(TimeoutLayer::with_status_code(StatusCode::SERVICE_UNAVAILABLE, app.request_time))
        .layer(CatchPanicLayer::custom(panics::answer))
        .layer(from_fn_with_state(app.clone(), problem::written))
        .layer(headers::unless_said(app))
        .layer(headers::always(app));
    request_id::named(routes, app).with_state(app.clone())
}
