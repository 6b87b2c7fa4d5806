//! All mistakes of a form, above it, each leading to its field.

use leptos::{ev::MouseEvent, html, prelude::*, wasm_bindgen::JsCast};

use super::{anew, id, whenever_again};

/// A field's id and what to do there.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mistake {
    pub field: String,
    pub text: String,
}

impl Mistake {
    pub fn new(field: impl Into<String>, text: impl Into<String>) -> Self {
        Self { field: field.into(), text: text.into() }
    }
}

/// Takes the focus each time `attempt` changes while there are mistakes, and not when they merely become fewer or are drawn anew. That
/// is how it is read: an alert besides would be read twice.
#[component]
pub fn ErrorSummary(
    #[prop(into)] title: String,
    #[prop(into)] mistakes: Signal<Vec<Mistake>>,
    #[prop(into)] attempt: Signal<u32>,
) -> impl IntoView {
    let summary = NodeRef::<html::Div>::new();
    let heading_id = id::fresh("summary");
    whenever_again(move |is_later| {
        attempt.track();
        if is_later && !mistakes.with_untracked(Vec::is_empty) {
            request_animation_frame(move || {
                if let Some(summary) = summary.get_untracked() {
                    drop(summary.focus());
                }
            });
        }
    });
    let items = anew(move || {
        let link = |Mistake { field, text }| view! { <li><a href=format!("#{field}")>{text}</a></li> };
        mistakes.get().into_iter().map(link).collect::<Vec<_>>().into_any()
    });
    view! {
        <div
            class="ui-summary"
            role="group"
            tabindex="-1"
            aria-labelledby=heading_id
            node_ref=summary
            hidden=move || mistakes.with(Vec::is_empty)
            on:click=follow
        >
            <h2 id=heading_id.clone()>{title}</h2>
            <ul class="ui-summary-list">{items}</ul>
        </div>
    }
    .into_any()
}

/// Following the link would only bring the field into view, and its label not.
fn follow(click: MouseEvent) {
    let target = click.target().and_then(|target| target.dyn_into::<web_sys::Element>().ok());
    let link = target.and_then(|target| target.closest("a").ok().flatten());
    let Some(id) = link.and_then(|link| link.get_attribute("href")) else { return };
    click.prevent_default();
    show_field(id.trim_start_matches('#'));
}

/// Brings a field into view with its label, and gives it the focus.
pub fn show_field(id: &str) {
    let Some(field) = document().get_element_by_id(id) else { return };
    if let Ok(Some(whole)) = field.closest(".ui-field") {
        whole.scroll_into_view();
    }
    if let Some(field) = field.dyn_ref::<web_sys::HtmlElement>() {
        let gently = web_sys::FocusOptions::new();
        gently.set_prevent_scroll(true);
        drop(field.focus_with_options(&gently));
    }
}
