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
}

impl Answer {
    pub(crate) fn success(body: Vec<u8>) -> Self {
        Self { status: 200, body: body.into(), replayed: false }
    }

    pub(crate) fn failure(problem: Problem) -> Self {
        let envelope = ErrorEnvelope { error: *problem.error };
        Self { status: problem.status, body: json(&envelope).into(), replayed: false }
    }

    pub(crate) fn replayed(&self) -> Self {
        Self { replayed: true, ..self.clone() }
    }
}

/// An object as JSON.
pub(crate) fn json(object: &impl serde::Serialize) -> Vec<u8> {
    serde_json::to_vec(object).expect("wire objects have text keys and no floats")
}
