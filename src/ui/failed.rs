//! What did not arrive, and the button to try again.

use leptos::prelude::*;

use super::{Button, Notice, NoticeKind, Words};

#[component]
pub fn Failed(
    #[prop(into)] title: String,
    #[prop(into)] text: Signal<String>,
    #[prop(into)] retry_label: String,
    #[prop(optional, into)] busy: Signal<bool>,
    #[prop(into)] on_retry: Callback<()>,
) -> impl IntoView {
    view! {
        <div role="alert">
            <Notice kind=NoticeKind::Error title=title>
                <p prop:textContent=Words(text)></p>
                <Button label=retry_label busy=busy on_press=on_retry />
            </Notice>
        </div>
    }
    .into_any()
}
