//! Signing in and out.

use wire::paths;
use wire::session::{SessionView, SignInRequest};

use super::network::{Network, delete, get, post};
use super::{Answering, ApiError};

/// Who is signed in.
pub trait SessionApi {
    /// Who that is; none for nobody.
    fn session(&self) -> Answering<Option<SessionView>>;

    /// Signs in; none where the browser did not keep the session.
    fn sign_in(&self, who: &SignInRequest) -> Answering<Option<SessionView>>;

    /// Signs out.
    fn sign_out(&self) -> Answering<()>;
}

impl SessionApi for Network {
    fn session(&self) -> Answering<Option<SessionView>> {
        Box::pin(async {
            match get(paths::SESSION.to_owned()).await {
                Ok(session) => Ok(Some(session)),
                Err(ApiError::SignedOut) => Ok(None),
                Err(error) => Err(error),
            }
        })
    }

    /// The session comes in a cookie, which a browser may refuse without saying so: whether it was kept shows only when the server
    /// is asked once more.
    fn sign_in(&self, who: &SignInRequest) -> Answering<Option<SessionView>> {
        let asked = post::<_, SessionView>(paths::SESSION, who);
        Box::pin(async move {
            let _signed_in = asked.await?;
            Self.session().await
        })
    }

    fn sign_out(&self) -> Answering<()> {
        delete(paths::SESSION)
    }
}
