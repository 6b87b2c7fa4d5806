//! An answer, as it is kept under a key and sent.

use axum::body::Bytes;
use processor::wire::ErrorEnvelope;

use super::Problem;

/// Status and body.
#[derive(Clone, Debug)]
pub(crate) struct Answer {
    pub(crate) status: u16,
    pub(crate) body: Bytes,
    /// Whether it was given before, under the same key.
    pub(crate) replayed: bool,
    /// What a client is told about asking again, where it could not know.
    pub(crate) should_retry: Option<bool>,
}

impl Answer {
    pub(crate) fn success(body: Vec<u8>) -> Self {
        Self { status: 200, body: body.into(), replayed: false, should_retry: None }
    }

    pub(crate) fn failure(problem: Problem) -> Self {
        // Whatever is in the way will be gone soon.
        let passing =
            matches!(problem.error.code.as_deref(), Some("lock_timeout" | "idempotency_key_in_use"));
        let envelope = ErrorEnvelope { error: *problem.error };
        Self {
            status: problem.status,
            body: json(&envelope).into(),
            replayed: false,
            should_retry: passing.then_some(true),
        }
    }

    /// A failure that is all that will ever be answered under the request's key.
    pub(crate) fn failure_for_good(problem: Problem) -> Self {
        Self { should_retry: Some(false), ..Self::failure(problem) }
    }

    pub(crate) fn replayed(&self) -> Self {
        Self { replayed: true, ..self.clone() }
    }
}

/// An object as JSON.
pub(crate) fn json(object: &impl serde::Serialize) -> Vec<u8> {
    crate::shape::whole(object).to_string().into_bytes()
}
