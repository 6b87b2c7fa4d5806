//! Why a request was not granted, in Stripe's words for it.

use processor::wire::{ErrorObject, PaymentIntentObject};

/// Why a request was not granted.
#[derive(Clone, Debug)]
pub(crate) struct Problem {
    pub(crate) status: u16,
    pub(crate) error: Box<ErrorObject>,
    /// Whether it is kept under the key: not when the request was turned away before it began.
    pub(crate) kept: bool,
}

impl Problem {
    fn new(status: u16, kind: &str, code: Option<&str>, param: Option<&str>, message: &str) -> Self {
        let error = ErrorObject {
            kind: kind.to_owned(),
            code: code.map(Into::into),
            param: param.map(Into::into),
            message: Some(message.to_owned()),
            ..ErrorObject::default()
        };
        Self { status, error: Box::new(error), kept: status < 401 }
    }

    fn before(self) -> Self {
        Self { kept: false, ..self }
    }

    fn invalid(code: Option<&str>, param: Option<&str>, message: &str) -> Self {
        Self::new(400, "invalid_request_error", code, param, message)
    }

    /// A parameter that is needed is not there.
    pub(crate) fn missing(param: &str) -> Self {
        Self::invalid(Some("parameter_missing"), Some(param), &format!("Missing required param: {param}."))
            .before()
    }

    /// A parameter's value is none of those it can have.
    pub(crate) fn malformed(param: &str) -> Self {
        Self::invalid(Some("parameter_invalid"), Some(param), &format!("Invalid value for param: {param}."))
            .before()
    }

    /// A parameter nobody knows.
    pub(crate) fn unknown_param(param: &str) -> Self {
        Self::invalid(Some("parameter_unknown"), Some(param), &format!("Received unknown parameter: {param}"))
            .before()
    }

    /// Below what can be charged at all.
    pub(crate) fn amount_too_small() -> Self {
        Self::invalid(Some("amount_too_small"), Some("amount"), "Amount must be at least $0.50 usd").before()
    }

    /// The body is not a form.
    pub(crate) fn not_a_form() -> Self {
        Self::invalid(None, None, "The body must be of type application/x-www-form-urlencoded.").before()
    }

    pub(crate) fn no_such_url(method: &str, path: &str) -> Self {
        let message = format!("Unrecognized request URL ({method}: {path}).");
        Self::new(404, "invalid_request_error", None, None, &message)
    }

    pub(crate) fn not_signed_in() -> Self {
        Self::new(401, "invalid_request_error", None, None, "No valid API key was given.")
    }

    /// An object that does not exist. Found out while carrying out, hence kept.
    pub(crate) fn no_such(what: &str, id: &str, param: &str) -> Self {
        let message = format!("No such {what}: '{id}'");
        let problem =
            Self::new(404, "invalid_request_error", Some("resource_missing"), Some(param), &message);
        Self { kept: true, ..problem }
    }

    /// What is asked for does not go with how things stand.
    pub(crate) fn refused(code: Option<&str>, param: Option<&str>, message: &str) -> Self {
        Self::invalid(code, param, message)
    }

    /// The intent is past what was asked for.
    pub(crate) fn unexpected_state(intent: PaymentIntentObject, verb: &str) -> Self {
        let message = format!("You cannot {verb} this PaymentIntentObject because of its status.");
        let mut problem = Self::invalid(Some("payment_intent_unexpected_state"), None, &message);
        problem.error.payment_intent = Some(Box::new(intent));
        problem
    }

    /// The card was declined.
    pub(crate) fn declined(mut error: ErrorObject, intent: PaymentIntentObject) -> Self {
        error.payment_intent = Some(Box::new(intent));
        Self { status: 402, error: Box::new(error), kept: true }
    }

    pub(crate) fn key_reused(message: &str) -> Self {
        Self::new(400, "idempotency_error", None, None, message).before()
    }

    pub(crate) fn key_in_use() -> Self {
        let message = "There is currently another in-progress request using this idempotency key.";
        Self::new(409, "idempotency_error", Some("idempotency_key_in_use"), None, message)
    }

    /// Another request is at the same object.
    pub(crate) fn locked() -> Self {
        let message = "This object cannot be accessed right now because another request is at it.";
        Self::new(429, "invalid_request_error", Some("lock_timeout"), None, message)
    }

    pub(crate) fn too_many() -> Self {
        Self::new(429, "invalid_request_error", Some("rate_limit"), None, "Request rate limit exceeded.")
    }

    pub(crate) fn failed() -> Self {
        Self::new(500, "api_error", None, None, "Something went wrong on our end.")
    }
}
