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
pub fn Badge(#[prop(into)] label: String, #[prop(optional)] tone: Tone) -> impl IntoView {
    let class = match tone {
        Tone::Neutral => "ui-badge",
        Tone::Accent => "ui-badge ui-badge-accent",
        Tone::Warn => "ui-badge ui-badge-warn",
        Tone::Danger => "ui-badge ui-badge-danger",
    };
    view! { <span class=class>{label}</span> }.into_any()
}
