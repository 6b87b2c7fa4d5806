//! Which host a request is for. Without one, or with two, everybody on the way may take it for somebody else's.

use axum::extract::Request;
use axum::http::header::HOST;
use axum::http::uri::Authority;
use axum::http::{HeaderMap, Version};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};

use super::problem::Kind;

/// Refuses a request that does not name one host. What is older than names of hosts may name none.
pub async fn one(request: Request, next: Next) -> Response {
    if is_fine(request.version(), request.headers()) {
        next.run(request).await
    } else {
        Kind::BadHost.into_response()
    }
}

fn is_fine(version: Version, headers: &HeaderMap) -> bool {
    let mut hosts = headers.get_all(HOST).iter();
    match (hosts.next(), hosts.next()) {
        (Some(host), None) => {
            let authority = host.to_str().ok().and_then(|it| it.parse::<Authority>().ok());
            authority.is_some_and(|it| !it.host().is_empty() && !it.as_str().contains('@'))
        }
        (None, _) => version < Version::HTTP_11,
        (Some(_), Some(_)) => false,
    }
}
