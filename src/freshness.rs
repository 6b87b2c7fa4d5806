//! Notices that the practice's day has ended since the rules were sent, without trusting this device's calendar.

use leptos::prelude::*;

use crate::clock::now_millis;
use crate::loaded::{Answer, Loaded};

/// Whether the rules that came just now still hold. Turns false once the day they were made for is over; looks again
/// whenever the page comes back into view, since timers stand still while a device sleeps.
#[derive(Clone, Copy, Debug)]
pub struct Freshness {
    ends_at_millis: RwSignal<u64>,
    pub over: RwSignal<bool>,
}

impl Freshness {
    /// For rules that hold for `seconds` more.
    pub fn of(seconds: u32) -> Self {
        let fresh = Self { ends_at_millis: RwSignal::new(0), over: RwSignal::new(false) };
        fresh.renew(seconds);
        let handle = window_event_listener_untyped("focus", move |_| fresh.look());
        let visible = window_event_listener_untyped("visibilitychange", move |_| fresh.look());
        on_cleanup(move || {
            handle.remove();
            visible.remove();
        });
        fresh
    }

    /// New rules have come.
    pub fn renew(self, seconds: u32) {
        let left = u64::from(seconds) * 1000;
        self.ends_at_millis.set(now_millis() + left);
        self.over.set(false);
        set_timeout(move || self.look(), std::time::Duration::from_millis(left + 50));
    }

    fn look(self) {
        let over = self.ends_at_millis.try_get_untracked().is_some_and(|ends| now_millis() >= ends);
        if over && self.over.try_get_untracked() == Some(false) {
            self.over.set(true);
        }
    }
}

/// Loads anew what is shown once its day is over, which is in as many seconds as `ends_in` says.
pub fn renewed_daily<T: Clone + Send + Sync + 'static>(loaded: Loaded<T>, ends_in: fn(&T) -> u32) {
    Effect::new(move || {
        let seconds = loaded.answer.with(|answer| match answer {
            Answer::Here(found) => Some(ends_in(found)),
            Answer::Waiting | Answer::Failed(_) => None,
        });
        if let Some(seconds) = seconds {
            let fresh = Freshness::of(seconds);
            Effect::new(move || {
                if fresh.over.get() {
                    loaded.again.run(());
                }
            });
        }
    });
}
