//! What a request is answered in: what its session says, once it is known whose it is; until then what the browser asks for.

use std::convert::Infallible;
use std::sync::{Arc, OnceLock};

use axum::extract::FromRequestParts;
use axum::http::HeaderMap;
use axum::http::header::ACCEPT_LANGUAGE;
use axum::http::request::Parts;
use domain::language::Language;

/// The cookie in which the app keeps what somebody who is not signed in chose.
pub const CHOSEN: &str = "language";

/// The language of one request. Clones share what they learn.
#[derive(Clone, Debug, Default)]
pub struct AnswerLanguage {
    browser: Language,
    session: Arc<OnceLock<Language>>,
}

impl AnswerLanguage {
    /// Before anybody has looked at the session.
    pub fn asked(headers: &HeaderMap) -> Self {
        Self { browser: browser(headers), session: Arc::default() }
    }

    /// From now on the session's.
    pub fn of_session(&self, language: Language) {
        // The first one stays: a request has one session.
        let _ = self.session.set(language);
    }

    /// As far as it is known.
    pub fn get(&self) -> Language {
        self.session.get().copied().unwrap_or(self.browser)
    }
}

/// What a browser asks for most that we speak, else English.
pub fn browser(headers: &HeaderMap) -> Language {
    let asked = headers.get(ACCEPT_LANGUAGE).and_then(|it| it.to_str().ok()).unwrap_or_default();
    Language::wished(accept_language::parse(asked)).unwrap_or_default()
}

impl<S: Send + Sync> FromRequestParts<S> for AnswerLanguage {
    type Rejection = Infallible;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, Infallible> {
        Ok(parts.extensions.get().cloned().unwrap_or_default())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn asking(header: &str) -> AnswerLanguage {
        let header = header.parse().expect("a header");
        AnswerLanguage::asked(&HeaderMap::from_iter([(ACCEPT_LANGUAGE, header)]))
    }

    #[test]
    fn the_browsers_first_wish_that_we_speak_counts() {
        for (header, language) in [
            ("", Language::English),
            ("en-US,en;q=0.9", Language::English),
            ("nb-NO,nb;q=0.9", Language::English),
            ("nb-NO, en-XA;q=0.8, en;q=0.7", Language::Pseudo),
            ("en-XA;q=0.2, en;q=0.7", Language::English),
            ("*", Language::English),
            (";q=;,,-,fr;q=x", Language::English),
        ] {
            assert_eq!(asking(header).get(), language, "{header:?}");
        }
        assert_eq!(AnswerLanguage::asked(&HeaderMap::new()).get(), Language::English);
    }

    #[test]
    fn a_session_says_more_than_the_browser() {
        let known = asking("en-XA");
        let shared = known.clone();
        shared.of_session(Language::English);
        assert_eq!(known.get(), Language::English);
    }
}
