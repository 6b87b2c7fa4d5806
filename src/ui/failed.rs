//! What did not arrive, and the button to try again.

use leptos::prelude::*;

use super::back::when_back;
use super::{Button, Notice, NoticeKind, Words};

/// While it `passes`, it is also tried again without a press once that may help, which the words `by_itself` say.
#[component]
pub fn Failed(
    #[prop(into)] title: String,
    #[prop(into)] text: Signal<String>,
    #[prop(into)] retry_label: String,
    #[prop(optional, into)] busy: Signal<bool>,
    #[prop(into)] on_retry: Callback<()>,
    #[prop(into)] passes: Signal<bool>,
    by_itself: &'static str,
) -> impl IntoView {
    when_back(Callback::new(move |()| {
        if passes.get_untracked() && !busy.get_untracked() {
            on_retry.run(());
        }
    }));
    view! {
        <div role="alert">
            <Notice kind=NoticeKind::Error title=title>
                <p prop:textContent=Words(text)></p>
                <p hidden=move || !passes.get()>{by_itself}</p>
                <Button label=retry_label busy=busy on_press=on_retry />
            </Notice>
        </div>
    }
    .into_any()
}
