//! Everything in words: the catalogue, and how the nouns of billing are said, the same on every page.

pub mod charge;
pub mod parts;
pub mod support;

use texts::Texts;

/// The catalogue.
#[must_use]
pub const fn t() -> Texts {
    texts::english()
}

/// A page's title in the browser. It is kept in the history, so nothing private goes in.
#[must_use]
pub fn title(page: &str) -> String {
    t().page_title(page)
}
