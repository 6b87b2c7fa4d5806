//! The built app: its files, and its one page under every path that it knows.

mod files;
mod page;

use std::path::PathBuf;

use axum::body::Body;
use axum::extract::{Request, State};
use axum::http::header::{ACCEPT_ENCODING, CACHE_CONTROL, CONTENT_LANGUAGE, CONTENT_TYPE, VARY};
use axum::http::{HeaderValue, Method, StatusCode, Uri};
use axum::response::{IntoResponse, Response};
use domain::language::Language;
use tower::ServiceExt;
use tower_http::services::ServeDir;
use wire::pages::Page;

use super::problem::Kind;
use super::state::{AppState, Site};
use super::{language, policy};

pub use files::Files;
pub use page::TranslatedPage;

const PAGE: &str = "/index.html";

/// Names of built files hold a hash of what is in them.
pub const FOR_EVER: HeaderValue = HeaderValue::from_static("public, max-age=31536000, immutable");
const ASK_AGAIN: HeaderValue = HeaderValue::from_static("no-cache");
/// What a page differs by.
const READER: HeaderValue = HeaderValue::from_static("accept-encoding, accept-language, cookie");

impl Site {
    /// The app built into `folder`.
    #[must_use]
    pub fn read(folder: PathBuf) -> Self {
        let page = std::fs::read_to_string(folder.join(&PAGE[1..])).unwrap_or_else(|error| {
            tracing::warn!(folder = %folder.display(), error = &error as &dyn std::error::Error, "there is no built app; only the interface is served");
            String::new()
        });
        let files = Files::list(&folder).unwrap_or_default();
        Self { policy: policy::of(&page), translated: TranslatedPage::all(&page), files, folder }
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
    let site = &app.site;
    if Page::parse(&path).is_some() || path == PAGE {
        return page(&app, request, StatusCode::OK).await;
    }
    if !site.files.has(&path) {
        return page(&app, request, StatusCode::NOT_FOUND).await;
    }
    let mut response = file(site, request).await;
    let lasting = if is_hashed(&path) { FOR_EVER } else { ASK_AGAIN };
    response.headers_mut().insert(CACHE_CONTROL, lasting);
    response
}

/// The request for what is not there, as one for the page that says so. Of that, the browser keeps nothing and has no part.
fn unconditional(request: &Request) -> Request {
    let mut again = Request::new(Body::empty());
    *again.method_mut() = request.method().clone();
    for encodings in request.headers().get_all(ACCEPT_ENCODING) {
        again.headers_mut().append(ACCEPT_ENCODING, encodings.clone());
    }
    again
}

async fn file(site: &Site, mut request: Request) -> Response {
    // The name of a compressed form may be longer than a name can be. Asked for only where there is one, it never is.
    if !site.files.is_compressed(request.uri().path()) {
        request.headers_mut().remove(ACCEPT_ENCODING);
    }
    let files = ServeDir::new(&site.folder)
        .append_index_html_on_directories(false)
        .precompressed_br()
        .precompressed_gzip();
    match files.oneshot(request).await {
        Ok(response) => response.into_response(),
        Err(never) => match never {},
    }
}

/// In the language of whoever asks.
async fn page(app: &AppState, request: Request, status: StatusCode) -> Response {
    let language = language::of_page(app, request.headers()).await;
    let mut response = match app.site.translated.iter().find(|it| it.is_in(language)) {
        Some(page) => page.answer(request.headers(), status),
        None => in_english(&app.site, request, status).await,
    };
    let headers = response.headers_mut();
    headers.insert(CACHE_CONTROL, ASK_AGAIN);
    headers.insert(VARY, READER);
    headers.entry(CONTENT_LANGUAGE).or_insert(HeaderValue::from_static(Language::English.tag()));
    response
}

async fn in_english(site: &Site, mut request: Request, status: StatusCode) -> Response {
    if status == StatusCode::NOT_FOUND {
        request = unconditional(&request);
    }
    *request.uri_mut() = Uri::from_static(PAGE);
    let mut response = file(site, request).await;
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
