//! Light, dark or as the system has it. The choice is nothing private, so it may stay in the browser.

use leptos::prelude::*;

use super::id;

const KEY: &str = "theme";

#[derive(Clone, Debug)]
pub struct ThemeWords {
    pub legend: String,
    pub system: String,
    pub light: String,
    pub dark: String,
}

#[component]
pub fn ThemeSwitch(words: ThemeWords) -> impl IntoView {
    let chosen = stored();
    let group = id::fresh(KEY);
    let choices: Vec<_> = [("", words.system), ("light", words.light), ("dark", words.dark)]
        .into_iter()
        .map(|(value, label)| {
            view! {
                <label class="ui-theme-choice">
                    <input type="radio" name=group.clone() value=value checked=chosen == value />
                    <span>{label}</span>
                </label>
            }
        })
        .collect();
    view! {
        <fieldset class="ui-theme" on:change=move |event| choose(&event_target_value(&event))>
            <legend>{words.legend}</legend>
            <div class="ui-theme-choices">{choices}</div>
        </fieldset>
    }
    .into_any()
}

/// Refused in some private windows: then the system's choice holds.
fn storage() -> Option<web_sys::Storage> {
    window().local_storage().ok().flatten()
}

fn stored() -> String {
    storage().and_then(|storage| storage.get_item(KEY).ok().flatten()).unwrap_or_default()
}

fn choose(theme: &str) {
    let page = document().document_element();
    if theme.is_empty() {
        page.map(|page| page.remove_attribute("data-theme"));
        storage().map(|storage| storage.remove_item(KEY));
    } else {
        page.map(|page| page.set_attribute("data-theme", theme));
        storage().map(|storage| storage.set_item(KEY, theme));
    }
}
