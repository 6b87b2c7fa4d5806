//! Pages for whoever tries the desk out: the mails it wrote, and its clock. They are there only where they were asked for.

pub mod bar;
mod clock;
mod mailbox;
mod next;
mod shown;
mod sign_in;

use axum::Router;
use axum::http::header::{CACHE_CONTROL, CONTENT_TYPE};
use axum::response::IntoResponse;
use axum::routing::{get, post};

use super::state::{AppState, Dev};

/// The look of the app, and the little that these pages need besides.
const STYLE: &str = concat!(
    include_str!("../../../../style/tokens.css"),
    include_str!("../../../../style/base.css"),
    include_str!("../../../../style/ui/buttons.css"),
    include_str!("../../../../style/ui/forms.css"),
    include_str!("dev/dev.css"),
);

/// The routes of the pages, and in the demo those of its bar.
pub fn routes(dev: &Dev) -> Router<AppState> {
    let routes = Router::new()
        .route("/dev/style.css", get(style))
        .route("/dev/mailbox", get(mailbox::all))
        .route("/dev/mailbox/{id}", get(mailbox::one))
        .route("/dev/mailbox/{id}/html", get(mailbox::html))
        .route("/dev/clock", get(clock::show).post(clock::set));
    if dev.people.is_empty() {
        return routes;
    }
    routes
        .route("/dev/bar", get(bar::bar))
        .route("/dev/bar.css", get(bar::style))
        .route("/dev/bar.js", get(bar::script))
        .route("/dev/sign-in", post(sign_in::sign_in))
}

async fn style() -> impl IntoResponse {
    ([(CONTENT_TYPE, "text/css; charset=utf-8"), (CACHE_CONTROL, "no-cache")], STYLE)
}
