//! The payment processor's messages.

use axum::body::Bytes;
use axum::extract::{FromRequest, Request, State};
use axum::http::StatusCode;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use super::openapi::{Anybody, NotSigned};
use super::problem::{Kind, Problem};
use super::state::AppState;
use crate::service::processor_events::{self, EventError};

/// The header with the signature.
const SIGNATURE: &str = "stripe-signature";

/// What an event has in any case. The rest is the processor's own, by the type of the event.
#[derive(Debug, utoipa::ToSchema)]
#[expect(dead_code, reason = "it describes what is read from its signed bytes")]
struct ProcessorEvent {
    /// The same in every delivery of the same event.
    id: String,
    /// What happened, such as `payment_intent.succeeded`.
    #[schema(rename = "type")]
    kind: String,
}

/// The route of the messages.
pub fn routes() -> OpenApiRouter<AppState> {
    OpenApiRouter::new().routes(routes!(hear))
}

/// Hears a signed message of the payment processor. The same message may come any number of times.
#[utoipa::path(
    post, path = wire::paths::PROCESSOR_EVENTS,
    request_body(content_type = "application/json", content = ProcessorEvent, description = "An event, as the processor signed it"),
    params(("stripe-signature" = String, Header)),
    responses((status = 204), Anybody, NotSigned)
)]
async fn hear(State(app): State<AppState>, request: Request) -> Result<StatusCode, Problem> {
    let signature = request.headers().get(SIGNATURE).and_then(|it| it.to_str().ok()).map(ToOwned::to_owned);
    let signature = signature.ok_or(Kind::BadSignature)?;
    // The signature is over the bytes as they came.
    let body = Bytes::from_request(request, &app).await.map_err(|_| Kind::Unreadable)?;
    let secret = app.webhook_secret.as_ref().ok_or(Kind::BadSignature)?;
    match processor_events::receive(&app.desk, secret, &signature, &body).await {
        Ok(()) => Ok(StatusCode::NO_CONTENT),
        Err(EventError::NotTheirs(error)) => {
            tracing::warn!(
                error = &error as &dyn std::error::Error,
                "a message was not the payment processor's"
            );
            Err(Kind::BadSignature.into())
        }
        Err(EventError::Failed(failure)) => Err(failure.into()),
    }
}
