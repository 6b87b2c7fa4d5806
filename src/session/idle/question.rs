//! Asks whoever has done nothing for a while whether they are still there. It comes when it is asked: who cannot be sent it could not
//! be heard either.

use leptos::prelude::*;

use crate::data::piece::{Meanwhile, piece};
use crate::session::SessionState;
use crate::text::t;
use crate::ui::{Button, ButtonKind, Dialog, Words, whenever};

/// The seconds at which whoever hears the page is told how many are left.
const TOLD: [u32; 4] = [10, 30, 60, 120];

piece! { idle, Meanwhile::Part(&[]);
    /// The question, with the seconds that are `left`. However it is put away, somebody is there, and `stay` says so.
    pub fn idle_question(session: SessionState, left: RwSignal<Option<u32>>, stay: Callback<()>) {
        view! { <IdleQuestion session=session left=left stay=stay /> }.into_any()
    }
}

#[component]
fn IdleQuestion(session: SessionState, left: RwSignal<Option<u32>>, stay: Callback<()>) -> impl IntoView {
    let asked = RwSignal::new(false);
    let (shown, told) = (RwSignal::new(String::new()), RwSignal::new(String::new()));
    let title = StoredValue::new(String::new());
    whenever(move || {
        let Some(seconds) = left.get() else { return asked.set(false) };
        if !asked.get_untracked() {
            title.set_value(document().title());
            asked.set(true);
        }
        let (left, next) = (counted(seconds), TOLD.into_iter().find(|it| seconds <= *it));
        shown.set(t().idle_left(&left));
        told.set(t().idle_told(&t().in_seconds(next.unwrap_or_default())));
        // Whoever is at another tab sees it in the title.
        document().set_title(&t().idle_tab(&left));
    });
    let mut was_asked = false;
    whenever(move || {
        let now = asked.get();
        if was_asked && !now {
            document().set_title(&title.get_value());
            stay.run(());
            left.set(None);
        }
        was_asked = now;
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

/// `1:05`
fn counted(seconds: u32) -> String {
    format!("{}:{:02}", seconds / 60, seconds % 60)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_left_is_counted_in_minutes_and_seconds() {
        for (seconds, said) in [(120, "2:00"), (65, "1:05"), (9, "0:09")] {
            assert_eq!(counted(seconds), said);
        }
    }
}
