//! The server, as the pages see it: one file a noun. Nothing else talks to the network.
//!
//! The pages take it with [`use_api`]. What carries their requests is behind a trait, so that the same screens run on invented
//! data. The trait carries text and knows no type, so that the reader of an answer travels with the page that reads it.

pub mod about_me;
pub mod billing;
pub mod card_photos;
pub mod charges;
pub mod clients;
pub mod coverages;
mod early;
pub mod languages;
#[cfg(test)]
pub mod memory;
pub mod network;
pub mod payment_methods;
pub mod practices;
pub mod session;

use std::fmt::Debug;
use std::future::Future;
use std::pin::Pin;

use leptos::prelude::*;
use serde::Serialize;
use serde::de::{DeserializeOwned, IgnoredAny};
use wire::Problem;

/// Brings requests to a server, and its answers back.
pub trait Transport: Debug + Send + Sync {
    /// What a good answer says.
    fn carry(&self, request: ApiRequest) -> Answering<String>;

    /// Forgets answers that are here and nobody took. They are about who was signed in when they were asked for.
    fn forget(&self);
}

/// What is asked of the server.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ApiRequest {
    /// Something as it is.
    Get(String),
    /// To do something, with this body.
    Post(String, String),
    /// That something be as this body says.
    Put(String, String),
    /// That something ends.
    Delete(String),
}

/// An answer on its way.
pub type Answering<T> = Pin<Box<dyn Future<Output = Result<T, ApiError>>>>;

/// All that can be asked of the server.
#[derive(Clone, Copy, Debug)]
pub struct Api(&'static dyn Transport);

/// Has the pages below ask by way of `transport`.
pub fn provide_api(transport: &'static dyn Transport) {
    provide_context(Api(transport));
}

/// The server that is asked here.
///
/// # Panics
/// Without [`provide_api`] above.
#[must_use]
pub fn use_api() -> Api {
    expect_context()
}

impl Api {
    /// Another person is signed in from here on, or nobody: no answer from before is shown any more.
    pub fn forget(self) {
        self.0.forget();
    }

    fn get<T: DeserializeOwned>(self, path: String) -> Answering<T> {
        read(self.0.carry(ApiRequest::Get(path)))
    }

    fn post<B: Serialize, T: DeserializeOwned>(self, path: String, body: &B) -> Answering<T> {
        self.send(ApiRequest::Post, path, body)
    }

    fn put<B: Serialize, T: DeserializeOwned>(self, path: String, body: &B) -> Answering<T> {
        self.send(ApiRequest::Put, path, body)
    }

    fn send<B: Serialize, T: DeserializeOwned>(
        self,
        request: fn(String, String) -> ApiRequest,
        path: String,
        body: &B,
    ) -> Answering<T> {
        match serde_json::to_string(body) {
            Ok(body) => read(self.0.carry(request(path, body))),
            Err(_) => Box::pin(async { Err(ApiError::Broken) }),
        }
    }

    fn delete(self, path: &str) -> Answering<()> {
        let answer = self.0.carry(ApiRequest::Delete(path.to_owned()));
        Box::pin(async move { answer.await.map(drop) })
    }
}

fn read<T: DeserializeOwned>(answer: Answering<String>) -> Answering<T> {
    Box::pin(async move {
        let body = answer.await?;
        serde_json::from_str(&body).map_err(|_| ApiError::of_unread(&body))
    })
}

/// Why there is no answer to show.
#[derive(Clone, Debug, PartialEq)]
pub enum ApiError {
    /// The server was not reached.
    NotReached,
    /// Nobody is signed in any more.
    SignedOut,
    /// The server has another version of this app by now: it no longer has the rest of this one, or says what only that one can read.
    Outdated,
    /// The server, or what stands before it, failed without saying why, or what came back was not its answer.
    Broken,
    /// What stands before the server let nothing through, and does again after so many seconds.
    Busy(u32),
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
            Self::NotReached | Self::SignedOut | Self::Outdated | Self::Broken | Self::Busy(_) => None,
        }
    }

    /// Whether the same may be there in a moment, without anybody doing anything about it.
    #[must_use]
    pub fn passes(&self) -> bool {
        match self {
            Self::NotReached | Self::Broken | Self::Busy(_) => true,
            Self::SignedOut | Self::Outdated => false,
            Self::Problem(told) => told.problem.status == 429 || told.problem.status >= 500,
        }
    }

    /// The status of what it says.
    #[must_use]
    pub fn status(&self) -> Option<u16> {
        self.told().map(|told| told.problem.status)
    }

    /// Why a good answer could not be read. One that is written as ours are comes from a server that has more to say than this app knows.
    fn of_unread(body: &str) -> Self {
        if serde_json::from_str::<IgnoredAny>(body).is_ok() { Self::Outdated } else { Self::Broken }
    }

    /// What an answer that is no good one says. Proxies answer with pages of their own, and may say in a header when to come again.
    fn of_body(body: &str, again_after: Option<u32>) -> Self {
        match serde_json::from_str::<Problem>(body) {
            Ok(problem) if problem.status == 401 && problem.kind.ends_with("/signed-out") => Self::SignedOut,
            Ok(problem) => Self::Problem(Box::new(Told { problem, body: body.to_owned() })),
            Err(_) => again_after.map_or(Self::Broken, Self::Busy),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_answer_that_is_no_problem_is_not_taken_for_a_missing_connection() {
        for body in ["", "Internal Server Error", "<html><h1>502 Bad Gateway</h1></html>", "{}"] {
            assert_eq!(ApiError::of_body(body, None), ApiError::Broken, "{body}");
            assert_eq!(ApiError::of_body(body, Some(90)), ApiError::Busy(90), "{body}");
        }
    }

    #[test]
    fn an_answer_with_an_unknown_word_is_of_a_newer_server_and_one_in_another_writing_is_of_none() {
        for body in [r#""frozen""#, r#"{"frozen":{"on":"2025-12-02"}}"#, "7", "null", "[]"] {
            assert_eq!(ApiError::of_unread(body), ApiError::Outdated, "{body}");
        }
        for body in ["", r#"{"frozen":{"on""#, "<html>Sign in to the network</html>"] {
            assert_eq!(ApiError::of_unread(body), ApiError::Broken, "{body}");
        }
    }

    #[test]
    fn a_problem_is_told_in_its_own_words() {
        let body = |kind: &str, status: u16| {
            format!(r#"{{"type":"/problems/{kind}","title":"T","status":{status},"detail":"D."}}"#)
        };
        assert_eq!(ApiError::of_body(&body("signed-out", 401), None), ApiError::SignedOut);
        let other = ApiError::of_body(&body("wrong-sign-in", 401), Some(5));
        assert_eq!(other.told().map(|it| it.problem.detail.as_str()), Some("D."));
    }
}
