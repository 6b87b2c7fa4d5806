//! For whom a page is made: in which language, and with whose support.

use axum::http::{HeaderMap, Uri};
use domain::PracticeId;
use domain::language::Language;
use wire::practices::SupportContactView;

use crate::http::state::AppState;
use crate::http::{cookie, language, practices};
use crate::service::{practices as known, sessions};

/// Who reads a page, as far as its words depend on it.
#[derive(Clone, Debug)]
pub struct Reader {
    /// The language of who is signed in, else the one that was chosen on this device, else the one that the browser asks for.
    pub language: Language,
    /// How to reach the support of the practice of who is signed in, else of the one that the address names, else of the only one.
    /// None where there are several.
    pub support: Option<SupportContactView>,
}

impl Reader {
    /// Whoever sent this request. A page that cannot ask who it is, or whose support, shows itself all the same.
    pub async fn of(app: &AppState, headers: &HeaderMap, uri: &Uri) -> Self {
        let session = match app.cookie.token(headers) {
            Some(token) => sessions::lookup(&app.desk, &token).await.ok().flatten(),
            None => None,
        };
        let chosen = || cookie::value(headers, language::CHOSEN).and_then(|tag| tag.parse().ok());
        let language = match &session {
            Some(open) => open.language,
            None => chosen().unwrap_or_else(|| language::browser(headers)),
        };
        let practice = session.map(|open| open.access.practice()).or_else(|| named(uri));
        let found = known::find(&app.desk, practice).await.ok().flatten();
        Self { language, support: found.map(|practice| practices::support(&practice)) }
    }
}

/// The practice that the links to support in its mails name.
fn named(uri: &Uri) -> Option<PracticeId> {
    uri.query()?.split('&').find_map(|pair| pair.strip_prefix("practice="))?.parse().ok()
}
