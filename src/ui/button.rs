//! A button that cannot be pressed twice by accident.

use leptos::{ev::MouseEvent, prelude::*};

use super::Words;

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum ButtonKind {
    Primary,
    #[default]
    Secondary,
    Quiet,
}

impl ButtonKind {
    pub(super) const fn class(self) -> &'static str {
        match self {
            Self::Primary => "ui-button ui-button-primary",
            Self::Secondary => "ui-button",
            Self::Quiet => "ui-button ui-button-quiet",
        }
    }
}

/// While `busy` it keeps its focus, shows `busy_label` and swallows presses; so does the second press of a double click.
/// With `submit` the form acts, and the button is its primary one unless told otherwise; else `on_press`.
#[component]
pub fn Button(
    #[prop(into)] label: Signal<String>,
    #[prop(optional)] kind: Option<ButtonKind>,
    #[prop(optional)] submit: bool,
    #[prop(optional, into)] busy: Signal<bool>,
    #[prop(optional, into)] busy_label: Option<String>,
    #[prop(optional, into)] described_by: Option<String>,
    #[prop(optional, into)] on_press: Option<Callback<()>>,
) -> impl IntoView {
    let kind = kind.unwrap_or(if submit { ButtonKind::Primary } else { ButtonKind::Secondary });
    let press = move |click: MouseEvent| {
        if busy.get_untracked() || click.detail() > 1 {
            click.prevent_default();
        } else if let Some(on_press) = on_press {
            on_press.run(());
        }
    };
    let shown = Signal::derive(move || match &busy_label {
        Some(doing) if busy.get() => doing.clone(),
        _ => label.get(),
    });
    view! {
        <button
            type=if submit { "submit" } else { "button" }
            class=kind.class()
            aria-disabled=move || busy.get().then_some("true")
            aria-describedby=described_by
            prop:textContent=Words(shown)
            on:click=press
        ></button>
    }
    .into_any()
}
