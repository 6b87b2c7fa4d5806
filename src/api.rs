//! The server, as the pages see it: one file a noun. Nothing else talks to the network.

pub mod billing;
pub mod charges;
pub mod clients;
pub mod practices;
pub mod session;

use gloo_net::http::{Method, Request, RequestBuilder, Response};
use serde::Serialize;
use serde::de::DeserializeOwned;
use wire::Problem;

use crate::heard;

/// Why there is no answer to show.
#[derive(Clone, Debug, PartialEq)]
pub enum ApiError {
    /// The server was not reached, or what came back was not its answer.
    NotReached,
    /// Nobody is signed in any more.
    SignedOut,
    /// The server says what is wrong.
    Problem(Box<Problem>),
}

impl ApiError {
    /// The server's own words, where it gave some.
    #[must_use]
    pub fn problem(&self) -> Option<&Problem> {
        match self {
            Self::Problem(problem) => Some(problem),
            Self::NotReached | Self::SignedOut => None,
        }
    }
}

async fn get<T: DeserializeOwned>(path: &str) -> Result<T, ApiError> {
    read(Request::get(path).send().await).await
}

async fn post<B: Serialize, T: DeserializeOwned>(path: &str, body: &B) -> Result<T, ApiError> {
    let request = Request::post(path).json(body).map_err(|_| ApiError::NotReached)?;
    read(request.send().await).await
}

async fn delete(path: &str) -> Result<(), ApiError> {
    let answer = RequestBuilder::new(path).method(Method::DELETE).send().await;
    accepted(answer.map_err(|_| ApiError::NotReached)?).await.map(|_| ())
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
    match answer.json::<Problem>().await {
        Ok(problem) if problem.status == 401 && problem.kind.ends_with("/signed-out") => {
            Err(ApiError::SignedOut)
        }
        Ok(problem) => Err(ApiError::Problem(Box::new(problem))),
        Err(_) => Err(ApiError::NotReached),
    }
}
