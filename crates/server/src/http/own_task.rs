//! Requests that change something run to their end even if whoever asked hangs up: a transaction that is dropped half-way can
//! leave its connection in a state that the next one trips over.

use axum::extract::Request;
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use tracing::Instrument;

use super::problem::Kind;

/// Runs the rest of the way in a task of its own, unless the method changes nothing.
pub async fn to_the_end(request: Request, next: Next) -> Response {
    if request.method().is_safe() {
        return next.run(request).await;
    }
    let task = tokio::spawn(next.run(request).in_current_span());
    match task.await {
        Ok(response) => response,
        Err(failed) if failed.is_panic() => std::panic::resume_unwind(failed.into_panic()),
        // Called off by the end of the process, nobody knows at which point.
        Err(_) => Kind::UnknownOutcome.into_response(),
    }
}
