//! Everything in words: the catalogue, and how the nouns of billing are said, the same on every page.

pub mod charge;
pub mod open_charge;
pub mod parts;
pub mod settled;
pub mod support;

use std::cell::Cell;

use leptos::prelude::*;
use texts::Texts;

thread_local! {
    static SPOKEN: Cell<Texts> = const { Cell::new(texts::english_on_screen()) };
}

/// The catalogue of the language that is shown.
#[must_use]
#[inline(never)]
pub fn t() -> Texts {
    SPOKEN.get()
}

/// What is drawn from now on is drawn in the language of `texts`. `session::language` has what is on screen drawn anew.
pub fn speak(texts: Texts) {
    SPOKEN.set(texts);
}

/// Whose pages these are; empty until it is known.
#[derive(Clone, Copy)]
struct Whose(RwSignal<String>);

/// Has the pages below named by their practice, as soon as somebody says which it is.
pub fn provide_whose_pages() {
    provide_context(Whose(RwSignal::new(String::new())));
}

/// These are the pages of this practice.
pub fn these_are_pages_of(practice: &str) {
    let Whose(whose) = expect_context();
    if whose.with_untracked(|known| known != practice) {
        whose.set(practice.to_owned());
    }
}

/// The practice whose pages these are; the product's name where none is known, as on a server of several practices.
pub fn whose_pages() -> Signal<String> {
    let whose = use_context::<Whose>();
    Signal::derive(move || match whose.map(|it| it.0.get()) {
        Some(practice) if !practice.is_empty() => practice,
        _ => t().product_name().to_owned(),
    })
}

/// A page's title in the browser. It is kept in the history, so nothing private goes in.
#[must_use]
pub fn title(page: &str) -> Signal<String> {
    let (page, whose) = (page.to_owned(), use_context::<Whose>());
    Signal::derive(move || match whose.map(|it| it.0.get()) {
        Some(practice) if !practice.is_empty() => t().page_title(&page, &practice),
        _ => page.clone(),
    })
}
