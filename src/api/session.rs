//! Signing in and out, and what a device is shown in.

use domain::language::Language;
use wire::paths;
use wire::session::{LanguageRequest, SessionView, SignInRequest};

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

    /// Has this device shown in a language, and its person addressed in it.
    #[must_use]
    pub fn choose_language(self, language: Language) -> Answering<SessionView> {
        self.put(paths::SESSION_LANGUAGE.to_owned(), &LanguageRequest { language })
    }

    /// Signs out.
    #[must_use]
    pub fn sign_out(self) -> Answering<()> {
        self.delete(paths::SESSION)
    }
}
