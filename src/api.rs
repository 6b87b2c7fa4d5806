//! The server, as the pages see it: one file a noun, behind a trait. Nothing else talks to the network.
//!
//! The pages take it with [`use_api`], so that the same screens run on invented data.

pub mod billing;
pub mod charges;
pub mod clients;
pub mod languages;
#[cfg(test)]
pub mod memory;
pub mod network;
pub mod practices;
pub mod session;

use std::future::Future;
use std::pin::Pin;

use leptos::prelude::*;
use serde::de::DeserializeOwned;
use wire::Problem;

use self::billing::BillingApi;
use self::charges::ChargesApi;
use self::clients::ClientsApi;
use self::languages::LanguagesApi;
use self::practices::PracticesApi;
use self::session::SessionApi;

/// All that can be asked of the server.
pub trait Api:
    BillingApi + ChargesApi + ClientsApi + LanguagesApi + PracticesApi + SessionApi + Send + Sync
{
}

/// An answer on its way.
pub type Answering<T> = Pin<Box<dyn Future<Output = Result<T, ApiError>>>>;

#[derive(Clone, Copy)]
struct Asked(&'static dyn Api);

/// Has the pages below ask `api`.
pub fn provide_api(api: &'static dyn Api) {
    provide_context(Asked(api));
}

/// The server that is asked here.
///
/// # Panics
/// Without [`provide_api`] above.
#[must_use]
pub fn use_api() -> &'static dyn Api {
    expect_context::<Asked>().0
}

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

    /// What an answer that is no good one says. Proxies answer with pages of their own.
    fn of_body(body: &str) -> Self {
        match serde_json::from_str::<Problem>(body) {
            Ok(problem) if problem.status == 401 && problem.kind.ends_with("/signed-out") => Self::SignedOut,
            Ok(problem) => Self::Problem(Box::new(Told { problem, body: body.to_owned() })),
            Err(_) => Self::Broken,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_answer_that_is_no_problem_is_not_taken_for_a_missing_connection() {
        for body in ["", "Internal Server Error", "<html><h1>502 Bad Gateway</h1></html>", "{}"] {
            assert_eq!(ApiError::of_body(body), ApiError::Broken, "{body}");
        }
    }

    #[test]
    fn a_problem_is_told_in_its_own_words() {
        let body = |kind: &str, status: u16| {
            format!(r#"{{"type":"/problems/{kind}","title":"T","status":{status},"detail":"D."}}"#)
        };
        assert_eq!(ApiError::of_body(&body("signed-out", 401)), ApiError::SignedOut);
        let other = ApiError::of_body(&body("wrong-sign-in", 401));
        assert_eq!(other.told().map(|it| it.problem.detail.as_str()), Some("D."));
    }
}
