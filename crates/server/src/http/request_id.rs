//! Names each request, watches it, and writes one log line about it: what was asked of which route and how it ended. No
//! address, no name and no path with ids in it.

use axum::extract::{MatchedPath, Request, State};
use axum::http::{HeaderName, HeaderValue};
use axum::middleware::Next;
use axum::response::Response;
use tracing::Instrument;

use super::metrics;
use super::state::AppState;

/// The name of a request, for its log lines and for the person who asks support about it.
#[derive(Clone, Debug)]
pub struct RequestId(String);

/// The header that tells the name.
pub const HEADER: HeaderName = HeaderName::from_static("x-request-id");

impl std::fmt::Display for RequestId {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.0)
    }
}

/// Gives the request its name and logs how it ended.
pub async fn named(State(app): State<AppState>, mut request: Request, next: Next) -> Response {
    let id = RequestId(app.desk.ids.uuid().simple().to_string());
    let method = request.method().clone();
    let route = request
        .extensions()
        .get::<MatchedPath>()
        .map_or_else(|| "other".to_owned(), |path| path.as_str().to_owned());
    let span = tracing::info_span!("request", id = %id);
    request.extensions_mut().insert(id.clone());
    let began = tokio::time::Instant::now();
    let mut response = next.run(request).instrument(span.clone()).await;
    let (status, took) = (response.status().as_u16(), began.elapsed());
    span.in_scope(|| {
        tracing::info!(%method, route, status, micros = took.as_micros(), "request");
    });
    metrics::request(&method, route, status, took);
    if let Ok(value) = HeaderValue::from_str(&id.0) {
        response.headers_mut().insert(HEADER, value);
    }
    response
}
