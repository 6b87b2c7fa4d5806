//! A form whose checks are ours: the browser's own bubbles are off.

use leptos::{ev::SubmitEvent, html, prelude::*};
use web_sys::{Element, ScrollIntoViewOptions, ScrollLogicalPosition};

#[component]
pub fn Form(
    place: NodeRef<html::Form>,
    #[prop(into)] on_submit: Callback<()>,
    children: Children,
) -> impl IntoView {
    let submit = move |event: SubmitEvent| {
        event.prevent_default();
        on_submit.run(());
    };
    view! {
        <form class="ui-form" method="post" novalidate node_ref=place on:submit=submit>
            {children()}
        </form>
    }
    .into_any()
}

/// Brings the button that sends the form in `within` into view, as far as it is not, once what goes with it has been drawn.
pub fn show_submit(within: &Element) {
    let within = within.clone();
    request_animation_frame(move || {
        if let Ok(Some(button)) = within.query_selector("button[type='submit']") {
            let how = ScrollIntoViewOptions::new();
            how.set_block(ScrollLogicalPosition::Nearest);
            how.set_inline(ScrollLogicalPosition::Nearest);
            button.scroll_into_view_with_scroll_into_view_options(&how);
        }
    });
}
