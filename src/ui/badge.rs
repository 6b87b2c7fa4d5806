//! A state in a word or two.

use leptos::prelude::*;

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Tone {
    #[default]
    Neutral,
    Accent,
    Warn,
    Danger,
}

#[component]
pub fn Badge(
    #[prop(into)] label: Signal<String>,
    #[prop(optional, into)] tone: Signal<Tone>,
) -> impl IntoView {
    let class = move || match tone.get() {
        Tone::Neutral => "ui-badge",
        Tone::Accent => "ui-badge ui-badge-accent",
        Tone::Warn => "ui-badge ui-badge-warn",
        Tone::Danger => "ui-badge ui-badge-danger",
    };
    view! { <span class=class>{label}</span> }.into_any()
}
