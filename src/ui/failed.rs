//! What did not arrive, and the button to try again.

use leptos::{html, prelude::*};

use super::{Button, Notice, NoticeKind, pass_focus_on_leaving};

/// Once what did not arrive is there, the focus goes on to its heading.
#[component]
pub fn Failed(
    #[prop(into)] title: String,
    #[prop(into)] text: Signal<String>,
    #[prop(into)] retry_label: String,
    #[prop(optional, into)] busy: Signal<bool>,
    #[prop(into)] on_retry: Callback<()>,
) -> impl IntoView {
    let place = NodeRef::<html::Div>::new();
    pass_focus_on_leaving(place);
    view! {
        <div role="alert" node_ref=place>
            <Notice kind=NoticeKind::Error title=title>
                <p>{text}</p>
                <Button label=retry_label busy=busy on_press=on_retry />
            </Notice>
        </div>
    }
    .into_any()
}
