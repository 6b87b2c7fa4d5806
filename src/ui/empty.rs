//! A list without entries: what would be here and what to do.

use leptos::prelude::*;

#[component]
pub fn Empty(
    #[prop(into)] title: String,
    #[prop(into)] text: String,
    #[prop(optional)] action: Option<AnyView>,
) -> impl IntoView {
    view! {
        <div class="ui-empty">
            <p class="ui-empty-title">{title}</p>
            <p>{text}</p>
            {action}
        </div>
    }
    .into_any()
}
