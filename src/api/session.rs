//! Signing in and out.

use wire::paths;
use wire::session::{SessionView, SignInRequest};

use super::{ApiError, delete, get, post};

/// Who is signed in; none for nobody.
pub async fn current() -> Result<Option<SessionView>, ApiError> {
    match get(paths::SESSION).await {
        Ok(session) => Ok(Some(session)),
        Err(ApiError::SignedOut) => Ok(None),
        Err(error) => Err(error),
    }
}

/// Signs in; none where the browser did not keep the session. It comes in a cookie, which a browser may refuse without saying
/// so: whether it was kept shows only when the server is asked once more.
pub async fn sign_in(who: &SignInRequest) -> Result<Option<SessionView>, ApiError> {
    let _signed_in: SessionView = post(paths::SESSION, who).await?;
    current().await
}

/// Signs out.
pub async fn sign_out() -> Result<(), ApiError> {
    delete(paths::SESSION).await
}
