//! The server that the page came from.

use gloo_net::http::{Method, Request, RequestBuilder, Response};
use serde::Serialize;
use serde::de::DeserializeOwned;

use super::{Answering, Api, ApiError};
use crate::session::heard;

/// Asked by way of the network.
#[derive(Clone, Copy, Debug)]
pub struct Network;

impl Api for Network {}

pub(super) fn get<T: DeserializeOwned>(path: String) -> Answering<T> {
    Box::pin(async move { read(Request::get(&path).send().await).await })
}

pub(super) fn post<B: Serialize, T: DeserializeOwned>(path: &str, body: &B) -> Answering<T> {
    let request = Request::post(path).json(body);
    Box::pin(async move { read(request.map_err(|_| ApiError::NotReached)?.send().await).await })
}

pub(super) fn delete(path: &'static str) -> Answering<()> {
    Box::pin(async move {
        let answer = RequestBuilder::new(path).method(Method::DELETE).send().await;
        accepted(answer.map_err(|_| ApiError::NotReached)?).await.map(|_| ())
    })
}

async fn read<T: DeserializeOwned>(answer: Result<Response, gloo_net::Error>) -> Result<T, ApiError> {
    let answer = accepted(answer.map_err(|_| ApiError::NotReached)?).await?;
    answer.json().await.map_err(|_| ApiError::NotReached)
}

/// The answer, if it is a good one.
async fn accepted(answer: Response) -> Result<Response, ApiError> {
    if answer.ok() {
        heard::note();
        return Ok(answer);
    }
    let body = answer.text().await.map_err(|_| ApiError::NotReached)?;
    Err(ApiError::of_body(&body))
}
