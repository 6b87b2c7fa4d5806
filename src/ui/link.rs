//! Links that stand alone.

use leptos::prelude::*;

use super::{ButtonKind, Icon, Symbol};

/// Leads somewhere and looks like a button. `elsewhere` leaves the app to the browser: mail programs, other sites.
/// `discards` says that leaving by it gives up what was entered, so that nobody is asked (see [`super::Unsaved`]).
#[component]
pub fn LinkButton(
    #[prop(into)] label: String,
    #[prop(into)] href: String,
    #[prop(optional)] kind: ButtonKind,
    #[prop(optional)] elsewhere: bool,
    #[prop(optional)] discards: bool,
    #[prop(optional, into)] described_by: Option<String>,
) -> impl IntoView {
    view! {
        <a
            class=kind.class()
            href=href
            rel=elsewhere.then_some("external")
            data-discards=discards.then_some("")
            aria-describedby=described_by
        >
            {label}
        </a>
    }
    .into_any()
}

/// One level up, above a page's heading.
#[component]
pub fn BackLink(#[prop(into)] label: String, #[prop(into)] href: String) -> impl IntoView {
    view! {
        <a class="ui-back" href=href>
            <Icon symbol=Symbol::Back />
            {label}
        </a>
    }
    .into_any()
}
