//! What whoever visits this browser wants to read, signed in or not. It is nothing private, so it may stay in the browser.

use domain::language::Language;
use leptos::prelude::window;
use web_sys::Storage;

const KEY: &str = "language";

/// What was chosen here.
pub fn chosen() -> Option<Language> {
    storage()?.get_item(KEY).ok().flatten()?.parse().ok()
}

/// What was chosen here, else what the browser wishes for.
pub fn wish() -> Language {
    let wished =
        || Language::wished(window().navigator().languages().iter().filter_map(|tag| tag.as_string()));
    chosen().or_else(wished).unwrap_or_default()
}

/// Remembers what was chosen.
pub fn keep(language: Language) {
    if let Some(storage) = storage() {
        drop(storage.set_item(KEY, language.tag()));
    }
}

fn storage() -> Option<Storage> {
    window().local_storage().ok().flatten()
}
