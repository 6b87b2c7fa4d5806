//! The cookie that carries a session. The prefix makes browsers refuse it unless it is secure, for this host alone and for
//! all of its paths. It is lax so that links in mails and the way back from the processor's page find the person signed in.

use axum::http::header::{COOKIE, HeaderName, SET_COOKIE};
use axum::http::{HeaderMap, HeaderValue};

use crate::service::sessions::Token;

/// Its name.
pub const NAME: &str = "__Host-session";
const FLAGS: &str = "Path=/; Secure; HttpOnly; SameSite=Lax";

/// The token in the request's cookie, if there is one.
#[must_use]
pub fn token(headers: &HeaderMap) -> Option<Token> {
    let cookies = headers.get_all(COOKIE).iter().filter_map(|it| it.to_str().ok());
    let mut pairs = cookies.flat_map(|it| it.split(';')).filter_map(|it| it.trim().split_once('='));
    let (_, value) = pairs.find(|(name, _)| *name == NAME)?;
    value.parse().ok()
}

/// Keeps the session in the browser until it is closed; the server decides when it ends.
#[must_use]
pub fn kept(token: &Token) -> (HeaderName, HeaderValue) {
    let cookie = format!("{NAME}={}; {FLAGS}", token.secret());
    let mut value = HeaderValue::try_from(cookie).unwrap_or_else(|_| forgotten().1);
    value.set_sensitive(true);
    (SET_COOKIE, value)
}

/// Makes the browser forget the session.
#[must_use]
pub fn forgotten() -> (HeaderName, HeaderValue) {
    let value =
        HeaderValue::from_static("__Host-session=; Path=/; Secure; HttpOnly; SameSite=Lax; Max-Age=0");
    (SET_COOKIE, value)
}
