//! Notices that the practice's day has ended since the rules were sent, without trusting this device's calendar.

use std::time::Duration;

use leptos::prelude::*;

use super::clock::now_millis;
use super::loaded::Loaded;
use crate::ui::Scope;

/// Whether the day that what is shown was made for is over, which it is in as many seconds as `ends_in` says.
pub fn day_over<T: Send + Sync + 'static>(loaded: Loaded<T>, ends_in: fn(&T) -> u32) -> ReadSignal<bool> {
    let (over, set_over) = signal(false);
    Effect::new(move || {
        if let Some(seconds) = loaded.map(ends_in) {
            set_over.set(false);
            watch(u64::from(seconds) * 1000, set_over);
        }
    });
    over
}

/// Loads anew what is shown once its day is over.
pub fn renewed_daily<T: Send + Sync + 'static>(loaded: Loaded<T>, ends_in: fn(&T) -> u32) {
    let over = day_over(loaded, ends_in);
    Effect::new(move || {
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
