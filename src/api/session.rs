//! Signing in and out.

use wire::paths;
use wire::session::{SessionView, SignInRequest};

use super::{Answering, Api, ApiError};

impl Api {
    /// Who is signed in; none for nobody.
    #[must_use]
    pub fn session(self) -> Answering<Option<SessionView>> {
        Box::pin(async move {
            match self.get(paths::SESSION.to_owned()).await {
                Ok(session) => Ok(Some(session)),
                Err(ApiError::SignedOut) => Ok(None),
                Err(error) => Err(error),
            }
        })
    }

    /// Signs in; none where the browser did not keep the session.
    ///
    /// The session comes in a cookie, which a browser may refuse without saying so: whether it was kept shows only when the server
    /// is asked once more.
    #[must_use]
    pub fn sign_in(self, who: &SignInRequest) -> Answering<Option<SessionView>> {
        let asked: Answering<SessionView> = self.post(paths::SESSION.to_owned(), who);
        Box::pin(async move {
            let _signed_in = asked.await?;
            self.session().await
        })
    }

    /// Signs out.
    #[must_use]
    pub fn sign_out(self) -> Answering<()> {
        self.delete(paths::SESSION)
    }
}
