//! Signs out who does nothing for too long, and asks two minutes before. Whoever types or points is not idle, although that
//! alone does not reach the server.

mod question;

use std::time::Duration;

use leptos::ev;
use leptos::prelude::*;

use self::question::idle_question;
use super::{SessionState, heard};
use crate::api::use_api;
use crate::ui::{Scope, anew};

const MINUTE: u64 = 60_000;

/// How long before the end it is asked.
const WARNED: u64 = 2 * MINUTE;

/// The server notes only now and then that a session is in use: by its count the end may come so much earlier.
const NOTED_EVERY: u64 = MINUTE / 2;

/// How often it is looked: the question counts the seconds.
const LOOK: Duration = Duration::from_secs(1);

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Idle {
    No,
    /// The end is near, in so many seconds.
    Soon(u32),
    Over,
}

/// `ago` milliseconds after the last request of a session that ends after `minutes` without one.
fn idle(minutes: u32, ago: u64) -> Idle {
    let left = (u64::from(minutes) * MINUTE).saturating_sub(NOTED_EVERY + ago);
    if left == 0 {
        Idle::Over
    } else if left <= WARNED {
        // No more than two minutes.
        Idle::Soon(left.div_ceil(1_000) as u32)
    } else {
        Idle::No
    }
}

/// Watches over a session that ends after `minutes` without a request.
#[component]
pub fn IdleWatch(session: SessionState, minutes: u32) -> impl IntoView {
    // The seconds that are left, while somebody has to say whether they are there.
    let left = RwSignal::new(None);
    // Somebody said that they stay, and the server has not heard it yet.
    let busy = StoredValue::new(false);
    let look = move || match idle(minutes, heard::millis_ago()) {
        Idle::Over => session.time_out(),
        Idle::Soon(_) if busy.get_value() => {}
        Idle::Soon(seconds) => left.set(Some(seconds)),
        Idle::No if left.with_untracked(Option::is_some) => left.set(None),
        Idle::No => {}
    };
    let (api, scope) = (use_api(), StoredValue::new(Scope::here()));
    let stay = move || {
        if busy.get_value() || heard::millis_ago() <= MINUTE {
            return;
        }
        busy.set_value(true);
        let ask = async move {
            match api.session().await {
                Ok(Some(_)) => look(),
                Ok(None) => session.end(),
                // The next sign of life tries again.
                Err(_) => {}
            }
            busy.set_value(false);
        };
        scope.with_value(|scope| scope.spawn(Box::pin(ask)));
    };
    let acted = move || {
        if left.with_untracked(Option::is_none) {
            stay();
        }
    };
    let listening = [
        window_event_listener(ev::keydown, move |_| acted()),
        window_event_listener(ev::pointerdown, move |_| acted()),
        // Timers stand still while a device sleeps.
        window_event_listener(ev::focus, move |_| look()),
        window_event_listener_untyped("visibilitychange", move |_| look()),
    ];
    let looking = set_interval_with_handle(look, LOOK);
    on_cleanup(move || {
        listening.into_iter().for_each(WindowListenerHandle::remove);
        if let Ok(looking) = looking {
            looking.clear();
        }
    });
    // It stays once it was asked: a question that is closed gives the focus back.
    let was_asked = Memo::new(move |was| was == Some(&true) || left.with(Option::is_some));
    let stay = Callback::new(move |()| stay());
    anew(move || if was_asked.get() { idle_question(session, left, stay) } else { ().into_any() })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn it_is_asked_two_minutes_before_the_server_ends_the_session() {
        for (minutes, seconds, expected) in [
            (15, 0, Idle::No),
            (15, 749, Idle::No),
            (15, 750, Idle::Soon(120)),
            (15, 869, Idle::Soon(1)),
            (15, 870, Idle::Over),
            (10, 449, Idle::No),
            (10, 450, Idle::Soon(120)),
            (10, 36_000, Idle::Over),
        ] {
            assert_eq!(idle(minutes, seconds * 1_000), expected, "{seconds} s of {minutes} minutes");
        }
    }
}
