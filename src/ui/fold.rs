//! What is folded away on phones, behind a button that says what is in it, and stands open where there is room.

use leptos::prelude::*;

use super::{Icon, Symbol, Words};

/// `label` says as much of what is in it as somebody has to know who leaves it folded.
#[component]
pub fn Fold(id: &'static str, #[prop(into)] label: Signal<String>, children: Children) -> impl IntoView {
    let open = RwSignal::new(false);
    view! {
        <div class="ui-fold">
            <button
                type="button"
                class="ui-button"
                aria-controls=id
                aria-expanded=move || if open.get() { "true" } else { "false" }
                on:click=move |_| open.update(|open| *open = !*open)
            >
                <span prop:textContent=Words(label)></span>
                <Icon symbol=Symbol::ChevronDown />
            </button>
            <div class="ui-fold-inside" id=id>
                {children()}
            </div>
        </div>
    }
    .into_any()
}
