//! The cookie that carries a session. It is lax so that links in mails and the way back from the processor's page find the
//! person signed in.

use axum::http::header::{COOKIE, HeaderName, SET_COOKIE};
use axum::http::{HeaderMap, HeaderValue};

use crate::service::sessions::Token;

/// How the session is kept in a browser. A server sets and takes the one kind that fits its public address.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SessionCookie {
    /// Behind TLS. The prefix makes browsers refuse it unless it is secure, for this host alone and for all of its paths.
    OverTls,
    /// On this machine without TLS. Safari keeps nothing that says `Secure` from there. Cookies know no port, so the name is
    /// one that no other program here uses.
    OnThisMachine,
}

impl SessionCookie {
    /// The kind for a server at this address. Whatever does not plainly say that it has no TLS is taken to have it.
    #[must_use]
    pub fn of(public_url: &str) -> Self {
        match public_url.split_once("://") {
            Some((scheme, _)) if scheme.eq_ignore_ascii_case("http") => Self::OnThisMachine,
            _ => Self::OverTls,
        }
    }

    /// Its name.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::OverTls => "__Host-session",
            Self::OnThisMachine => "almoner-session",
        }
    }

    const fn flags(self) -> &'static str {
        match self {
            Self::OverTls => "Path=/; Secure; HttpOnly; SameSite=Lax",
            Self::OnThisMachine => "Path=/; HttpOnly; SameSite=Lax",
        }
    }

    /// The token in the request's cookie, if there is one.
    #[must_use]
    pub fn token(self, headers: &HeaderMap) -> Option<Token> {
        let cookies = headers.get_all(COOKIE).iter().filter_map(|it| it.to_str().ok());
        let mut pairs = cookies.flat_map(|it| it.split(';')).filter_map(|it| it.trim().split_once('='));
        let (_, value) = pairs.find(|(name, _)| *name == self.name())?;
        value.parse().ok()
    }

    /// Keeps the session in the browser until it is closed; the server decides when it ends.
    #[must_use]
    pub fn kept(self, token: &Token) -> (HeaderName, HeaderValue) {
        let mut set = self.set(&token.secret(), "");
        set.1.set_sensitive(true);
        set
    }

    /// Makes the browser forget the session.
    #[must_use]
    pub fn forgotten(self) -> (HeaderName, HeaderValue) {
        self.set("", "; Max-Age=0")
    }

    fn set(self, value: &str, more: &str) -> (HeaderName, HeaderValue) {
        let cookie = format!("{}={value}; {}{more}", self.name(), self.flags());
        // A token is hexadecimal, so nothing in there cannot stand in a header.
        (SET_COOKIE, HeaderValue::try_from(cookie).unwrap_or(HeaderValue::from_static("")))
    }
}

#[cfg(test)]
mod tests {
    use super::SessionCookie;

    #[test]
    fn only_an_address_that_says_it_has_no_tls_gets_the_cookie_without() {
        for (url, kind) in [
            ("https://desk.example.com", SessionCookie::OverTls),
            ("HTTPS://desk.example.com", SessionCookie::OverTls),
            ("", SessionCookie::OverTls),
            ("http://localhost:8080", SessionCookie::OnThisMachine),
            ("HTTP://localhost", SessionCookie::OnThisMachine),
        ] {
            assert_eq!(SessionCookie::of(url), kind, "{url}");
        }
    }
}
