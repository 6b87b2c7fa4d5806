//! Names each request, watches it, and writes one log line about it: what was asked of which route and how it ended. No
//! address, no name and no path with ids in it.

use axum::Router;
use axum::extract::{MatchedPath, Request};
use axum::http::HeaderValue;
use axum::middleware::{Next, from_fn, map_request};
use axum::response::Response;
use tower_http::request_id::{MakeRequestId, PropagateRequestIdLayer, RequestId, SetRequestIdLayer};
use tracing::Instrument;

use super::metrics;
use super::state::AppState;
use crate::ids::Ids;

const HEADER: &str = "x-request-id";

/// Names requests, for their log lines and for the person who asks support about one.
#[derive(Clone, Debug)]
struct Names(Ids);

impl MakeRequestId for Names {
    fn make_request_id<B>(&mut self, _: &axum::http::Request<B>) -> Option<RequestId> {
        HeaderValue::try_from(self.0.uuid().simple().to_string()).ok().map(RequestId::new)
    }
}

/// What the request is called.
pub fn text(id: &RequestId) -> &str {
    // Ours are hexadecimal.
    id.header_value().to_str().unwrap_or_default()
}

/// Gives each request to these routes a name, logs how it ended and has the answer tell the name.
pub fn named(routes: Router<AppState>, app: &AppState) -> Router<AppState> {
    routes
        .layer(from_fn(watched))
        .layer(PropagateRequestIdLayer::x_request_id())
        .layer(SetRequestIdLayer::x_request_id(Names(app.desk.ids.clone())))
        .layer(map_request(nameless))
}

/// The library keeps a name that a request comes with. Nobody else names ours: anything could stand in the log.
async fn nameless(mut request: Request) -> Request {
    request.headers_mut().remove(HEADER);
    request
}

/// By hand, since `tower-http`'s trace layer shows its end of a request neither the method nor the route.
async fn watched(id: axum::Extension<RequestId>, request: Request, next: Next) -> Response {
    let method = request.method().clone();
    let route = request
        .extensions()
        .get::<MatchedPath>()
        .map_or_else(|| "other".to_owned(), |path| path.as_str().to_owned());
    let span = tracing::info_span!("request", id = text(&id));
    let began = tokio::time::Instant::now();
    let response = next.run(request).instrument(span.clone()).await;
    let (status, took) = (response.status().as_u16(), began.elapsed());
    span.in_scope(|| {
        tracing::info!(%method, route, status, micros = took.as_micros(), "request");
    });
    metrics::request(&method, route, status, took);
    response
}
