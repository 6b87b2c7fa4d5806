//! Newer facts are there; the reader decides when to see them.

use leptos::{html, prelude::*};

use super::{Button, Notice, NoticeKind, pass_focus_on_leaving};

/// Once they are shown, the focus goes on to the heading above them.
#[component]
pub fn Stale(
    #[prop(into)] text: String,
    #[prop(into)] refresh_label: String,
    #[prop(optional, into)] busy: Signal<bool>,
    #[prop(into)] on_refresh: Callback<()>,
) -> impl IntoView {
    let place = NodeRef::<html::Div>::new();
    pass_focus_on_leaving(place);
    view! {
        <div role="status" node_ref=place>
            <Notice kind=NoticeKind::Warning>
                <p>{text}</p>
                <Button label=refresh_label busy=busy on_press=on_refresh />
            </Notice>
        </div>
    }
    .into_any()
}
