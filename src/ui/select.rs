//! One of several.

use leptos::prelude::*;

use super::{
    Icon, Symbol,
    field::{described_by, field, invalid},
};

#[derive(Clone, Debug)]
pub struct Choice {
    pub value: String,
    pub label: String,
}

impl Choice {
    pub fn new(value: impl Into<String>, label: impl Into<String>) -> Self {
        Self { value: value.into(), label: label.into() }
    }
}

/// With `names` the choices are names, which no translator touches.
#[component]
pub fn Select(
    #[prop(into)] id: String,
    #[prop(into)] label: String,
    #[prop(optional, into)] hint: Option<String>,
    #[prop(optional, into)] error: Signal<Option<String>>,
    #[prop(optional)] names: bool,
    #[prop(optional, into)] autocomplete: Option<&'static str>,
    choices: Vec<Choice>,
    value: RwSignal<String>,
) -> impl IntoView {
    let options: Vec<_> = choices
        .into_iter()
        .map(|choice| {
            let own = choice.value.clone();
            view! {
                <option value=choice.value selected=move || value.with(|value| *value == own)>
                    {choice.label}
                </option>
            }
        })
        .collect();
    let input = view! {
        <div class="ui-select">
            <select
                class="ui-input"
                id=id.clone()
                name=id.clone()
                autocomplete=autocomplete
                translate=names.then_some("no")
                aria-describedby=described_by(id.clone(), hint.is_some(), error)
                aria-invalid=invalid(error)
                on:change:target=move |event| value.set(event.target().value())
            >
                {options}
            </select>
            <Icon symbol=Symbol::ChevronDown />
        </div>
    }
    .into_any();
    field(id, label, hint, error, input)
}
