//! The cookie that carries a session. It is lax so that links in mails and the way back from the processor's page find the
//! person signed in.

use axum::http::header::{COOKIE, HeaderName, SET_COOKIE};
use axum::http::{HeaderMap, HeaderValue};
use cookie::time::Duration;
use cookie::{Cookie, CookieBuilder, SameSite};

use crate::service::sessions::Token;

/// The value of the request's first cookie by this name.
pub fn value(headers: &HeaderMap, name: &str) -> Option<String> {
    let cookies = headers.get_all(COOKIE).iter().filter_map(|it| it.to_str().ok());
    let mut cookies = cookies.flat_map(Cookie::split_parse).flatten();
    cookies.find(|it| it.name() == name).map(|it| it.value().to_owned())
}

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

    /// The token in the request's cookie, if there is one. Of several by that name the first counts, which browsers send
    /// first because it fits best; a jar such as axum's would keep the last.
    #[must_use]
    pub fn token(self, headers: &HeaderMap) -> Option<Token> {
        value(headers, self.name())?.parse().ok()
    }

    /// Keeps the session in the browser until it is closed; the server decides when it ends.
    #[must_use]
    pub fn kept(self, token: &Token) -> (HeaderName, HeaderValue) {
        let (name, mut value) = set(self.with(token.secret()));
        value.set_sensitive(true);
        (name, value)
    }

    /// Makes the browser forget the session.
    #[must_use]
    pub fn forgotten(self) -> (HeaderName, HeaderValue) {
        set(self.with(String::new()).max_age(Duration::ZERO))
    }

    fn with(self, value: String) -> CookieBuilder<'static> {
        let cookie = Cookie::build((self.name(), value)).path("/").http_only(true).same_site(SameSite::Lax);
        match self {
            Self::OverTls => cookie.secure(true),
            Self::OnThisMachine => cookie,
        }
    }
}

fn set(cookie: CookieBuilder<'static>) -> (HeaderName, HeaderValue) {
    // A token is hexadecimal, so nothing in there cannot stand in a header.
    let value = HeaderValue::try_from(cookie.build().to_string());
    (SET_COOKIE, value.unwrap_or(HeaderValue::from_static("")))
}

#[cfg(test)]
mod tests {
    use axum::http::HeaderMap;
    use axum::http::header::COOKIE;

    use super::SessionCookie;
    use crate::service::sessions::Token;

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

    #[test]
    fn of_several_cookies_by_its_name_the_first_counts() {
        let (first, second) = (Token::new(), Token::new());
        let [first_secret, second_secret] = [&first, &second].map(Token::secret);
        for kind in [SessionCookie::OverTls, SessionCookie::OnThisMachine] {
            let name = kind.name();
            let value = format!("a=b; lone;  {name}={first_secret};{name}={second_secret}");
            let headers = HeaderMap::from_iter([(COOKIE, value.parse().expect("a header"))]);
            assert_eq!(kind.token(&headers), Some(first.clone()));
            let broken = format!("{name}=nonsense; {name}={second_secret}").parse().expect("a header");
            assert_eq!(kind.token(&HeaderMap::from_iter([(COOKIE, broken)])), None);
        }
    }
}
