//! An answer as it came, and what it means.

use std::time::Duration;

use reqwest::header::{HeaderMap, RETRY_AFTER};
use reqwest::{Response, StatusCode};
use serde::de::DeserializeOwned;

use crate::error::{ProcessorError, ProcessorRefusal, Unsettled};
use crate::http::broken_or_late;
use crate::wire::{self, ErrorEnvelope, ErrorObject};

/// The largest answer that is read, in bytes. A page of a hundred intents is a tenth of it.
const BODY_MAX: usize = 4 << 20;

/// An answer whose body arrived whole.
pub(crate) struct RawAnswer {
    status: StatusCode,
    body: Vec<u8>,
    request: Option<String>,
    retry_after: Option<Duration>,
}

impl RawAnswer {
    pub(crate) async fn read(mut response: Response) -> Result<Self, ProcessorError> {
        let status = response.status();
        let request = text(response.headers(), "request-id").map(Into::into);
        let retry_after = text(response.headers(), RETRY_AFTER.as_str())
            .and_then(|s| s.parse().ok())
            .map(Duration::from_secs);
        let mut body = Vec::new();
        let broken = |error: reqwest::Error| ProcessorError::Unknown(broken_or_late(error.without_url()));
        while let Some(chunk) = response.chunk().await.map_err(broken)? {
            if body.len() + chunk.len() > BODY_MAX {
                return Err(ProcessorError::Unknown(Unsettled::Incomplete { status, missing: "end" }));
            }
            body.extend_from_slice(&chunk);
        }
        Ok(Self { status, body, request, retry_after })
    }

    /// The object of a success.
    pub(crate) fn json<T: DeserializeOwned>(self) -> Result<T, ProcessorError> {
        if self.status.is_success() { parse(self.status, &self.body) } else { Err(self.problem()) }
    }

    /// The intent of a success, of a decline, or of a refusal because the intent is past what was asked: each tells how
    /// it stands.
    pub(crate) fn intent(self) -> Result<wire::PaymentIntentObject, ProcessorError> {
        if self.status.is_success() {
            return parse(self.status, &self.body);
        }
        if !matches!(self.status, StatusCode::PAYMENT_REQUIRED | StatusCode::BAD_REQUEST) {
            return Err(self.problem());
        }
        let ErrorEnvelope { mut error } = parse(self.status, &self.body)?;
        let declined = self.status == StatusCode::PAYMENT_REQUIRED;
        let past = error.code.as_deref() == Some("payment_intent_unexpected_state");
        match error.payment_intent.take() {
            Some(mut intent) if declined || past => {
                if declined && intent.last_payment_error.is_none() {
                    intent.last_payment_error = Some(error);
                }
                Ok(*intent)
            }
            _ => Err(self.problem()),
        }
    }

    /// What an answer that is no success means.
    fn problem(self) -> ProcessorError {
        let status = self.status;
        match status {
            StatusCode::TOO_MANY_REQUESTS => return ProcessorError::Busy { retry_after: self.retry_after },
            StatusCode::CONFLICT => return ProcessorError::Unknown(Unsettled::UnderWay),
            // A decline without its intent, and whatever a proxy says on the way, leave it open.
            StatusCode::PAYMENT_REQUIRED => {
                return ProcessorError::Unknown(Unsettled::Incomplete { status, missing: "payment intent" });
            }
            StatusCode::REQUEST_TIMEOUT | StatusCode::TOO_EARLY => {
                return ProcessorError::Unknown(Unsettled::Failed(status));
            }
            _ if !status.is_client_error() => return ProcessorError::Unknown(Unsettled::Failed(status)),
            _ => {}
        }
        let error = match parse::<ErrorEnvelope>(status, &self.body) {
            Ok(envelope) => envelope.error,
            Err(problem) => return problem,
        };
        let ErrorObject { kind, code, param, message, .. } = error;
        let reused = kind == "idempotency_error";
        let refusal =
            Box::new(ProcessorRefusal { status, kind, code, param, message, request: self.request });
        if reused { ProcessorError::KeyReused(refusal) } else { ProcessorError::Refused(refusal) }
    }
}

fn parse<T: DeserializeOwned>(status: StatusCode, body: &[u8]) -> Result<T, ProcessorError> {
    serde_json::from_slice(body)
        .map_err(|error| ProcessorError::Unknown(Unsettled::Unreadable(status, error.into())))
}

fn text<'a>(headers: &'a HeaderMap, name: &str) -> Option<&'a str> {
    headers.get(name).and_then(|value| value.to_str().ok())
}
