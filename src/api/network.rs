//! The server that the page came from.

use gloo_net::http::{Method, Request, RequestBuilder};
use serde::Serialize;
use serde::de::DeserializeOwned;

use super::{Answering, Api, ApiError};
use crate::session::heard;
use crate::text::t;

/// Asked by way of the network.
#[derive(Clone, Copy, Debug)]
pub struct Network;

impl Api for Network {}

pub(super) fn get<T: DeserializeOwned>(path: String) -> Answering<T> {
    read(request(Method::GET, &path).build())
}

pub(super) fn post<B: Serialize, T: DeserializeOwned>(path: &str, body: &B) -> Answering<T> {
    sent(request(Method::POST, path), body)
}

pub(super) fn put<B: Serialize, T: DeserializeOwned>(path: &str, body: &B) -> Answering<T> {
    sent(request(Method::PUT, path), body)
}

pub(super) fn delete(path: &'static str) -> Answering<()> {
    Box::pin(async move { answer(request(Method::DELETE, path).build()).await.map(drop) })
}

/// The browser would ask for its own language, whatever the screens are shown in.
fn request(method: Method, path: &str) -> RequestBuilder {
    RequestBuilder::new(path).method(method).header("Accept-Language", t().language().tag())
}

fn sent<B: Serialize, T: DeserializeOwned>(request: RequestBuilder, body: &B) -> Answering<T> {
    read(request.json(body))
}

fn read<T: DeserializeOwned>(request: Result<Request, gloo_net::Error>) -> Answering<T> {
    Box::pin(async move {
        let body = answer(request).await?;
        serde_json::from_str(&body).map_err(|_| ApiError::NotReached)
    })
}

/// The body of the answer, if it is a good one. What of a request does not depend on its types is in the app once.
async fn answer(request: Result<Request, gloo_net::Error>) -> Result<String, ApiError> {
    let lost = |_| ApiError::NotReached;
    let answer = request.map_err(lost)?.send().await.map_err(lost)?;
    let is_good = answer.ok();
    if is_good {
        heard::note();
    }
    let body = answer.text().await.map_err(lost)?;
    if is_good { Ok(body) } else { Err(ApiError::of_body(&body)) }
}
