//! The client: a question, and what came back.

use std::fmt;
use std::time::Duration;

use chrono::NaiveDate;
use domain::eligibility::RejectCode;
use reqwest::header::{HeaderMap, RETRY_AFTER};
use reqwest::{Client, Response, StatusCode, Url};
use upstream::{Address, Key};

use crate::config::{Config, ConfigProblem};
use crate::error::{EligibilityError, ServiceRefusal};
use crate::inquiry::Inquiry;
use crate::reading;
use crate::reply::{Misread, Reply, Unread};
use crate::wire::{PATH, RequestBody, ResponseBody};

/// The largest answer that is read, in bytes. Real ones have some tens of kilobytes, with the raw 271 in it some hundreds.
pub(crate) const BODY_MAX: usize = 2 << 20;

/// How long to wait before asking once more, where the service does not say.
const PAUSE: Duration = Duration::from_millis(250);

/// The longest that the service may ask to wait for somebody who waits.
const PAUSE_MAX: Duration = Duration::from_secs(2);

/// An eligibility service between practices and payers. A clone is cheap and shares the connections.
#[derive(Clone)]
pub struct Clearinghouse {
    client: Client,
    url: Url,
    timeout: Duration,
}

impl fmt::Debug for Clearinghouse {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Clearinghouse").field("url", &self.url.as_str()).finish_non_exhaustive()
    }
}

impl Clearinghouse {
    /// A client for the service at the configured address. Sends nothing yet.
    ///
    /// # Errors
    /// [`ConfigProblem`] says what to correct.
    pub fn new(config: &Config) -> Result<Self, ConfigProblem> {
        let address = Address::parse(&config.base_url)?;
        let key = Key::parse("", &config.key)?;
        let client = upstream::client(&address, key, HeaderMap::new(), config.timeout);
        let client = client.map_err(ConfigProblem::Setup)?;
        Ok(Self { client, url: address.at(PATH), timeout: config.timeout })
    }

    /// Asks a payer.
    ///
    /// # Errors
    /// [`EligibilityError`] where nobody answered for the payer.
    pub async fn ask(&self, inquiry: &Inquiry) -> Result<Reply, EligibilityError> {
        let asked = tokio::time::timeout(self.timeout, self.ask_at_most_twice(inquiry));
        asked.await.unwrap_or(Err(EligibilityError::TimedOut))
    }

    async fn ask_at_most_twice(&self, inquiry: &Inquiry) -> Result<Reply, EligibilityError> {
        let first = self.ask_once(inquiry).await;
        let pause = match &first {
            // The service turned the question away before it asked the payer, so it is not paid for twice.
            Err(EligibilityError::Busy { retry_after }) => retry_after.unwrap_or(PAUSE),
            Err(
                EligibilityError::NotReached(_) | EligibilityError::Failed(StatusCode::SERVICE_UNAVAILABLE),
            ) => PAUSE,
            _ => return first,
        };
        if pause > PAUSE_MAX {
            return first;
        }
        tokio::time::sleep(pause).await;
        self.ask_once(inquiry).await
    }

    async fn ask_once(&self, inquiry: &Inquiry) -> Result<Reply, EligibilityError> {
        let request = self.client.post(self.url.clone()).json(&RequestBody::new(inquiry));
        let response = request.send().await.map_err(not_reached_or_broken)?;
        let status = response.status();
        let retry_after = retry_after(response.headers());
        let body = whole(response).await?;
        match status {
            StatusCode::OK => Ok(read(body, inquiry.day.day())),
            StatusCode::TOO_MANY_REQUESTS => Err(EligibilityError::Busy { retry_after }),
            StatusCode::REQUEST_TIMEOUT | StatusCode::TOO_EARLY => Err(EligibilityError::Failed(status)),
            status if status.is_client_error() => Err(EligibilityError::Refused(refusal(status, body))),
            status => Err(EligibilityError::Failed(status)),
        }
    }
}

/// The body, or nothing where it is too large.
async fn whole(mut response: Response) -> Result<Option<Vec<u8>>, EligibilityError> {
    let mut body = Vec::new();
    while let Some(chunk) = response.chunk().await.map_err(not_reached_or_broken)? {
        if body.len() + chunk.len() > BODY_MAX {
            return Ok(None);
        }
        body.extend_from_slice(&chunk);
    }
    Ok(Some(body))
}

fn read(body: Option<Vec<u8>>, day: NaiveDate) -> Reply {
    let Some(body) = body else { return Reply::unreadable(Unread::TooLarge) };
    match serde_json::from_slice::<serde_json::Value>(&body) {
        Ok(value) => reading::read(&understood(value), day),
        Err(error) => Reply::unreadable(Unread::NotJson(Misread::from(error))),
    }
}

/// What is known of the answer. It goes through a value since that lets the last of two members of a name count, where the types would
/// refuse the whole.
fn understood(value: serde_json::Value) -> ResponseBody {
    serde_json::from_value(value).unwrap_or_default()
}

fn refusal(status: StatusCode, body: Option<Vec<u8>>) -> ServiceRefusal {
    let value = serde_json::from_slice(&body.unwrap_or_default()).unwrap_or_default();
    let errors = understood(value).errors;
    let codes = errors.iter().filter_map(|error| RejectCode::parse(error.code.as_deref()?).ok());
    ServiceRefusal { status, codes: codes.collect() }
}

fn retry_after(headers: &HeaderMap) -> Option<Duration> {
    let seconds = headers.get(RETRY_AFTER)?.to_str().ok()?;
    seconds.parse().ok().map(Duration::from_secs)
}

fn not_reached_or_broken(error: reqwest::Error) -> EligibilityError {
    let error = error.without_url();
    if error.is_connect() || error.is_builder() {
        EligibilityError::NotReached(error)
    } else if error.is_timeout() {
        EligibilityError::TimedOut
    } else {
        EligibilityError::Broken(error)
    }
}
