//! What a page asks for ahead: the app's data are on their way before it is known whether anybody is signed in.

use axum::extract::Request;
use axum::http::{Method, StatusCode};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use wire::paths::AHEAD;

/// Answers with nothing where nobody is signed in. Browsers write every failure into their console, and a visitor has done nothing
/// wrong.
pub async fn nobody_is_no_failure(request: Request, next: Next) -> Response {
    let is_ahead = request.method() == Method::GET && request.headers().contains_key(AHEAD);
    let response = next.run(request).await;
    if is_ahead && response.status() == StatusCode::UNAUTHORIZED {
        return StatusCode::NO_CONTENT.into_response();
    }
    response
}
