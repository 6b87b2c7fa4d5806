//! Tells the other tabs of this browser that somebody signed in or out.

use leptos::prelude::window;

use crate::data::clock::now_millis;

/// When that was last, and nothing else, so there is nothing private in it.
const KEY: &str = "session";

pub fn tell() {
    if let Some(storage) = window().local_storage().ok().flatten() {
        drop(storage.set_item(KEY, &now_millis().to_string()));
    }
}

/// Whether a change of what is stored is one of these.
pub fn is_told(changed: Option<String>) -> bool {
    // None where everything stored was deleted.
    changed.is_none_or(|key| key == KEY)
}
