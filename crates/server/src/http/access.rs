//! Who asks, read from the cookie. A handler that takes a proof of access as an argument is reached by nobody else.

use axum::extract::FromRequestParts;
use axum::http::request::Parts;

use super::problem::{Kind, Problem};
use super::state::AppState;
use crate::service::sessions::{self, Access, ClientAccess, ProviderAccess};

impl FromRequestParts<AppState> for Access {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, app: &AppState) -> Result<Self, Problem> {
        let token = app.cookie.token(&parts.headers).ok_or(Kind::NotSignedIn)?;
        let access = sessions::lookup(&app.desk, &token).await?;
        Ok(access.ok_or(Kind::NotSignedIn)?)
    }
}

impl FromRequestParts<AppState> for ClientAccess {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, app: &AppState) -> Result<Self, Problem> {
        match Access::from_request_parts(parts, app).await? {
            Access::Client(access) => Ok(access),
            Access::Provider(_) | Access::Staff(_) => Err(Kind::NotAllowed.into()),
        }
    }
}

impl FromRequestParts<AppState> for ProviderAccess {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, app: &AppState) -> Result<Self, Problem> {
        match Access::from_request_parts(parts, app).await? {
            Access::Provider(access) => Ok(access),
            Access::Client(_) | Access::Staff(_) => Err(Kind::NotAllowed.into()),
        }
    }
}
