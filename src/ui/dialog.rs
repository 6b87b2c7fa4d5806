//! A question that must be answered first, on the browser's own dialog: it keeps the focus and gives it back.

use leptos::{html, prelude::*};

use super::{id, whenever};

#[component]
pub fn Dialog(open: RwSignal<bool>, #[prop(into)] heading: String, children: Children) -> impl IntoView {
    let heading_id = id::fresh("dialog");
    let dialog = NodeRef::<html::Dialog>::new();
    whenever(move || {
        let Some(dialog) = dialog.get() else { return };
        match (open.get(), dialog.open()) {
            (true, false) => drop(dialog.show_modal()),
            (false, true) => dialog.close(),
            _ => {}
        }
    });
    view! {
        <dialog
            class="ui-dialog"
            closedby="any"
            aria-labelledby=heading_id
            node_ref=dialog
            on:close=move |_| {
                // The browser tells of it later: the question may have been asked again by then.
                if !dialog.get_untracked().is_some_and(|dialog| dialog.open()) {
                    open.set(false);
                }
            }
        >
            <div class="ui-dialog-inside">
                <h2 id=heading_id.clone()>{heading}</h2>
                {children()}
            </div>
        </dialog>
    }
    .into_any()
}
