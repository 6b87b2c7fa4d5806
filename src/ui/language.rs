//! The choice of a language, each named in itself.

use std::cell::Cell;

use leptos::wasm_bindgen::JsCast;
use leptos::{html, prelude::*};
use web_sys::HtmlElement;

use super::{Icon, Symbol};

const ID: &str = "language";

thread_local! {
    /// Whether a choice was made, after which everything is drawn anew.
    static CHOSE: Cell<bool> = const { Cell::new(false) };
}

/// `tag` is what `lang` attributes have.
#[derive(Clone, Debug)]
pub struct LanguageChoice {
    pub tag: String,
    pub name: String,
}

#[component]
pub fn LanguageSwitch(
    #[prop(into)] label: String,
    choices: Vec<LanguageChoice>,
    #[prop(into)] chosen: Signal<String>,
    on_choose: Callback<String>,
) -> impl IntoView {
    let options: Vec<_> = choices
        .into_iter()
        .map(|LanguageChoice { tag, name }| {
            view! {
                <option value=tag.clone() lang=tag>
                    {name}
                </option>
            }
        })
        .collect();
    let place = NodeRef::<html::Select>::new();
    if CHOSE.take() {
        place.on_load(|select| request_animation_frame(move || give_focus_back(&select)));
    }
    let choose = move |tag: String| {
        CHOSE.set(true);
        on_choose.run(tag);
    };
    view! {
        <div class="ui-language">
            <label class="ui-language-label" for=ID>
                {label}
            </label>
            <div class="ui-select">
                <select
                    class="ui-input"
                    id=ID
                    node_ref=place
                    prop:value=chosen
                    on:change:target=move |event| choose(event.target().value())
                >
                    {options}
                </select>
                <Icon symbol=Symbol::ChevronDown />
            </div>
        </div>
    }
    .into_any()
}

/// To the choice, or to the button that opens what it stands in.
fn give_focus_back(select: &HtmlElement) {
    drop(select.focus());
    let has_focus = document().active_element().is_some_and(|it| it.id() == ID);
    if !has_focus && let Ok(Some(popover)) = select.closest("[popover]") {
        let opener = document().query_selector(&format!("[popovertarget='{}']", popover.id()));
        if let Some(opener) = opener.ok().flatten().and_then(|it| it.dyn_into::<HtmlElement>().ok()) {
            drop(opener.focus());
        }
    }
}
