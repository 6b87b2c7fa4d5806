//! Names, codes and figures, which say the same in every language.

use leptos::prelude::*;

/// Words that no translator touches, whichever way the words around them are written.
pub fn verbatim(words: impl Into<String>) -> AnyView {
    marked(words.into())
}

fn marked(words: String) -> AnyView {
    view! { <bdi translate="no">{words}</bdi> }.into_any()
}
