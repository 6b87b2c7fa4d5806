//! A section with its own heading.

use leptos::prelude::*;

use super::id;

/// `action` stands beside the heading, below it where there is no room.
#[component]
pub fn Card(
    #[prop(into)] heading: String,
    #[prop(optional)] action: Option<AnyView>,
    children: Children,
) -> impl IntoView {
    let heading_id = id::fresh("card");
    view! {
        <section class="ui-card" aria-labelledby=heading_id>
            <div class="ui-card-head">
                <h2 id=heading_id.clone()>{heading}</h2>
                {action}
            </div>
            <div class="ui-card-body">{children()}</div>
        </section>
    }
    .into_any()
}
