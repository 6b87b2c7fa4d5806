//! The desk over HTTP: translates requests into use cases and their outcome into answers.

mod about_me;
mod access;
mod ahead;
mod arrival;
mod billing;
mod card_photos;
mod charges;
mod client_address;
mod clients;
mod cookie;
mod coverages;
#[cfg(feature = "demo")]
mod dev;
mod eligibility;
mod email_changes;
mod extract;
mod failure;
mod headers;
mod health;
mod host;
mod language;
mod languages;
mod limits;
pub mod listening;
pub mod metrics;
mod openapi;
pub mod operations;
mod origin;
mod own_task;
mod panics;
mod papers;
mod payment_methods;
mod policy;
mod practices;
mod problem;
mod processor_events;
mod request_id;
mod session;
mod shares;
mod sign;
mod site;
pub mod state;
mod to_do;
mod uploads;

use axum::Router;
use axum::extract::DefaultBodyLimit;
use axum::http::StatusCode;
use axum::middleware::{from_fn, from_fn_with_state};
use tower_http::catch_panic::CatchPanicLayer;
use tower_http::compression::CompressionLayer;
use tower_http::compression::predicate::{Predicate, SizeAbove};
use tower_http::limit::RequestBodyLimitLayer;
use tower_http::timeout::TimeoutLayer;
use utoipa_axum::router::OpenApiRouter;

use state::AppState;

/// Bytes a body may have. The largest we take is a message of the payment processor.
const BODY_MAX: usize = 256 * 1024;

/// Bytes below which an answer is not worth compressing.
const COMPRESSED_FROM: u64 = 1024;

/// The documented routes.
fn interface(app: &AppState) -> OpenApiRouter<AppState> {
    OpenApiRouter::with_openapi(openapi::head(app.cookie))
        .merge(session::routes())
        .merge(billing::routes())
        .merge(payment_methods::routes())
        .merge(charges::routes())
        .merge(papers::routes())
        .merge(coverages::routes())
        .merge(eligibility::routes())
        .merge(card_photos::routes())
        .merge(about_me::routes())
        .merge(email_changes::routes())
        .merge(to_do::routes())
        .merge(clients::routes())
        .merge(practices::routes())
        .merge(languages::routes())
        .merge(processor_events::routes())
}

/// The whole server. Requests come with their [`client_address::Peer`], which [`listening::serve`] puts in.
pub fn router(app: &AppState) -> Router {
    let (routes, mut document) = interface(app).split_for_parts();
    let (larger, of_larger) = card_photos::sending().split_for_parts();
    document.merge(of_larger);
    #[cfg(feature = "demo")]
    let routes = match &app.dev {
        Some(dev) => routes.merge(dev::routes(dev)),
        None => routes,
    };
    let routes = routes.merge(openapi::route(&document)).fallback(site::serve);
    around(arriving(routes, app).merge(uploading(larger, app)), app)
}

/// The routes with everything around them.
pub fn guarded(routes: Router<AppState>, app: &AppState) -> Router {
    around(arriving(routes, app), app)
}

/// Routes whose requests are small, and here as a whole before anything is done.
fn arriving(routes: Router<AppState>, app: &AppState) -> Router<AppState> {
    // What comes first below is closest to the handlers.
    routes
        .layer(from_fn(ahead::nobody_is_no_failure))
        .layer(from_fn(own_task::to_the_end))
        .layer(TimeoutLayer::with_status_code(StatusCode::SERVICE_UNAVAILABLE, app.request_time))
        .layer(from_fn(arrival::awaited))
        .layer(RequestBodyLimitLayer::new(BODY_MAX))
}

/// Routes that read what is sent by themselves, once they know who sends it. How long that may take comes on top of the time that a
/// request has.
fn uploading(routes: Router<AppState>, app: &AppState) -> Router<AppState> {
    let time = app.request_time + uploads::ARRIVES_IN;
    routes
        .layer(from_fn(own_task::to_the_end))
        .layer(TimeoutLayer::with_status_code(StatusCode::SERVICE_UNAVAILABLE, time))
}

/// What holds for all: names and figures, headers, limits, words for what fails.
fn around(routes: Router<AppState>, app: &AppState) -> Router {
    let routes = routes
        .layer(app.origins.guard())
        .layer(from_fn_with_state(app.clone(), origin::ours))
        .layer(DefaultBodyLimit::disable())
        .layer(from_fn_with_state(app.clone(), limits::limited))
        .layer(from_fn(host::one))
        .layer(CatchPanicLayer::custom(panics::answer))
        .layer(from_fn(problem::written))
        .layer(CompressionLayer::new().compress_when(SizeAbove::new(COMPRESSED_FROM).and(is_text)))
        .layer(headers::unless_said(app))
        .layer(headers::always(app));
    request_id::named(routes, app).with_state(app.clone())
}

/// What is made for each answer. Files of the app are compressed when they are built.
fn is_text(
    _: StatusCode,
    _: axum::http::Version,
    headers: &axum::http::HeaderMap,
    _: &axum::http::Extensions,
) -> bool {
    let content_type = headers.get(axum::http::header::CONTENT_TYPE);
    let is = |kind: &str| content_type.is_some_and(|it| it.as_bytes().starts_with(kind.as_bytes()));
    is("application/json") || is("text/html")
}
