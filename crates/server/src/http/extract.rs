//! How requests are read: like axum's own, with our problems for what cannot be read.

use axum::body::Bytes;
use axum::extract::{FromRequest, FromRequestParts, Request};
use axum::http::header::CONTENT_TYPE;
use axum::http::request::Parts;
use axum::response::{IntoResponse, Response};
use serde::Serialize;
use serde::de::DeserializeOwned;

use super::problem::Kind;

/// A JSON body.
#[derive(Clone, Copy, Debug)]
pub struct Json<T>(pub T);

/// What stands after the question mark.
#[derive(Clone, Copy, Debug)]
pub struct Query<T>(pub T);

/// The ids in a path. What is no id names nothing, so nothing is found there.
#[derive(Clone, Copy, Debug)]
pub struct Path<T>(pub T);

impl<S: Send + Sync, T: DeserializeOwned> FromRequest<S> for Json<T> {
    type Rejection = Kind;

    async fn from_request(request: Request, state: &S) -> Result<Self, Kind> {
        if !is_json(request.headers().get(CONTENT_TYPE).and_then(|it| it.to_str().ok())) {
            return Err(Kind::MediaType);
        }
        let body = Bytes::from_request(request, state).await.map_err(|_| Kind::Unreadable)?;
        serde_json::from_slice(&body).map(Self).map_err(|_| Kind::Unreadable)
    }
}

fn is_json(content_type: Option<&str>) -> bool {
    let essence = content_type.map(|it| it.split(';').next().unwrap_or_default().trim());
    essence.is_some_and(|it| it.eq_ignore_ascii_case("application/json"))
}

impl<T: Serialize> IntoResponse for Json<T> {
    fn into_response(self) -> Response {
        axum::Json(self.0).into_response()
    }
}

impl<S: Send + Sync, T: DeserializeOwned> FromRequestParts<S> for Query<T> {
    type Rejection = Kind;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Self, Kind> {
        let query = axum::extract::Query::<T>::from_request_parts(parts, state).await;
        query.map(|axum::extract::Query(it)| Self(it)).map_err(|_| Kind::Unreadable)
    }
}

impl<S: Send + Sync, T: DeserializeOwned + Send> FromRequestParts<S> for Path<T> {
    type Rejection = Kind;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Self, Kind> {
        let path = axum::extract::Path::<T>::from_request_parts(parts, state).await;
        path.map(|axum::extract::Path(it)| Self(it)).map_err(|_| Kind::NotFound)
    }
}
