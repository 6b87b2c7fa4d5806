//! Nothing is begun before all that was sent for it is here. So a body that stalls holds up nothing but its connection, and
//! the time that a request may take is ours, not that of whoever sends it over a slow line.

use std::error::Error;

use axum::body::Body;
use axum::extract::Request;
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use http_body_util::{BodyExt, LengthLimitError};

use super::listening::Stalled;
use super::problem::Kind;

/// Waits for the body of a request that may change something. Others have none that anybody reads.
pub async fn awaited(request: Request, next: Next) -> Response {
    if request.method().is_safe() {
        return next.run(request).await;
    }
    let (parts, body) = request.into_parts();
    match body.collect().await {
        Ok(whole) => next.run(Request::from_parts(parts, Body::from(whole.to_bytes()))).await,
        Err(error) => unread(&error).into_response(),
    }
}

/// Why the body did not arrive.
pub(super) fn unread(error: &(dyn Error + 'static)) -> Kind {
    let mut cause = Some(error);
    while let Some(error) = cause {
        if error.is::<LengthLimitError>() {
            return Kind::TooLarge;
        }
        if error.is::<Stalled>() {
            return Kind::TooSlow;
        }
        cause = error.source();
    }
    Kind::Unreadable
}
