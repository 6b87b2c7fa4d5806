//! Which pages are ours: those under the public address, whatever name a proxy reaches us by or a stranger's name server gives
//! us.

use axum::extract::{Request, State};
use axum::http::header::ORIGIN;
use axum::http::{Method, Uri};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use tower_http::csrf::{CsrfLayer, ProtectionError};

use super::problem::Kind;
use super::state::AppState;

/// The origins of our pages, as browsers write them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Origins(Vec<String>);

impl Origins {
    /// Of the pages under this public address. On this machine the desk has three names.
    #[must_use]
    pub fn of(public_url: &str) -> Self {
        let Ok(url) = public_url.parse::<Uri>() else { return Self(Vec::new()) };
        let scheme = url.scheme_str().unwrap_or("https").to_ascii_lowercase();
        let port = match (scheme.as_str(), url.port_u16()) {
            ("https", Some(443)) | ("http", Some(80)) | (_, None) => String::new(),
            (_, Some(port)) => format!(":{port}"),
        };
        let host = url.host().unwrap_or_default().to_ascii_lowercase();
        let also: &[&str] = if host == "localhost" { &["127.0.0.1", "[::1]"] } else { &[] };
        let hosts = std::iter::once(host.as_str()).chain(also.iter().copied());
        Self(hosts.map(|host| format!("{scheme}://{host}{port}")).collect())
    }

    /// Whether a page of this origin is ours.
    #[must_use]
    pub fn contains(&self, origin: &[u8]) -> bool {
        self.0.iter().any(|it| it.as_bytes() == origin)
    }

    /// Refuses what a page of another site makes a browser send. The payment processor is no browser: nothing it sends says
    /// where it comes from, and a signature says it better.
    pub fn guard(&self) -> CsrfLayer<impl Fn(ProtectionError) -> Response + Clone + use<>> {
        let layer = self.0.iter().fold(CsrfLayer::new(), |layer, origin| {
            // What is no origin of a page is no browser's word either.
            layer.clone().add_trusted_origin(origin).unwrap_or(layer)
        });
        layer.with_rejection_response(|_| Kind::CrossSite.into_response())
    }
}

/// Refuses what names another origin than ours. The guard alone would believe the host that the request names: a proxy may
/// have put its own there, and a stranger's page under a name that leads here would name itself.
pub async fn ours(State(app): State<AppState>, request: Request, next: Next) -> Response {
    let changes = !matches!(*request.method(), Method::GET | Method::HEAD | Method::OPTIONS);
    let origin = request.headers().get(ORIGIN).map(|it| it.as_bytes());
    // A form of ours has no origin to name, since our pages send no referrer; the browser then says in other words whose it is.
    let is_foreign = origin.is_some_and(|it| !it.is_empty() && it != b"null" && !app.origins.contains(it));
    if changes && is_foreign { Kind::CrossSite.into_response() } else { next.run(request).await }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_origin_is_written_as_browsers_write_it() {
        for (public_url, origin) in [
            ("https://desk.example.com", "https://desk.example.com"),
            ("https://Desk.Example.com:443", "https://desk.example.com"),
            ("HTTPS://desk.example.com:8443", "https://desk.example.com:8443"),
        ] {
            assert_eq!(Origins::of(public_url), Origins(vec![origin.to_owned()]), "{public_url}");
        }
        let here = Origins::of("http://localhost:8080");
        for origin in ["http://localhost:8080", "http://127.0.0.1:8080", "http://[::1]:8080"] {
            assert!(here.contains(origin.as_bytes()), "{origin}");
        }
        for origin in ["http://localhost", "https://localhost:8080", "http://localhost:80800", "null", ""] {
            assert!(!here.contains(origin.as_bytes()), "{origin}");
        }
    }
}
