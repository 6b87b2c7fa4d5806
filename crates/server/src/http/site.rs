//! The built app: its files, and its one page under every path that it knows.

use std::path::{Path, PathBuf};

use axum::extract::{Request, State};
use axum::http::header::{CACHE_CONTROL, CONTENT_TYPE};
use axum::http::{HeaderValue, Method, StatusCode, Uri};
use axum::response::{IntoResponse, Response};
use tower::ServiceExt;
use tower_http::services::ServeDir;
use wire::paths;

use super::policy;
use super::problem::Kind;
use super::state::{AppState, Site};

const PAGE: &str = "/index.html";

/// Names of built files hold a hash of what is in them.
const FOR_EVER: HeaderValue = HeaderValue::from_static("public, max-age=31536000, immutable");
const ASK_AGAIN: HeaderValue = HeaderValue::from_static("no-cache");

impl Site {
    /// The app built into `folder`.
    #[must_use]
    pub fn read(folder: PathBuf) -> Self {
        let page = std::fs::read_to_string(folder.join(&PAGE[1..])).unwrap_or_else(|error| {
            tracing::warn!(folder = %folder.display(), %error, "there is no built app; only the interface is served");
            String::new()
        });
        Self { policy: policy::of(&page), folder }
    }
}

/// A file of the app, or its page: with status 200 where it has something to show, with 404 elsewhere.
pub async fn serve(State(app): State<AppState>, request: Request) -> Response {
    let path = request.uri().path().to_owned();
    if path.starts_with("/api/") || path.starts_with("/dev/") {
        return Kind::NotFound.into_response();
    }
    if !matches!(*request.method(), Method::GET | Method::HEAD) {
        return Kind::Method.into_response();
    }
    if paths::pages::is_page(&path) {
        return page(&app.site.folder, request, StatusCode::OK).await;
    }
    let again = Request::builder().method(request.method().clone()).body(()).unwrap_or_default();
    let (parts, _) = again.into_parts();
    let mut response = file(&app.site.folder, request).await;
    match response.status() {
        StatusCode::NOT_FOUND => {
            page(
                &app.site.folder,
                Request::from_parts(parts, axum::body::Body::empty()),
                StatusCode::NOT_FOUND,
            )
            .await
        }
        _ => {
            let lasting = if is_hashed(&path) { FOR_EVER } else { ASK_AGAIN };
            response.headers_mut().insert(CACHE_CONTROL, lasting);
            response
        }
    }
}

async fn file(folder: &Path, request: Request) -> Response {
    let files =
        ServeDir::new(folder).append_index_html_on_directories(false).precompressed_br().precompressed_gzip();
    match files.oneshot(request).await {
        Ok(response) => response.into_response(),
        Err(never) => match never {},
    }
}

async fn page(folder: &Path, mut request: Request, status: StatusCode) -> Response {
    *request.uri_mut() = Uri::from_static(PAGE);
    let mut response = file(folder, request).await;
    let headers = response.headers_mut();
    headers.insert(CACHE_CONTROL, ASK_AGAIN);
    if response.status() == StatusCode::OK {
        *response.status_mut() = status;
    } else if response.status() == StatusCode::NOT_FOUND {
        response.headers_mut().remove(CONTENT_TYPE);
    }
    response
}

/// Whether the name ends in a hash, as in `app-1f3a9c0b7d2e4f60.js`.
fn is_hashed(path: &str) -> bool {
    let name = path.rsplit('/').next().unwrap_or_default();
    let stem = name.split('.').next().unwrap_or_default();
    let hash = stem.trim_end_matches("_bg").rsplit_once('-').map(|(_, hash)| hash);
    hash.is_some_and(|it| it.len() >= 15 && it.bytes().all(|b| b.is_ascii_hexdigit()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_names_with_a_hash_are_kept_for_ever() {
        assert!(is_hashed("/almoner-app-1f3a9c0b7d2e4f60.js"));
        assert!(is_hashed("/almoner-app-1f3a9c0b7d2e4f60_bg.wasm"));
        assert!(is_hashed("/base-1f3a9c0b7d2e4f60.css"));
        for name in ["/index.html", "/icon.svg", "/robots.txt", "/a-better-name.svg", "/"] {
            assert!(!is_hashed(name), "{name}");
        }
    }
}
