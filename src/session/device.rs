//! What whoever visits this browser wants to read, signed in or not. It is nothing private, so it may stay in the browser. In a cookie,
//! so that the server's own pages are in it as well.

use domain::language::Language;
use leptos::prelude::{document, window};
use leptos::wasm_bindgen::JsCast;
use web_sys::HtmlDocument;

/// As `http::language` in the server reads it.
const COOKIE: &str = "language=";

/// For a year.
const ATTRIBUTES: &str = "; Path=/; Max-Age=31536000; SameSite=Lax";

/// What was chosen here.
pub fn chosen() -> Option<Language> {
    let all = page().cookie().ok()?;
    all.split("; ").find_map(|it| it.strip_prefix(COOKIE))?.parse().ok()
}

/// What was chosen here, else what the browser wishes for.
pub fn wish() -> Language {
    let wished =
        || Language::wished(window().navigator().languages().iter().filter_map(|tag| tag.as_string()));
    chosen().or_else(wished).unwrap_or_default()
}

/// Remembers what was chosen.
pub fn keep(language: Language) {
    drop(page().set_cookie(&format!("{COOKIE}{}{ATTRIBUTES}", language.tag())));
}

fn page() -> HtmlDocument {
    document().unchecked_into()
}
