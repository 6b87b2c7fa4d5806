//! The fields of a form, by their ids.

use std::sync::Arc;

use leptos::prelude::*;
use leptos::wasm_bindgen::JsValue;

use super::FormState;
use crate::ui::{Mistake, whenever};

/// A field's id, and what is entered in it.
#[derive(Clone)]
pub(super) struct Field {
    id: &'static str,
    value: RwSignal<String>,
    /// What it holds while nothing is entered, where that is something.
    blank: Option<Blank>,
    /// How what is entered is written once it is saved: another spelling of the same is no change.
    written: fn(&str) -> String,
}

type Blank = Arc<dyn Fn() -> String + Send + Sync>;

impl Field {
    pub(super) fn new(id: &'static str) -> Self {
        Self {
            id,
            value: RwSignal::new(String::new()),
            blank: None,
            written: |entered| entered.trim().to_owned(),
        }
    }

    fn blank(&self) -> String {
        self.blank.as_ref().map(|blank| blank()).unwrap_or_default()
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

    /// The field holds `blank` before anything is entered, and again once it is done: for what is there already and is changed.
    /// `written` gives what is entered as it is written once it is saved, so that another spelling of what is there is no change.
    /// Comes before [`Self::kept`], which fills in what was entered.
    #[must_use]
    pub fn holding(
        self,
        id: &str,
        written: fn(&str) -> String,
        blank: impl Fn() -> String + Send + Sync + 'static,
    ) -> Self {
        self.value(id).set(untrack(&blank));
        let blank: Blank = Arc::new(blank);
        self.fields.update_value(|fields| {
            for field in fields.iter_mut().filter(|it| it.id == id) {
                (field.blank, field.written) = (Some(Arc::clone(&blank)), written);
            }
        });
        self
    }

    /// Has the fields hold `now`, what is there already, whenever that becomes something else than what was `seen` in them. What somebody
    /// has entered by then stays, and is sent as a change of what they saw.
    #[must_use]
    pub fn following<U: PartialEq + Send + Sync + 'static>(
        self,
        seen: RwSignal<U>,
        now: impl Fn() -> U + 'static,
    ) -> Self {
        whenever(move || {
            let now = now();
            if untrack(|| seen.with(|seen| *seen != now) && !self.is_changed()) {
                seen.set(now);
                self.clear();
            }
        });
        self
    }

    /// Whether something is entered that is not there already.
    pub(super) fn is_changed(self) -> bool {
        let is_other = |it: &Field| it.value.with(|now| (it.written)(now) != (it.written)(&it.blank()));
        self.fields.with_value(|fields| fields.iter().any(is_other))
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
        for Field { id, value, .. } in self.fields.get_value() {
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
        let blanks = untrack(|| self.fields.with_value(|fields| fields.iter().map(Field::blank).collect()));
        self.fill(blanks);
    }
}
