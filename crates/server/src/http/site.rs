//! The built app: its files, and its one page under every path that it knows.

mod files;
mod guide;
mod page;
mod reader;

use std::path::{Path, PathBuf};

use axum::extract::{Request, State};
use axum::http::header::{ACCEPT_ENCODING, CACHE_CONTROL, VARY};
use axum::http::{HeaderMap, HeaderValue, Method, StatusCode, Uri};
use axum::response::{IntoResponse, Response};
use tower::ServiceExt;
use tower_http::services::ServeDir;
use wire::pages::Page;

use self::guide::Guide;
use self::reader::Reader;
use super::policy;
use super::problem::Kind;
use super::state::{AppState, Site};

pub use files::Files;
pub use page::Pages;

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
        let page = Self::page(&folder);
        let files = Files::list(&folder).unwrap_or_default();
        Self { policy: policy::of(&page), pages: Pages::of(page), files, folder }
    }

    /// The same, with the demo's bar above every page. Such a page is not sent as it lies on the disk.
    #[cfg(feature = "demo")]
    #[must_use]
    pub fn with_bar(self) -> Self {
        let page = super::dev::bar::within(&Self::page(&self.folder));
        Self { pages: Pages::of(page), ..self }
    }

    fn page(folder: &Path) -> String {
        std::fs::read_to_string(folder.join(&PAGE[1..])).unwrap_or_else(|error| {
            tracing::warn!(folder = %folder.display(), error = &error as &dyn std::error::Error, "there is no built app; only the interface is served");
            String::new()
        })
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
    let known = Page::parse(&path);
    if known.is_some() || path == PAGE {
        return page(&app, (request.headers(), request.uri()), known.and_then(Guide::at), StatusCode::OK)
            .await;
    }
    if !site.files.has(&path) {
        return page(&app, (request.headers(), request.uri()), None, StatusCode::NOT_FOUND).await;
    }
    let mut response = file(site, request).await;
    let lasting = if is_hashed(&path) { FOR_EVER } else { ASK_AGAIN };
    response.headers_mut().insert(CACHE_CONTROL, lasting);
    response
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

/// In the language of whoever asks, and with the support of their practice.
async fn page(
    app: &AppState,
    (asked, address): (&HeaderMap, &Uri),
    guide: Option<Guide>,
    status: StatusCode,
) -> Response {
    if !app.site.pages.is_built() {
        return Kind::NotFound.into_response();
    }
    let reader = Reader::of(app, asked, address).await;
    let mut response = app.site.pages.answer(reader, guide, asked, status);
    let headers = response.headers_mut();
    headers.insert(CACHE_CONTROL, ASK_AGAIN);
    headers.insert(VARY, READER);
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
