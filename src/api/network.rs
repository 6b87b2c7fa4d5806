//! The server that the page came from.

use gloo_net::http::{Method, Request, RequestBuilder, Response};

use super::{Answering, ApiError, ApiRequest, Transport, early};
use crate::session::heard;

/// Carries by way of the network.
#[derive(Clone, Copy, Debug)]
pub struct Network;

impl Transport for Network {
    fn carry(&self, request: ApiRequest) -> Answering<String> {
        Box::pin(async move {
            let answer = sent(request).await.map_err(|_| ApiError::NotReached)?;
            let is_good = answer.ok();
            if is_good {
                heard::note();
            }
            let body = answer.text().await.map_err(|_| ApiError::NotReached)?;
            if is_good {
                return Ok(body);
            }
            let error = ApiError::of_body(&body);
            if error == ApiError::SignedOut {
                early::forget();
            }
            Err(error)
        })
    }
}

async fn sent(request: ApiRequest) -> Result<Response, gloo_net::Error> {
    if request.is_about_session() {
        early::forget();
    }
    match request {
        ApiRequest::Get(path) => match early::taken(&path).await {
            Some(answer) => Ok(answer),
            None => Request::get(&path).send().await,
        },
        ApiRequest::Post(path, body) => {
            Request::post(&path).header("content-type", "application/json").body(body)?.send().await
        }
        ApiRequest::Delete(path) => RequestBuilder::new(&path).method(Method::DELETE).send().await,
    }
}
