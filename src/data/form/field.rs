//! The fields of a form, by their ids.

use leptos::prelude::*;
use leptos::wasm_bindgen::JsValue;

use super::FormState;
use crate::ui::Mistake;

/// A field's id, and what is entered in it.
#[derive(Clone, Copy)]
pub(super) struct Field {
    id: &'static str,
    value: RwSignal<String>,
}

impl Field {
    pub(super) fn new(id: &'static str) -> Self {
        Self { id, value: RwSignal::new(String::new()) }
    }
}

impl FormState {
    /// What the field holds.
    ///
    /// # Panics
    /// For a field that the form has not.
    pub fn value(self, id: &str) -> RwSignal<String> {
        let found = self.fields.with_value(|fields| fields.iter().find(|it| it.id == id).map(|it| it.value));
        found.expect("the form has this field")
    }

    /// What is entered in the field.
    pub fn entered(self, id: &str) -> String {
        self.value(id).get()
    }

    /// What is wrong with the field.
    pub fn error(self, id: &'static str) -> Signal<Option<String>> {
        let mistakes = self.mistakes();
        let of_field =
            move |all: &Vec<Mistake>| all.iter().find(|it| it.field == id).map(|it| it.text.clone());
        Signal::derive(move || mistakes.with(of_field))
    }

    /// Takes the values from the elements: a password manager may have filled them in without an event.
    pub(super) fn read(self) {
        if self.place.get_untracked().is_none() {
            return;
        }
        for Field { id, value } in self.fields.get_value() {
            let element = document().get_element_by_id(id).map(JsValue::from);
            let now = element.and_then(|it| js_sys::Reflect::get(&it, &"value".into()).ok()?.as_string());
            if let Some(now) = now.filter(|now| value.with_untracked(|before| before != now)) {
                value.set(now);
            }
        }
    }

    pub(super) fn values(self) -> Vec<String> {
        self.fields.with_value(|fields| fields.iter().map(|it| it.value.get()).collect())
    }

    pub(super) fn values_untracked(self) -> Vec<String> {
        untrack(|| self.values())
    }

    pub(super) fn fill(self, values: Vec<String>) {
        self.fields.with_value(|fields| {
            for (field, value) in fields.iter().zip(values) {
                field.value.set(value);
            }
        });
    }

    pub(super) fn clear(self) {
        self.fill(self.values_untracked().into_iter().map(|_| String::new()).collect());
    }
}
