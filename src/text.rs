//! Everything in words: the catalogue, and how the nouns of billing are said, the same on every page.

pub mod charge;
pub mod open_charge;
pub mod parts;
pub mod support;

use std::cell::Cell;

use texts::Texts;

thread_local! {
    static SPOKEN: Cell<Texts> = const { Cell::new(texts::english()) };
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

/// A page's title in the browser. It is kept in the history, so nothing private goes in.
#[must_use]
pub fn title(page: &str) -> String {
    t().page_title(page)
}
