//! What goes wrong, as problem details of RFC 9457.
//!
//! A handler answers with a [`Problem`]; the words are put in on the way out by [`written`], which also finds words for every
//! failure that was not made here: a path nobody serves, a body that is too large, a request that took too long.

mod sentence;

use axum::body::Body;
use axum::extract::Request;
use axum::http::header::{CONTENT_LANGUAGE, CONTENT_TYPE, RETRY_AFTER};
use axum::http::{HeaderValue, StatusCode};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use chrono::NaiveDate;
use domain::reschedule::Refusal;
use serde::Serialize;
use texts::Texts;
use tower_http::request_id::RequestId;
use wire::problem::{Extended, FieldProblem};

pub use self::sentence::Sentence;
use super::language::AnswerLanguage;
use super::request_id;
use crate::service::charges::ListedCharge;

/// A failed request.
#[derive(Clone, Debug)]
pub struct Problem(Box<ProblemFacts>);

#[derive(Clone, Debug)]
struct ProblemFacts {
    kind: Kind,
    /// In place of the sentence that its sort has.
    detail: Option<Sentence>,
    /// The fields that are wrong, where there are some; without a sentence of their own the problem's is about them.
    fields: Vec<(&'static str, Option<Sentence>)>,
    /// What the request adds, as the members of an object.
    extension: Option<serde_json::Value>,
}

/// The sorts of problems.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// Nobody is signed in.
    NotSignedIn,
    /// Email address or password is wrong; which of them is nobody's business.
    WrongSignIn,
    /// Somebody is signed in whose role does not have this.
    NotAllowed,
    /// A page of another site made the browser ask.
    CrossSite,
    /// Not there, or somebody else's.
    NotFound,
    /// The address does not take the method.
    Method,
    /// Changed since it was seen.
    Conflict,
    /// The request names no host, or more than one.
    BadHost,
    /// The body is too large.
    TooLarge,
    /// The body did not go on.
    TooSlow,
    /// The body is not JSON.
    MediaType,
    /// The body or the query is not what the address takes.
    Unreadable,
    /// A rule refused.
    Refused,
    /// Too many requests; again after these seconds.
    TooMany(u32),
    /// The processor's signature is missing or wrong.
    BadSignature,
    /// Our mistake.
    Failed,
    /// We cannot right now, and nothing was done.
    Unavailable,
    /// It may have been done and may not.
    UnknownOutcome,
}

/// Seconds after which whoever was told that we cannot right now may ask again.
const AGAIN: u32 = 5;

impl Kind {
    /// The status.
    #[must_use]
    pub const fn status(self) -> StatusCode {
        match self {
            Self::NotSignedIn | Self::WrongSignIn => StatusCode::UNAUTHORIZED,
            Self::NotAllowed | Self::CrossSite => StatusCode::FORBIDDEN,
            Self::NotFound => StatusCode::NOT_FOUND,
            Self::Method => StatusCode::METHOD_NOT_ALLOWED,
            Self::Conflict => StatusCode::CONFLICT,
            Self::TooLarge => StatusCode::PAYLOAD_TOO_LARGE,
            Self::MediaType => StatusCode::UNSUPPORTED_MEDIA_TYPE,
            Self::Unreadable | Self::Refused => StatusCode::UNPROCESSABLE_ENTITY,
            Self::TooMany(_) => StatusCode::TOO_MANY_REQUESTS,
            Self::BadSignature | Self::BadHost => StatusCode::BAD_REQUEST,
            Self::TooSlow => StatusCode::REQUEST_TIMEOUT,
            Self::Failed => StatusCode::INTERNAL_SERVER_ERROR,
            Self::Unavailable | Self::UnknownOutcome => StatusCode::SERVICE_UNAVAILABLE,
        }
    }

    /// When to ask again, for whom waiting helps.
    const fn retry_after(self) -> Option<u32> {
        match self {
            Self::TooMany(seconds) => Some(seconds),
            Self::Unavailable | Self::UnknownOutcome => Some(AGAIN),
            Self::NotSignedIn
            | Self::WrongSignIn
            | Self::NotAllowed
            | Self::CrossSite
            | Self::NotFound
            | Self::Method
            | Self::Conflict
            | Self::TooLarge
            | Self::MediaType
            | Self::Unreadable
            | Self::Refused
            | Self::BadSignature
            | Self::BadHost
            | Self::TooSlow
            | Self::Failed => None,
        }
    }

    /// The sort of a failure of which only the status is known. What changes something goes on in its own task when it took
    /// too long to wait for, so that nobody can say how it ends.
    fn of(status: StatusCode, changes_something: bool) -> Self {
        match status {
            StatusCode::UNAUTHORIZED => Self::NotSignedIn,
            StatusCode::FORBIDDEN => Self::NotAllowed,
            StatusCode::NOT_FOUND => Self::NotFound,
            StatusCode::METHOD_NOT_ALLOWED => Self::Method,
            StatusCode::CONFLICT => Self::Conflict,
            StatusCode::PAYLOAD_TOO_LARGE => Self::TooLarge,
            StatusCode::REQUEST_TIMEOUT => Self::TooSlow,
            StatusCode::UNSUPPORTED_MEDIA_TYPE => Self::MediaType,
            StatusCode::TOO_MANY_REQUESTS => Self::TooMany(1),
            StatusCode::SERVICE_UNAVAILABLE if changes_something => Self::UnknownOutcome,
            StatusCode::SERVICE_UNAVAILABLE => Self::Unavailable,
            _ if status.is_server_error() => Self::Failed,
            _ => Self::Unreadable,
        }
    }

    const fn slug(self) -> &'static str {
        match self {
            Self::NotSignedIn => "signed-out",
            Self::WrongSignIn => "wrong-sign-in",
            Self::NotAllowed => "not-allowed",
            Self::CrossSite => "cross-site",
            Self::NotFound => "not-found",
            Self::Method => "method",
            Self::Conflict => "conflict",
            Self::BadHost => "bad-host",
            Self::TooLarge => "too-large",
            Self::TooSlow => "too-slow",
            Self::MediaType => "media-type",
            Self::Unreadable => "unreadable",
            Self::Refused => "refused",
            Self::TooMany(_) => "too-many-requests",
            Self::BadSignature => "bad-signature",
            Self::Failed => "failed",
            Self::Unavailable => "unavailable",
            Self::UnknownOutcome => "unknown-outcome",
        }
    }

    fn words(self, texts: Texts) -> (&'static str, String) {
        let (title, detail) = match self {
            Self::NotSignedIn => (texts.problem_not_signed_in(), texts.problem_not_signed_in_detail()),
            Self::WrongSignIn => (texts.problem_wrong_sign_in(), texts.problem_wrong_sign_in_detail()),
            Self::NotAllowed => (texts.problem_not_allowed(), texts.problem_not_allowed_detail()),
            Self::CrossSite => (texts.problem_cross_site(), texts.problem_cross_site_detail()),
            Self::NotFound => (texts.problem_not_found(), texts.problem_not_found_detail()),
            Self::Method => (texts.problem_method(), texts.problem_method_detail()),
            Self::Conflict => (texts.problem_conflict(), texts.problem_conflict_detail()),
            Self::TooLarge => (texts.problem_too_large(), texts.problem_too_large_detail()),
            Self::BadHost => (texts.problem_bad_host(), texts.problem_bad_host_detail()),
            Self::TooSlow => (texts.problem_too_slow(), texts.problem_too_slow_detail()),
            Self::MediaType => (texts.problem_media_type(), texts.problem_media_type_detail()),
            Self::Unreadable => (texts.problem_unreadable(), texts.problem_unreadable_detail()),
            Self::Refused => (texts.problem_refused(), texts.problem_refused_detail()),
            Self::TooMany(seconds) => {
                let when = texts.in_seconds(seconds);
                return (texts.problem_too_many(), texts.problem_too_many_detail(&when));
            }
            Self::BadSignature => (texts.problem_bad_signature(), texts.problem_bad_signature_detail()),
            Self::Failed => (texts.problem_failed(), texts.problem_failed_detail()),
            Self::Unavailable => (texts.problem_unavailable(), texts.problem_unavailable_detail()),
            Self::UnknownOutcome => (texts.problem_unknown_outcome(), texts.problem_unknown_outcome_detail()),
        };
        (title, detail.to_owned())
    }
}

impl Problem {
    /// A move of a charge that a rule refused on this day of the practice.
    #[must_use]
    pub fn refused(refusal: Refusal, today: NaiveDate) -> Self {
        let fields = refusal.is_about_the_day().then_some(("day", None)).into_iter().collect();
        let detail = Some(Sentence::NotMoved(refusal, today));
        Self(Box::new(ProblemFacts { kind: Kind::Refused, detail, fields, extension: None }))
    }

    /// What was entered in these fields of the request is not taken, each for its own reason. The first one stands for all.
    #[must_use]
    pub fn of_fields(problems: impl IntoIterator<Item = (&'static str, Sentence)>) -> Self {
        let fields: Vec<_> = problems.into_iter().map(|(field, why)| (field, Some(why))).collect();
        let detail = fields.first().and_then(|(_, why)| why.clone());
        Self(Box::new(ProblemFacts { kind: Kind::Refused, detail, fields, extension: None }))
    }

    /// Something about a charge that is not as it was seen, with how it is now. `choice_stands` where the same may be asked for again.
    #[must_use]
    pub fn changed(now: &ListedCharge, choice_stands: bool) -> Self {
        Self::conflict(Sentence::changed(now, choice_stands))
    }

    /// Something that is not as it was seen; the sentence says how it is now.
    #[must_use]
    pub fn conflict(detail: Sentence) -> Self {
        let mut problem = Self::from(Kind::Conflict);
        problem.0.detail = Some(detail);
        problem
    }

    /// With a sentence of its own.
    #[must_use]
    pub fn saying(mut self, detail: fn(Texts) -> &'static str) -> Self {
        self.0.detail = Some(Sentence::Fixed(detail));
        self
    }

    /// The same of a sentence that tells more than its words.
    #[must_use]
    pub fn worded(mut self, detail: Sentence) -> Self {
        self.0.detail = Some(detail);
        self
    }

    /// About what was entered in this field of the request.
    #[must_use]
    pub fn about(mut self, field: &'static str) -> Self {
        self.0.fields.push((field, None));
        self
    }

    /// With what the request adds to the envelope.
    #[must_use]
    pub fn with(mut self, extension: &impl Serialize) -> Self {
        self.0.extension = serde_json::to_value(extension).ok();
        self
    }

    fn written(self, texts: Texts, status: StatusCode, request_id: String) -> Extended<serde_json::Value> {
        let ProblemFacts { kind, detail, fields, extension } = *self.0;
        let (title, standard) = kind.words(texts);
        let detail = detail.map_or(standard, |detail| detail.words(texts));
        let fields = fields.into_iter().map(|(field, why)| FieldProblem {
            field: field.to_owned(),
            detail: why.map_or_else(|| detail.clone(), |why| why.words(texts)),
        });
        let fields = fields.collect();
        let problem = wire::Problem {
            kind: format!("/problems/{}", kind.slug()),
            title: title.to_owned(),
            status: status.as_u16(),
            detail,
            fields,
            request_id,
        };
        Extended { problem, extension: extension.unwrap_or_else(|| serde_json::json!({})) }
    }
}

impl From<Kind> for Problem {
    fn from(kind: Kind) -> Self {
        Self(Box::new(ProblemFacts { kind, detail: None, fields: Vec::new(), extension: None }))
    }
}

impl IntoResponse for Kind {
    fn into_response(self) -> Response {
        Problem::from(self).into_response()
    }
}

impl IntoResponse for Problem {
    fn into_response(self) -> Response {
        let mut response = self.0.kind.status().into_response();
        response.extensions_mut().insert(self);
        response
    }
}

/// Puts the words into failed answers. Pages keep theirs: a page that is not found is still a page.
pub async fn written(id: axum::Extension<RequestId>, mut request: Request, next: Next) -> Response {
    let changes_something = !request.method().is_safe();
    let language = AnswerLanguage::asked(request.headers());
    request.extensions_mut().insert(language.clone());
    let mut response = next.run(request).await;
    let status = response.status();
    if !status.is_client_error() && !status.is_server_error() {
        return response;
    }
    let problem = match response.extensions_mut().remove::<Problem>() {
        Some(problem) => problem,
        None if is_page(&response) => return response,
        None => Kind::of(status, changes_something).into(),
    };
    let retry_after = problem.0.kind.retry_after();
    let texts = Texts::of(language.get());
    let body = problem.written(texts, status, request_id::text(&id).to_owned());
    let (mut head, _) = response.into_parts();
    head.headers.remove(axum::http::header::CONTENT_LENGTH);
    if let Some(seconds) = retry_after {
        head.headers.insert(RETRY_AFTER, seconds.into());
    }
    head.headers.insert(CONTENT_TYPE, HeaderValue::from_static(wire::Problem::MEDIA_TYPE));
    head.headers.insert(CONTENT_LANGUAGE, HeaderValue::from_static(texts.language().tag()));
    match serde_json::to_vec(&body) {
        Ok(json) => Response::from_parts(head, Body::from(json)),
        Err(_) => Response::from_parts(head, Body::empty()),
    }
}

fn is_page(response: &Response) -> bool {
    let content_type = response.headers().get(CONTENT_TYPE).and_then(|it| it.to_str().ok());
    content_type.is_some_and(|it| it.starts_with("text/html"))
}
