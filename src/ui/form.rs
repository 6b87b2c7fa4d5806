//! A form whose checks are ours: the browser's own bubbles are off.

use leptos::{ev::SubmitEvent, prelude::*};

#[component]
pub fn Form(#[prop(into)] on_submit: Callback<()>, children: Children) -> impl IntoView {
    let submit = move |event: SubmitEvent| {
        event.prevent_default();
        on_submit.run(());
    };
    view! {
        <form class="form" method="post" novalidate on:submit=submit>
            {children()}
        </form>
    }
    .into_any()
}
