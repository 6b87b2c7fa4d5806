//! A day typed by hand. What is written stays as it is: reading it is the page's business.

use leptos::prelude::*;

use super::field::{described_by, field, invalid};

#[component]
pub fn DateField(
    #[prop(into)] id: String,
    #[prop(into)] label: String,
    #[prop(into)] hint: String,
    #[prop(optional, into)] error: Signal<Option<String>>,
    value: RwSignal<String>,
) -> impl IntoView {
    // No inputmode: the number keyboards of phones lack the stroke that a day is written with.
    let input = view! {
        <input
            class="ui-input ui-input-short"
            id=id.clone()
            name=id.clone()
            type="text"
            autocomplete="off"
            spellcheck="false"
            aria-describedby=described_by(id.clone(), true, error)
            aria-invalid=invalid(error)
            prop:value=value
            on:input:target=move |event| value.set(event.target().value())
        />
    }
    .into_any();
    field(id, label, Some(hint), error, input)
}
