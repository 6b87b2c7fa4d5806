//! When the server last heard from this browser, in whichever of its tabs.

use std::cell::Cell;

use leptos::prelude::window;
use web_sys::Storage;

use crate::data::clock::now_millis;

/// Milliseconds, and nothing else, so there is nothing private in it.
const KEY: &str = "heard";

thread_local! {
    /// For browsers that keep nothing.
    static HERE: Cell<u64> = const { Cell::new(0) };
}

/// It hears from us now.
pub fn note() {
    let now = now_millis();
    HERE.set(now);
    if let Some(storage) = storage() {
        drop(storage.set_item(KEY, &now.to_string()));
    }
}

/// How many milliseconds ago that was, by the clock of this device.
pub fn millis_ago() -> u64 {
    let now = now_millis();
    let elsewhere: Option<u64> =
        storage().and_then(|it| it.get_item(KEY).ok().flatten()).and_then(|it| it.parse().ok());
    // What another tab noted under a clock that was set back since is not believed.
    now.saturating_sub(elsewhere.filter(|it| *it <= now).unwrap_or_default().max(HERE.get()))
}

fn storage() -> Option<Storage> {
    window().local_storage().ok().flatten()
}
