//! Notices that what is shown may no longer be true: the practice's day is over or a charge is due, without trusting this device's
//! calendar; or something was changed in another tab, or perhaps on another device while nobody looked here.

use std::time::Duration;

use leptos::prelude::*;

use super::clock::now_millis;
use super::loaded::Loaded;
use crate::session::tabs;
use crate::ui::{Scope, whenever};

/// How old an answer may be that somebody comes back to.
const OLD_MILLIS: u64 = 10_000;

/// Whether what is shown may no longer be true, which it is for as many seconds as `holds_for` says.
pub fn outdated<T: Send + Sync + 'static>(loaded: Loaded<T>, holds_for: fn(&T) -> u32) -> ReadSignal<bool> {
    let (over, set_over) = signal(false);
    whenever(move || {
        if let Some(seconds) = loaded.map(holds_for) {
            set_over.set(false);
            watch(u64::from(seconds) * 1000, set_over);
        }
    });
    over
}

/// Loads anew what is shown once it may no longer be true. `is_same` where two answers are, but for how long they hold.
pub fn renewed<T: Send + Sync + 'static>(
    loaded: Loaded<T>,
    holds_for: fn(&T) -> u32,
    is_same: fn(&T, &T) -> bool,
) {
    seen_again(loaded, is_same);
    renewed_in_time(loaded, holds_for);
}

/// The same without asking whether something was changed elsewhere.
pub fn renewed_in_time<T: Send + Sync + 'static>(loaded: Loaded<T>, holds_for: fn(&T) -> u32) {
    let over = outdated(loaded, holds_for);
    whenever(move || {
        if over.get() {
            loaded.again();
        }
    });
}

/// Asks whether it still is so when somebody comes back to it after a while, or as soon as another tab has changed something. Only an
/// answer that is not the same is drawn: whoever reads or presses something is left alone by the others.
pub fn seen_again<T: Send + Sync + 'static>(loaded: Loaded<T>, is_same: fn(&T, &T) -> bool) {
    let asked_at = StoredValue::new(now_millis());
    whenever(move || {
        if loaded.get().is_some() {
            asked_at.set_value(now_millis());
        }
    });
    let hear = move |event: web_sys::Event| {
        let is_called_for = if event.type_() == "storage" {
            tabs::is_of_a_change(&event)
        } else {
            !document().hidden() && now_millis().abs_diff(asked_at.get_value()) >= OLD_MILLIS
        };
        if is_called_for {
            asked_at.set_value(now_millis());
            loaded.look_once(is_same);
        }
    };
    let listening =
        ["storage", "focus", "visibilitychange"].map(|kind| window_event_listener_untyped(kind, hear));
    on_cleanup(move || listening.into_iter().for_each(WindowListenerHandle::remove));
}

/// Looks again whenever the page comes back into view, since timers stand still while a device sleeps.
fn watch(left_millis: u64, over: WriteSignal<bool>) {
    let ends = now_millis() + left_millis;
    let look = move || {
        if now_millis() >= ends {
            over.set(true);
        }
    };
    let listening = [
        window_event_listener_untyped("focus", move |_| look()),
        window_event_listener_untyped("visibilitychange", move |_| look()),
    ];
    on_cleanup(move || listening.into_iter().for_each(WindowListenerHandle::remove));
    Scope::here().after(Duration::from_millis(left_millis + 50), look);
}
