//! Headers that tell browsers what they may do with our answers.

use axum::http::header::{
    CACHE_CONTROL, CONTENT_SECURITY_POLICY, CONTENT_TYPE, HeaderName, REFERRER_POLICY,
    STRICT_TRANSPORT_SECURITY, X_CONTENT_TYPE_OPTIONS, X_FRAME_OPTIONS,
};
use axum::http::{HeaderMap, HeaderValue, StatusCode};
use axum::response::Response;
use tower_http::set_header::response::SetMultipleResponseHeadersLayer;

use super::state::AppState;

const ALWAYS: [(HeaderName, &str); 6] = [
    (X_CONTENT_TYPE_OPTIONS, "nosniff"),
    (X_FRAME_OPTIONS, "DENY"),
    (REFERRER_POLICY, "no-referrer"),
    (
        HeaderName::from_static("permissions-policy"),
        "camera=(), display-capture=(), geolocation=(), microphone=(), payment=(), usb=()",
    ),
    (HeaderName::from_static("cross-origin-opener-policy"), "same-origin"),
    (HeaderName::from_static("cross-origin-resource-policy"), "same-origin"),
];

/// What is no page loads nothing.
const NOTHING: &str = "default-src 'none'; frame-ancestors 'none'";

const HSTS: &str = "max-age=63072000; includeSubDomains";

type Added = SetMultipleResponseHeadersLayer<Response>;

/// The headers of all answers, whatever a handler said.
pub fn always(app: &AppState) -> Added {
    let fixed = |(name, value): (HeaderName, &'static str)| (name, HeaderValue::from_static(value)).into();
    let mut headers: Vec<_> = ALWAYS.into_iter().map(fixed).collect();
    if app.desk.public_url.starts_with("https://") {
        headers.push((STRICT_TRANSPORT_SECURITY, HeaderValue::from_static(HSTS)).into());
    }
    SetMultipleResponseHeadersLayer::overriding(headers)
}

/// What a handler said about caching or content security stands; these are for the others.
pub fn unless_said(app: &AppState) -> Added {
    let pages = app.site.policy.clone();
    let policy = move |response: &Response| {
        // A browser takes over what comes with "not modified": without a policy, what it keeps goes on under its own.
        let is_kept = response.status() == StatusCode::NOT_MODIFIED;
        let policy =
            || if is_page(response.headers()) { pages.clone() } else { HeaderValue::from_static(NOTHING) };
        (!is_kept).then(policy)
    };
    SetMultipleResponseHeadersLayer::if_not_present(vec![
        (CONTENT_SECURITY_POLICY, policy).into(),
        // Most answers are somebody's own, so nothing is kept unless it is known to be everybody's.
        (CACHE_CONTROL, HeaderValue::from_static("no-store")).into(),
    ])
}

fn is_page(headers: &HeaderMap) -> bool {
    headers.get(CONTENT_TYPE).is_some_and(|it| it.as_bytes().starts_with(b"text/html"))
}
