//! The client: one call, one request.

use std::fmt;

use reqwest::header::{HeaderMap, HeaderName, HeaderValue};
use reqwest::{Client, RequestBuilder};
use serde::Serialize;
use serde::de::DeserializeOwned;
use upstream::{Address, Key};

use crate::answer::RawAnswer;
use crate::config::{Config, ConfigProblem};
use crate::error::{ProcessorError, Unsettled};
use crate::key::IdempotencyKey;
use crate::wire;

/// The payment processor. A clone is cheap and shares the connections.
#[derive(Clone)]
pub struct Processor {
    client: Client,
    base: Address,
}

impl fmt::Debug for Processor {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Processor").field("base", &self.base.as_str()).finish_non_exhaustive()
    }
}

impl Processor {
    /// A client for the processor at the configured address. Sends nothing yet.
    ///
    /// # Errors
    /// [`ConfigProblem`] says what to correct.
    pub fn new(config: &Config) -> Result<Self, ConfigProblem> {
        let base = Address::parse(&config.base_url)?;
        let key = Key::parse("Bearer ", &config.secret)?;
        let version = HeaderValue::from_static(wire::VERSION);
        let headers = HeaderMap::from_iter([(HeaderName::from_static("stripe-version"), version)]);
        let client = upstream::client(&base, key, headers, config.timeout);
        let client = client.map_err(ConfigProblem::Setup)?;
        Ok(Self { client, base })
    }

    /// Sends a form under a key.
    pub(crate) async fn post(
        &self,
        path: &str,
        form: &impl Serialize,
        key: &IdempotencyKey,
    ) -> Result<RawAnswer, ProcessorError> {
        let request = self.client.post(self.base.at(path)).header("idempotency-key", key.as_str()).form(form);
        send(request).await
    }

    /// Looks something up.
    pub(crate) async fn get(
        &self,
        path: &str,
        query: &[(&str, String)],
    ) -> Result<RawAnswer, ProcessorError> {
        send(self.client.get(self.base.at(path)).query(query)).await
    }

    /// Looks something up and reads it as `T`.
    pub(crate) async fn read<T: DeserializeOwned>(
        &self,
        path: &str,
        query: &[(&str, String)],
    ) -> Result<T, ProcessorError> {
        self.get(path, query).await?.json()
    }
}

async fn send(request: RequestBuilder) -> Result<RawAnswer, ProcessorError> {
    let response = request.send().await.map_err(not_sent_or_unknown)?;
    RawAnswer::read(response).await
}

/// Only a connection that never came about proves that nothing was sent. A time-out while connecting may look like one
/// while waiting; it is then counted as unknown, which is the safe side.
fn not_sent_or_unknown(error: reqwest::Error) -> ProcessorError {
    // The address holds ids and says nothing that the log would not know.
    let error = error.without_url();
    if error.is_connect() || error.is_builder() {
        ProcessorError::NotReached(error)
    } else {
        ProcessorError::Unknown(broken_or_late(error))
    }
}

pub(crate) fn broken_or_late(error: reqwest::Error) -> Unsettled {
    if error.is_timeout() { Unsettled::TimedOut(error) } else { Unsettled::Broken(error) }
}
