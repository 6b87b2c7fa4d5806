//! A handler that panics answers with a problem like any other failure of ours.

use std::any::Any;

use axum::response::{IntoResponse, Response};

use super::problem::Kind;

/// The answer to a panic. What was said while panicking goes to the log.
#[must_use]
pub fn answer(panic: Box<dyn Any + Send>) -> Response {
    let said = panic.downcast_ref::<&str>().copied();
    let said = said.or_else(|| panic.downcast_ref::<String>().map(String::as_str));
    tracing::error!(said = said.unwrap_or("nothing"), "a handler panicked");
    Kind::Failed.into_response()
}
