//! Something that holds or does not.

use leptos::prelude::*;

/// `checked` is written by whoever checks it, and may be written back.
#[component]
pub fn Checkbox(
    #[prop(into)] label: String,
    checked: RwSignal<bool>,
    #[prop(optional, into)] described_by: Option<String>,
    #[prop(optional, into)] on_change: Option<Callback<bool>>,
) -> impl IntoView {
    let change = move |now: bool| {
        checked.set(now);
        if let Some(on_change) = on_change {
            on_change.run(now);
        }
    };
    view! {
        <label class="ui-check">
            <input
                type="checkbox"
                aria-describedby=described_by
                prop:checked=checked
                on:change:target=move |event| change(event.target().checked())
            />
            <span>{label}</span>
        </label>
    }
    .into_any()
}
