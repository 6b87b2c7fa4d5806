//! Who asks, read from the cookie. A handler that takes a proof of access as an argument is reached by nobody else.

use axum::extract::{FromRequestParts, OptionalFromRequestParts, RawPathParams};
use axum::http::request::Parts;
use domain::ClientId;

use super::language::AnswerLanguage;
use super::problem::{Kind, Problem};
use super::state::AppState;
use crate::service::sessions::{
    self, Access, ClientAccess, ClientView, ClientsAccess, OpenSession, ProviderAccess,
};

impl FromRequestParts<AppState> for OpenSession {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, app: &AppState) -> Result<Self, Problem> {
        Ok(found(parts, app).await?.ok_or(Kind::NotSignedIn)?)
    }
}

impl OptionalFromRequestParts<AppState> for OpenSession {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, app: &AppState) -> Result<Option<Self>, Problem> {
        found(parts, app).await
    }
}

async fn found(parts: &Parts, app: &AppState) -> Result<Option<OpenSession>, Problem> {
    let Some(token) = app.cookie.token(&parts.headers) else { return Ok(None) };
    let open = sessions::lookup(&app.desk, &token).await?;
    if let (Some(open), Some(answer)) = (&open, parts.extensions.get::<AnswerLanguage>()) {
        answer.of_session(open.language);
    }
    Ok(open)
}

impl FromRequestParts<AppState> for Access {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, app: &AppState) -> Result<Self, Problem> {
        Ok(<OpenSession as FromRequestParts<_>>::from_request_parts(parts, app).await?.access)
    }
}

impl FromRequestParts<AppState> for ClientView {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, app: &AppState) -> Result<Self, Problem> {
        let (access, client) = of_client(parts, app).await?;
        Ok(access.view(client).ok_or(Kind::NotFound)?)
    }
}

impl FromRequestParts<AppState> for ClientAccess {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, app: &AppState) -> Result<Self, Problem> {
        let (access, client) = of_client(parts, app).await?;
        Ok(access.access(client).ok_or(Kind::NotFound)?)
    }
}

/// Who asks about the client that the path names. What is somebody else's is not there; a role that has no client's records at all
/// may not ask.
async fn of_client(parts: &mut Parts, app: &AppState) -> Result<(ClientsAccess, ClientId), Problem> {
    let Access::Clients(access) = Access::from_request_parts(parts, app).await? else {
        return Err(Kind::NotAllowed.into());
    };
    let named = RawPathParams::from_request_parts(parts, app).await.map_err(|_| Kind::NotFound)?;
    let client = named.iter().find(|(name, _)| *name == "client").and_then(|(_, id)| id.parse().ok());
    Ok((access, client.ok_or(Kind::NotFound)?))
}

impl FromRequestParts<AppState> for ProviderAccess {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, app: &AppState) -> Result<Self, Problem> {
        match Access::from_request_parts(parts, app).await? {
            Access::Provider(access) => Ok(access),
            Access::Clients(_) | Access::Staff(_) => Err(Kind::NotAllowed.into()),
        }
    }
}
