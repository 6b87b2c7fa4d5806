//! What a page notes of how it is looked at. Going back, and loading the page again, lead to what was noted there.
//!
//! It is part of the place that the script of `index.html` keeps for each entry of the browser's history, as its state: in no address,
//! in no storage, and gone with the tab.

use js_sys::{Object, Reflect};
use leptos::prelude::*;
use leptos::wasm_bindgen::JsValue;

/// What was noted under this name on this page, or on one before it.
pub fn noted(name: &str) -> Option<String> {
    Reflect::get(&place(), &name.into()).ok()?.as_string()
}

/// Notes a text under this name. It says whose the text is, since somebody else may sign in at the same tab.
pub fn note(name: &str, text: &str) {
    drop(Reflect::set(&place(), &name.into(), &text.into()));
    keep();
}

/// Somebody signed out: what they looked at is nobody else's business.
pub fn forget_notes() {
    drop(Reflect::set(&window(), &PLACE.into(), &Object::new()));
    keep();
}

/// What the script calls it.
const PLACE: &str = "place";

fn place() -> JsValue {
    Reflect::get(&window(), &PLACE.into()).unwrap_or_default()
}

fn keep() {
    if let Ok(history) = window().history() {
        drop(history.replace_state(&place(), ""));
    }
}
