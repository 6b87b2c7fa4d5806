//! The interface as an OpenAPI document, and the problems that routes share in it.

use std::collections::BTreeMap;

use axum::http::header::CONTENT_TYPE;
use axum::response::{IntoResponse, Response};
use axum::{Router, routing::get};
use utoipa::openapi::security::{ApiKey, ApiKeyValue, SecurityScheme};
use utoipa::openapi::{Content, OpenApi, Ref, RefOr, ResponseBuilder, response};
use utoipa::{IntoResponses, OpenApi as _};

use super::cookie::SessionCookie;
use super::problem::Kind;
use super::state::AppState;

/// The head of the document.
#[derive(Debug, utoipa::OpenApi)]
#[openapi(
    info(
        title = "Almoner",
        description = "The billing desk of a therapy practice. A session begins with a sign-in and is kept in a cookie."
    ),
    components(schemas(wire::Problem))
)]
struct DocumentHead;

/// The document before any route, for a server that sets this kind of cookie.
#[must_use]
pub fn head(cookie: SessionCookie) -> OpenApi {
    let mut document = DocumentHead::openapi();
    let cookie = SecurityScheme::ApiKey(ApiKey::Cookie(ApiKeyValue::new(cookie.name())));
    document.components.get_or_insert_default().add_security_scheme("session", cookie);
    document
}

/// Serves the finished document.
pub fn route(document: &OpenApi) -> Router<AppState> {
    let json = document.to_json().unwrap_or_default();
    let show = move || async move { show(json) };
    Router::new().route(wire::paths::OPENAPI, get(show))
}

fn show(json: String) -> Response {
    ([(CONTENT_TYPE, "application/json")], json).into_response()
}

/// What any request may be answered with.
#[derive(Debug)]
pub struct Anybody;

/// What a request that needs a certain sort of account may be answered with.
#[derive(Debug)]
pub struct SignedIn;

/// What a request that needs any account may be answered with.
#[derive(Debug)]
pub struct NotSignedIn;

/// What a message that has to be signed may be answered with.
#[derive(Debug)]
pub struct NotSigned;

/// What a request that only our own pages may make may be answered with.
#[derive(Debug)]
pub struct FromOurPages;

/// What a request about something that may not be there may be answered with.
#[derive(Debug)]
pub struct MayBeMissing;

/// What a request with a body may be answered with.
#[derive(Debug)]
pub struct WithBody;

/// What a request with a photo may be answered with.
#[derive(Debug)]
pub struct WithPhoto;

/// What a request with a query may be answered with.
#[derive(Debug)]
pub struct WithQuery;

type Responses = BTreeMap<String, RefOr<response::Response>>;

/// A response for each sort of problem.
#[must_use]
pub fn problems(kinds: &[Kind]) -> Responses {
    let each = kinds.iter().map(|kind| {
        let problem = Content::new(Some(Ref::from_schema_name("Problem")));
        let response = ResponseBuilder::new()
            .description(kind.status().canonical_reason().unwrap_or_default())
            .content(wire::Problem::MEDIA_TYPE, problem)
            .build();
        (kind.status().as_str().to_owned(), response.into())
    });
    each.collect()
}

impl IntoResponses for Anybody {
    fn responses() -> Responses {
        problems(&[Kind::BadHost, Kind::TooMany(1), Kind::Failed, Kind::Unavailable])
    }
}

impl IntoResponses for SignedIn {
    fn responses() -> Responses {
        problems(&[Kind::NotSignedIn, Kind::NotAllowed])
    }
}

impl IntoResponses for NotSignedIn {
    fn responses() -> Responses {
        problems(&[Kind::NotSignedIn])
    }
}

impl IntoResponses for NotSigned {
    fn responses() -> Responses {
        problems(&[Kind::BadSignature, Kind::CrossSite, Kind::TooLarge, Kind::TooSlow])
    }
}

impl IntoResponses for FromOurPages {
    fn responses() -> Responses {
        problems(&[Kind::CrossSite])
    }
}

impl IntoResponses for MayBeMissing {
    fn responses() -> Responses {
        problems(&[Kind::NotFound])
    }
}

impl IntoResponses for WithBody {
    fn responses() -> Responses {
        problems(&[Kind::CrossSite, Kind::TooLarge, Kind::TooSlow, Kind::MediaType, Kind::Unreadable])
    }
}

impl IntoResponses for WithPhoto {
    fn responses() -> Responses {
        problems(&[Kind::CrossSite, Kind::TooLarge, Kind::TooSlow, Kind::Refused, Kind::Conflict])
    }
}

impl IntoResponses for WithQuery {
    fn responses() -> Responses {
        problems(&[Kind::Unreadable])
    }
}
