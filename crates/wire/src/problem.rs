//! The error envelope: problem details of RFC 9457, as `application/problem+json`.

use domain::reschedule::Refusal;
use serde::{Deserialize, Serialize};

use crate::charges::Charge;

/// What went wrong, for the person who reads it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
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
    /// The rule that refused a move.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", schema(value_type = Option<Object>))]
    pub refusal: Option<Refusal>,
    /// The charge as it is now, when it was changed since it was seen.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", schema(value_type = Option<Object>))]
    pub charge: Option<Box<Charge>>,
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

impl Problem {
    /// The media type of the envelope.
    pub const MEDIA_TYPE: &'static str = "application/problem+json";
}
