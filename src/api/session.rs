//! Signing in and out.

use wire::paths;
use wire::session::{Session, SignIn};

use super::{ApiError, delete, get, post};

/// Who is signed in; none for nobody.
pub async fn current() -> Result<Option<Session>, ApiError> {
    match get(paths::SESSION).await {
        Ok(session) => Ok(Some(session)),
        Err(ApiError::SignedOut) => Ok(None),
        Err(error) => Err(error),
    }
}

/// Signs in.
pub async fn sign_in(who: &SignIn) -> Result<Session, ApiError> {
    post(paths::SESSION, who).await
}

/// Signs out.
pub async fn sign_out() -> Result<(), ApiError> {
    delete(paths::SESSION).await
}
