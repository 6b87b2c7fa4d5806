//! A handler that panics answers with a problem like any other failure of ours. That and where it panicked was logged by then.

use std::any::Any;

use axum::response::{IntoResponse, Response};

use super::problem::Kind;

/// The answer to a panic. What was said with it may hold anything, so it goes nowhere.
#[must_use]
pub fn answer(_said: Box<dyn Any + Send>) -> Response {
    Kind::Failed.into_response()
}
