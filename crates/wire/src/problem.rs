//! The error envelope: problem details of RFC 9457, as `application/problem+json`.

use serde::{Deserialize, Serialize};

/// What went wrong, for the person who reads it. Some requests are answered with more beside it: each says so itself, and
/// [`Extended`] is such a body as a whole.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Problem {
    /// Which sort of problem: a stable address such as `/problems/not-found`.
    #[serde(rename = "type")]
    pub kind: String,
    /// The sort of problem in words; the same for every problem of a kind.
    pub title: String,
    /// The HTTP status.
    pub status: u16,
    /// What happened and what to do.
    pub detail: String,
    /// What is wrong with single fields of a form.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub fields: Vec<FieldProblem>,
    /// Names this request to support.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub request_id: String,
}

/// What is wrong with one field.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct FieldProblem {
    /// The field's name in the request.
    pub field: String,
    /// What is wrong and what to enter instead.
    pub detail: String,
}

/// A problem with what a request adds to it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Extended<E> {
    /// The problem.
    #[serde(flatten)]
    pub problem: Problem,
    /// What is added.
    #[serde(flatten)]
    pub extension: E,
}

/// What is added where something is no longer as it was seen.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Conflict<T> {
    /// As it is now.
    pub now: T,
}

impl Problem {
    /// The media type of the envelope.
    pub const MEDIA_TYPE: &'static str = "application/problem+json";
}
