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

use crate::session::heard;

/// Why there is no answer to show.
#[derive(Clone, Debug, PartialEq)]
pub enum ApiError {
    /// The server was not reached, or what came back was not its answer.
    NotReached,
    /// Nobody is signed in any more.
    SignedOut,
    /// The server, or what stands before it, failed without saying why.
    Broken,
    /// The server says what is wrong.
    Problem(Box<Told>),
}

/// What the server says is wrong.
#[derive(Clone, Debug, PartialEq)]
pub struct Told {
    /// In its own words.
    pub problem: Problem,
    body: String,
}

impl Told {
    /// What the request adds to the envelope, if this answer has it.
    #[must_use]
    pub fn extension<E: DeserializeOwned>(&self) -> Option<E> {
        serde_json::from_str(&self.body).ok()
    }
}

impl ApiError {
    /// What the server says, where it said something.
    #[must_use]
    pub fn told(&self) -> Option<&Told> {
        match self {
            Self::Problem(told) => Some(told),
            Self::NotReached | Self::SignedOut | Self::Broken => None,
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
    let body = answer.text().await.map_err(|_| ApiError::NotReached)?;
    Err(refused(&body))
}

/// What an answer that is no good one says. Proxies answer with pages of their own.
fn refused(body: &str) -> ApiError {
    match serde_json::from_str::<Problem>(body) {
        Ok(problem) if problem.status == 401 && problem.kind.ends_with("/signed-out") => ApiError::SignedOut,
        Ok(problem) => ApiError::Problem(Box::new(Told { problem, body: body.to_owned() })),
        Err(_) => ApiError::Broken,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_answer_that_is_no_problem_is_not_taken_for_a_missing_connection() {
        for body in ["", "Internal Server Error", "<html><h1>502 Bad Gateway</h1></html>", "{}"] {
            assert_eq!(refused(body), ApiError::Broken, "{body}");
        }
    }

    #[test]
    fn a_problem_is_told_in_its_own_words() {
        let body = |kind: &str, status: u16| {
            format!(r#"{{"type":"/problems/{kind}","title":"T","status":{status},"detail":"D."}}"#)
        };
        assert_eq!(refused(&body("signed-out", 401)), ApiError::SignedOut);
        let other = refused(&body("wrong-sign-in", 401));
        assert_eq!(other.told().map(|it| it.problem.detail.as_str()), Some("D."));
    }
}
