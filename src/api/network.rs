//! The server that the page came from.

use gloo_net::http::{Method, Request, RequestBuilder, Response};
use web_sys::{AbortSignal, File};

use super::{Answering, ApiError, ApiRequest, Transport, early};
use crate::data::clock::now_millis;
use crate::session::{heard, tabs};
use crate::text::t;

/// The status of an answer with nothing in it.
const NOTHING: u16 = 204;

/// Carries by way of the network.
#[derive(Clone, Copy, Debug)]
pub struct Network;

impl Transport for Network {
    fn carry(&self, request: ApiRequest) -> Answering<String> {
        Box::pin(async move {
            let reads = matches!(request, ApiRequest::Get(_));
            let answer = sent(request).await;
            if !reads {
                // Also where the answer was lost: it may have been done.
                tabs::tell_of_a_change();
            }
            let answer = answer.map_err(|_| ApiError::NotReached)?;
            // Nobody is signed in: of what is asked for ahead, and of who that is, it is no failure.
            if reads && answer.status() == NOTHING {
                return Err(ApiError::SignedOut);
            }
            heard_of(answer).await
        })
    }

    fn forget(&self) {
        early::forget();
    }
}

/// What an answer says.
async fn heard_of(answer: Response) -> Result<String, ApiError> {
    let is_good = answer.ok();
    if is_good {
        heard::note();
    }
    let is_busy = answer.status() == 429;
    let again_after =
        is_busy.then(|| answer.headers().get("retry-after").and_then(|it| seconds(&it)).unwrap_or(60));
    let body = answer.text().await.map_err(|_| ApiError::NotReached)?;
    if is_good { Ok(body) } else { Err(ApiError::of_body(&body, again_after)) }
}

/// Sends a file, unless it is called off meanwhile, and brings the answer back.
pub fn sent_file(path: String, file: File, called_off: AbortSignal) -> Answering<String> {
    Box::pin(async move {
        early::forget();
        let request = with(Method::PUT, &path).header("Content-Type", "application/octet-stream");
        let request = request.abort_signal(Some(&called_off)).body(file);
        let sent = async { request?.send().await };
        let answer = sent.await;
        tabs::tell_of_a_change();
        heard_of(answer.map_err(|_| ApiError::NotReached)?).await
    })
}

/// From now on, of a header that says either how many they are or until when.
fn seconds(again_after: &str) -> Option<u32> {
    // What is no day at all is none of the future.
    let until = || {
        let left = (js_sys::Date::parse(again_after) as u64).checked_sub(now_millis())?;
        u32::try_from(left.div_ceil(1_000)).ok()
    };
    again_after.trim().parse().ok().or_else(until)
}

async fn sent(request: ApiRequest) -> Result<Response, gloo_net::Error> {
    if !matches!(request, ApiRequest::Get(_)) {
        // What was asked for before may not hold after it.
        early::forget();
    }
    match request {
        ApiRequest::Get(path) => match early::taken(&path).await {
            Some(answer) => Ok(answer),
            None => with(Method::GET, &path).send().await,
        },
        ApiRequest::Post(path, body) => with_body(Method::POST, &path, body)?.send().await,
        ApiRequest::Put(path, body) => with_body(Method::PUT, &path, body)?.send().await,
        ApiRequest::Delete(path) => with(Method::DELETE, &path).send().await,
    }
}

/// The browser would ask for its own language, whatever the screens are shown in.
fn with(method: Method, path: &str) -> RequestBuilder {
    RequestBuilder::new(path).method(method).header("Accept-Language", t().language().tag())
}

fn with_body(method: Method, path: &str, body: String) -> Result<Request, gloo_net::Error> {
    with(method, path).header("Content-Type", "application/json").body(body)
}
