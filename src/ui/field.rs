//! What every field has: label, hint, error and input, in that order and joined by ids.

use leptos::prelude::*;

use super::{Icon, Symbol, Words};

/// The hint's and the error's ids, as far as there are such.
pub(super) fn described_by(
    id: String,
    has_hint: bool,
    error: Signal<Option<String>>,
) -> impl Fn() -> Option<String> + Send + Clone + 'static {
    move || {
        let has_error = error.with(Option::is_some);
        match (has_hint, has_error) {
            (false, false) => None,
            (true, false) => Some(format!("{id}-hint")),
            (false, true) => Some(format!("{id}-error")),
            (true, true) => Some(format!("{id}-hint {id}-error")),
        }
    }
}

pub(super) fn invalid(
    error: Signal<Option<String>>,
) -> impl Fn() -> Option<&'static str> + Send + Clone + 'static {
    move || error.with(Option::is_some).then_some("true")
}

pub(super) fn field(
    id: String,
    label: String,
    hint: Option<String>,
    error: Signal<Option<String>>,
    input: AnyView,
) -> AnyView {
    let hint_id = format!("{id}-hint");
    let error_id = format!("{id}-error");
    let message = Signal::derive(move || error.get().unwrap_or_default());
    view! {
        <div class="ui-field" class:ui-field-wrong=move || error.with(Option::is_some)>
            <label class="ui-label" for=id>
                {label}
            </label>
            {hint.map(|hint| view! { <p class="ui-hint" id=hint_id>{hint}</p> })}
            <p class="ui-error" id=error_id hidden=move || error.with(Option::is_none)>
                <Icon symbol=Symbol::Alert />
                <span prop:textContent=Words(message)></span>
            </p>
            {input}
        </div>
    }
    .into_any()
}
