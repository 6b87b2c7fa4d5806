//! Tells the other tabs of this browser what they cannot know.

use leptos::prelude::window;
use leptos::wasm_bindgen::JsCast;
use web_sys::{Event, StorageEvent};

use crate::data::clock::now_millis;

/// When somebody signed in or out last, and nothing else, so there is nothing private in it.
const SESSION: &str = "session";

/// When something that is on file was changed last, and nothing else.
const CHANGE: &str = "change";

/// Somebody signed in or out.
pub fn tell() {
    note(SESSION);
}

/// Something that is on file was changed.
pub fn tell_of_a_change() {
    note(CHANGE);
}

fn note(key: &str) {
    if let Some(storage) = window().local_storage().ok().flatten() {
        drop(storage.set_item(key, &now_millis().to_string()));
    }
}

/// Whether a change of what is stored says that somebody signed in or out.
pub fn is_told(changed: Option<String>) -> bool {
    // None where everything stored was deleted.
    changed.is_none_or(|key| key == SESSION)
}

/// Whether it says that something on file was changed.
pub fn is_of_a_change(event: &Event) -> bool {
    event.unchecked_ref::<StorageEvent>().key().is_some_and(|key| key == CHANGE)
}
