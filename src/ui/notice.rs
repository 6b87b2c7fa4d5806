//! Something to know before reading on.

use leptos::prelude::*;

use super::{Icon, Symbol};

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum NoticeKind {
    #[default]
    Info,
    Done,
    Warning,
    Error,
}

impl NoticeKind {
    const fn looks(self) -> (&'static str, Symbol) {
        match self {
            Self::Info => ("ui-notice", Symbol::Info),
            Self::Done => ("ui-notice", Symbol::Done),
            Self::Warning => ("ui-notice ui-notice-warn", Symbol::Alert),
            Self::Error => ("ui-notice ui-notice-error", Symbol::Alert),
        }
    }
}

/// Silent by itself. What appears after an action is announced with [`super::Announcer`], or takes the focus with
/// `focused`, which also keeps the keyboard's place when the pressed button is gone.
#[component]
pub fn Notice(
    #[prop(optional)] kind: NoticeKind,
    #[prop(optional, into)] title: Option<String>,
    #[prop(optional)] focused: bool,
    children: Children,
) -> impl IntoView {
    let (class, symbol) = kind.looks();
    let place = NodeRef::<leptos::html::Div>::new();
    if focused {
        place.on_load(|notice| request_animation_frame(move || drop(notice.focus())));
    }
    view! {
        <div class=class tabindex=focused.then_some("-1") node_ref=place>
            <Icon symbol=symbol />
            <div class="ui-notice-body">
                {title.map(|title| view! { <p class="ui-notice-title">{title}</p> })}
                {children()}
            </div>
        </div>
    }
    .into_any()
}
