//! Signing in and out, and what a device is shown in.

use domain::language::Language;
use wire::paths;
use wire::session::{LanguageRequest, SessionView, SignInRequest};

use super::network::{Network, delete, get, post, put};
use super::{Answering, ApiError};

/// Who is signed in.
pub trait SessionApi {
    /// Who that is; none for nobody.
    fn session(&self) -> Answering<Option<SessionView>>;

    /// Signs in; none where the browser did not keep the session.
    fn sign_in(&self, who: &SignInRequest) -> Answering<Option<SessionView>>;

    /// Has this device shown in a language, and its person addressed in it.
    fn choose_language(&self, language: Language) -> Answering<SessionView>;

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

    fn choose_language(&self, language: Language) -> Answering<SessionView> {
        put(paths::SESSION_LANGUAGE, &LanguageRequest { language })
    }

    fn sign_out(&self) -> Answering<()> {
        delete(paths::SESSION)
    }
}
