//! What of a form is the same on every page.

use leptos::prelude::*;

use super::FormState;
use crate::text::t;
use crate::ui::{ErrorSummary, Notice, Unsaved, UnsavedWords, anew, show_submit};

impl FormState {
    /// What is wrong, and what came of it. Both take the focus.
    pub fn told(self) -> AnyView {
        let said = anew(move || {
            let Some(said) = self.said.get() else { return ().into_any() };
            let body = view! {
                <p>{(said.text)()}</p>
                {said.next.map(|next| next(self))}
            };
            match said.title {
                Some(title) => {
                    view! { <Notice kind=said.kind title=title() focused=true>{body}</Notice> }.into_any()
                }
                None => view! { <Notice kind=said.kind focused=true>{body}</Notice> }.into_any(),
            }
        });
        view! {
            <ErrorSummary title=t().error_summary_title() mistakes=self.mistakes() attempt=self.attempts />
            {said}
        }
        .into_any()
    }

    /// Asks before something entered is left behind.
    pub fn guard(self, words: UnsavedWords) -> AnyView {
        Self::guard_all(vec![self], words)
    }

    /// The same of all forms of a page, which is left as a whole.
    pub fn guard_all(forms: Vec<Self>, words: UnsavedWords) -> AnyView {
        // It is asked when somebody is about to leave; what is entered by then may have come without an event.
        let unsaved = Signal::derive(move || {
            forms.iter().for_each(|form| form.read());
            forms.iter().any(|form| form.is_changed())
        });
        view! { <Unsaved unsaved=unsaved words=words /> }.into_any()
    }

    /// Brings the button that sends it into view.
    pub fn show_submit(self) {
        if let Some(form) = self.place.get_untracked() {
            show_submit(&form);
        }
    }
}
