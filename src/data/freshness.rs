//! Notices that what is shown may no longer be true, since the practice's day is over or a charge is due, without trusting this
//! device's calendar.

use std::time::Duration;

use leptos::prelude::*;

use super::clock::now_millis;
use super::loaded::Loaded;
use crate::ui::{Scope, whenever};

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

/// Loads anew what is shown once it may no longer be true.
pub fn renewed<T: Send + Sync + 'static>(loaded: Loaded<T>, holds_for: fn(&T) -> u32) {
    let over = outdated(loaded, holds_for);
    whenever(move || {
        if over.get() {
            loaded.again();
        }
    });
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
