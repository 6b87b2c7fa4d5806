//! When it is worth another try: the network is back, or somebody is back at the page.

use std::time::Duration;

use leptos::prelude::*;

use super::Scope;

/// Whoever goes to and fro between tabs does not ask each time.
const GAP_MILLIS: u64 = 5_000;

/// The network is often said to be back a moment before it is: after the first try come others, each after twice the wait.
const TRIES: u32 = 4;

/// Acts at those times for as long as this is shown, and not while nobody sees it. There is no timer for an outage of the server, lest
/// everybody's pages ask at once when it is over.
pub(super) fn when_back(act: Callback<()>) {
    let last = StoredValue::new(now());
    let attempt = move || {
        if !document().hidden() {
            last.set_value(now());
            act.run(());
        }
    };
    let seen = move || {
        if now().abs_diff(last.get_value()) >= GAP_MILLIS {
            attempt();
        }
    };
    let scope = StoredValue::new(Scope::here());
    // One for all of them: each kind of listener costs the app some bytes.
    let hear = move |event: web_sys::Event| {
        if event.type_() != "online" {
            return seen();
        }
        attempt();
        for nth in 1..TRIES {
            scope.with_value(|scope| scope.after(Duration::from_secs((1 << (nth + 1)) - 2), attempt));
        }
    };
    let listening =
        ["online", "focus", "visibilitychange"].map(|kind| window_event_listener_untyped(kind, hear));
    on_cleanup(move || listening.into_iter().for_each(WindowListenerHandle::remove));
}

/// In whole milliseconds.
fn now() -> u64 {
    js_sys::Date::now() as u64
}
