//! The bar above the app's pages, in the demo alone: its clock, the mails, and whom to sign in as.
//!
//! It is no part of the app. The server puts two elements into the page that it sends, and a script of a few lines fills the bar with
//! what is asked for here. So the app that a practice builds knows nothing of it, and travels without it.

use askama::Template;
use axum::extract::State;
use axum::http::header::{CACHE_CONTROL, CONTENT_TYPE};
use axum::response::{Html, IntoResponse};
use domain::zone::PracticeZone;

use super::mailbox::{self, rendered};
use super::next::Next;
use super::shown::Shown;
use crate::demo::DemoPerson;
use crate::http::problem::{Kind, Problem};
use crate::http::state::AppState;
use crate::service::practices;
use crate::service::sessions::OpenSession;

const STYLE: &str = concat!(include_str!("dev.css"), include_str!("bar.css"));

const SCRIPT: &str = include_str!("bar.js");

/// What goes into the head of a page, and to the end of its body: the way past the frame stays what the keyboard comes to first.
const HEAD: &str =
    r#"<link rel="stylesheet" href="/dev/bar.css"><script src="/dev/bar.js" defer></script></head>"#;
const BODY: &str = r#"<aside id="demo" class="demo" lang="en" dir="ltr" aria-label="Demo"></aside></body>"#;

#[derive(Template)]
#[template(path = "dev/bar.html")]
struct Bar {
    now: Shown,
    zone: PracticeZone,
    stands: bool,
    next: Option<Next>,
    /// Mails to whoever is signed in, or all where nobody is.
    mails: usize,
    who: Option<&'static DemoPerson>,
    people: &'static [DemoPerson],
}

impl Bar {
    fn is_signed_in(&self, person: &DemoPerson) -> bool {
        self.who.is_some_and(|who| who.address == person.address)
    }
}

/// The page of the app with room for the bar.
#[must_use]
pub fn within(page: &str) -> String {
    page.replacen("</head>", HEAD, 1).replacen("</body>", BODY, 1)
}

/// What the bar shows now.
pub async fn bar(
    State(app): State<AppState>,
    signed_in: Option<OpenSession>,
) -> Result<Html<String>, Problem> {
    let dev = app.dev.as_ref().ok_or(Kind::NotFound)?;
    let (zone, texts) = (practices::zone(&app.desk).await?, texts::english());
    let now = app.desk.business.now();
    let next = Next::find(&app, signed_in.as_ref(), zone).await?;
    let mails = mailbox::of(&app, signed_in.as_ref()).await?;
    let address = signed_in.as_ref().map(|open| open.address().as_str());
    rendered(&Bar {
        now: Shown::with_year(now, zone, texts),
        zone,
        stands: app.desk.business.stands(),
        next,
        mails: mails.theirs.len() + if signed_in.is_some() { 0 } else { mails.others.len() },
        who: dev.people.iter().find(|person| Some(person.address) == address),
        people: dev.people,
    })
}

/// How the bar looks.
pub async fn style() -> impl IntoResponse {
    ([(CONTENT_TYPE, "text/css; charset=utf-8"), (CACHE_CONTROL, "no-cache")], STYLE)
}

/// What fills the bar.
pub async fn script() -> impl IntoResponse {
    ([(CONTENT_TYPE, "text/javascript; charset=utf-8"), (CACHE_CONTROL, "no-cache")], SCRIPT)
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use super::*;

    #[test]
    fn the_app_is_built_without_the_bar_and_its_page_has_room_for_one() {
        let source = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../index.html");
        let page = std::fs::read_to_string(source).expect("the page");
        assert!(!page.contains("demo") && !page.contains("/dev/"));
        let with_bar = within(&page);
        for part in [HEAD, BODY] {
            assert!(with_bar.contains(part), "{part}");
        }
        assert_eq!(with_bar.replacen(HEAD, "</head>", 1).replacen(BODY, "</body>", 1), page);
    }
}
