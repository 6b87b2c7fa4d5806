//! A password, hidden until its owner asks to see it.

use leptos::prelude::*;

use super::Words;
use super::field::{described_by, field, invalid};

/// `show` and `hide` stand on the button; the `_label`s name it in full for screen readers and begin with the same word.
#[derive(Clone, Debug)]
pub struct PasswordWords {
    pub show: String,
    pub show_label: String,
    pub hide: String,
    pub hide_label: String,
}

/// `new` tells password managers to offer a fresh one.
#[component]
pub fn PasswordField(
    #[prop(into)] id: String,
    #[prop(into)] label: String,
    #[prop(optional, into)] hint: Option<String>,
    #[prop(optional, into)] error: Signal<Option<String>>,
    value: RwSignal<String>,
    words: PasswordWords,
    #[prop(optional)] new: bool,
) -> impl IntoView {
    let shown = RwSignal::new(false);
    let PasswordWords { show, show_label, hide, hide_label } = words;
    let word = Signal::derive(move || if shown.get() { hide.clone() } else { show.clone() });
    let input = view! {
        <div class="ui-password">
            <input
                class="ui-input"
                id=id.clone()
                name=id.clone()
                type=move || if shown.get() { "text" } else { "password" }
                autocomplete=if new { "new-password" } else { "current-password" }
                autocapitalize="none"
                spellcheck="false"
                aria-describedby=described_by(id.clone(), hint.is_some(), error)
                aria-invalid=invalid(error)
                prop:value=value
                on:input:target=move |event| value.set(event.target().value())
            />
            <button
                type="button"
                class="ui-button"
                aria-controls=id.clone()
                aria-label=move || if shown.get() { hide_label.clone() } else { show_label.clone() }
                prop:textContent=Words(word)
                on:click=move |_| shown.update(|shown| *shown = !*shown)
            ></button>
        </div>
    }
    .into_any();
    field(id, label, hint, error, input)
}
