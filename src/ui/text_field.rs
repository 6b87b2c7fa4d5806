//! One line of text.

use leptos::prelude::*;

use super::field::{described_by, field, invalid};

/// What the browser's keyboard and checks prepare for.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum InputKind {
    #[default]
    Text,
    Email,
    Phone,
    Digits,
}

impl InputKind {
    const fn attributes(self) -> (&'static str, Option<&'static str>) {
        match self {
            Self::Text => ("text", None),
            Self::Email => ("email", Some("email")),
            Self::Phone => ("tel", Some("tel")),
            Self::Digits => ("text", Some("numeric")),
        }
    }
}

/// `list` is the id of a `<datalist>` with suggestions.
#[component]
pub fn TextField(
    #[prop(into)] id: String,
    #[prop(into)] label: String,
    #[prop(optional, into)] hint: Option<String>,
    #[prop(optional, into)] error: Signal<Option<String>>,
    value: RwSignal<String>,
    #[prop(optional)] kind: InputKind,
    #[prop(optional, into)] autocomplete: Option<&'static str>,
    #[prop(optional, into)] list: Option<&'static str>,
    #[prop(optional)] short: bool,
) -> impl IntoView {
    let (type_, inputmode) = kind.attributes();
    let plain = kind != InputKind::Text;
    let input = view! {
        <input
            class="ui-input"
            class:ui-input-short=short
            id=id.clone()
            name=id.clone()
            type=type_
            inputmode=inputmode
            autocomplete=autocomplete.unwrap_or("off")
            list=list
            autocapitalize=plain.then_some("none")
            spellcheck=plain.then_some("false")
            aria-describedby=described_by(id.clone(), hint.is_some(), error)
            aria-invalid=invalid(error)
            prop:value=value
            on:input:target=move |event| value.set(event.target().value())
        />
    }
    .into_any();
    field(id, label, hint, error, input)
}
