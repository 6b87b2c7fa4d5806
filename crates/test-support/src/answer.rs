//! What came back.

use reqwest::header::{HeaderMap, HeaderName};
use reqwest::{RequestBuilder, StatusCode};
use serde::de::DeserializeOwned;
use serde_json::Value;
use wire::Problem;

/// An answer, read to its end.
#[derive(Clone, Debug)]
pub struct Answer {
    pub status: StatusCode,
    pub headers: HeaderMap,
    pub text: String,
}

impl Answer {
    /// Sends the request.
    pub async fn of(request: RequestBuilder) -> Self {
        let response = request.send().await.expect("an answer");
        let (status, headers) = (response.status(), response.headers().clone());
        Self { status, headers, text: response.text().await.expect("a body") }
    }

    /// Its text without the request's id, which is made of chance and may hold any digits.
    pub fn text_without_chance(&self) -> String {
        let problem: Option<Problem> = serde_json::from_str(&self.text).ok();
        problem.map_or_else(|| self.text.clone(), |it| self.text.replace(&it.request_id, ""))
    }

    /// The value of a header, empty if it is not there.
    pub fn header(&self, name: impl TryInto<HeaderName>) -> &str {
        let name = name.try_into().ok().expect("the name of a header");
        self.headers.get(name).map_or("", |value| value.to_str().expect("text"))
    }

    /// The body of a success.
    pub fn body<T: DeserializeOwned>(&self) -> T {
        assert!(self.status.is_success(), "{self:?}");
        assert_eq!(self.header("content-type"), "application/json");
        serde_json::from_str(&self.text).expect("the body that was promised")
    }

    /// The problem, known to be whole.
    pub fn problem(&self) -> Problem {
        assert_eq!(self.header("content-type"), Problem::MEDIA_TYPE, "{self:?}");
        let problem: Problem = serde_json::from_str(&self.text).expect("a problem");
        assert_eq!(problem.status, self.status.as_u16());
        assert_eq!(problem.request_id, self.header("x-request-id"));
        assert!(!problem.request_id.is_empty() && !problem.title.is_empty() && !problem.detail.is_empty());
        problem
    }

    /// What the request adds to the problem.
    pub fn extension<E: DeserializeOwned>(&self) -> E {
        self.problem();
        serde_json::from_str(&self.text).expect("what the request adds")
    }

    /// The problem as JSON, without what differs each time.
    pub fn problem_snapshot(&self) -> Value {
        let mut problem = serde_json::to_value(self.problem()).expect("a problem");
        problem["request_id"] = "…".into();
        problem
    }

    /// The end of the problem's type.
    pub fn slug(&self) -> String {
        self.problem().kind.rsplit('/').next().unwrap_or_default().to_owned()
    }
}
