//! Newer facts are there; the reader decides when to see them.

use leptos::prelude::*;

use super::{Button, Notice, NoticeKind};

#[component]
pub fn Stale(
    #[prop(into)] text: String,
    #[prop(into)] refresh_label: String,
    #[prop(optional, into)] busy: Signal<bool>,
    #[prop(into)] on_refresh: Callback<()>,
) -> impl IntoView {
    view! {
        <div role="status">
            <Notice kind=NoticeKind::Warning>
                <p>{text}</p>
                <Button label=refresh_label busy=busy on_press=on_refresh />
            </Notice>
        </div>
    }
    .into_any()
}
