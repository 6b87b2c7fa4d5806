//! Signs out who does nothing for too long, and asks two minutes before. Whoever types or points is not idle, although that
//! alone does not reach the server.

use std::time::Duration;

use leptos::ev;
use leptos::prelude::*;

use super::{SessionState, heard};
use crate::api::use_api;
use crate::text::t;
use crate::ui::{Button, ButtonKind, Dialog, Scope, Words, whenever};

const MINUTE: u64 = 60_000;

/// How long before the end it is asked.
const WARNED: u64 = 2 * MINUTE;

/// The server notes only now and then that a session is in use: by its count the end may come so much earlier.
const NOTED_EVERY: u64 = MINUTE / 2;

/// How often it is looked: the question counts the seconds.
const LOOK: Duration = Duration::from_secs(1);

/// The seconds at which whoever hears the page is told how many are left.
const TOLD: [u32; 4] = [10, 30, 60, 120];

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

/// `1:05`
fn counted(seconds: u32) -> String {
    format!("{}:{:02}", seconds / 60, seconds % 60)
}

/// Watches over a session that ends after `minutes` without a request.
#[component]
pub fn IdleWatch(session: SessionState, minutes: u32) -> impl IntoView {
    let asked = RwSignal::new(false);
    let (shown, told) = (RwSignal::new(String::new()), RwSignal::new(String::new()));
    let title = StoredValue::new(String::new());
    // Somebody said that they stay, and the server has not heard it yet.
    let busy = StoredValue::new(false);
    let look = move || {
        let now = idle(minutes, heard::millis_ago());
        let was_asked = asked.get_untracked();
        if let Idle::Soon(seconds) = now {
            if busy.get_value() {
                return;
            }
            if !was_asked {
                title.set_value(document().title());
            }
            let (left, next) = (counted(seconds), TOLD.into_iter().find(|it| seconds <= *it));
            shown.set(t().idle_left(&left));
            told.set(t().idle_told(&t().in_seconds(next.unwrap_or_default())));
            // Whoever is at another tab sees it in the title.
            document().set_title(&t().idle_tab(&left));
        }
        if now == Idle::Over {
            session.time_out();
        } else if was_asked == (now == Idle::No) {
            asked.set(!was_asked);
        }
    };
    let (api, scope) = (use_api(), StoredValue::new(Scope::here()));
    let stay = move || {
        if busy.get_value() {
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
    // However the question is put away, somebody is there.
    let mut was_asked = false;
    whenever(move || {
        let now = asked.get();
        if was_asked && !now {
            document().set_title(&title.get_value());
            if heard::millis_ago() > MINUTE {
                stay();
            }
        }
        was_asked = now;
    });
    let acted = move || {
        if !asked.get_untracked() && heard::millis_ago() > MINUTE {
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
    let on_stay = Callback::new(move |()| asked.set(false));
    let on_leave = Callback::new(move |()| session.sign_out());
    view! {
        <Dialog open=asked heading=t().idle_title()>
            <p>{t().idle_text()}</p>
            <p class="figure" role="timer" prop:textContent=Words(shown.into())></p>
            // Outside of the dialog nothing would be heard.
            <p class="hidden-words" aria-live="polite" prop:textContent=Words(told.into())></p>
            <div class="ui-buttons">
                <Button label=t().idle_stay().to_string() kind=ButtonKind::Primary on_press=on_stay />
                <Button label=t().sign_out().to_string() kind=ButtonKind::Secondary on_press=on_leave />
            </div>
        </Dialog>
    }
    .into_any()
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

    #[test]
    fn what_is_left_is_counted_in_minutes_and_seconds() {
        for (seconds, said) in [(120, "2:00"), (65, "1:05"), (9, "0:09")] {
            assert_eq!(counted(seconds), said);
        }
    }
}
