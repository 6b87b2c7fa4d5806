//! Where the keyboard goes on when what had the focus is taken away.

use leptos::{html::ElementType, prelude::*, wasm_bindgen::JsCast};
use web_sys::{Element, HtmlElement};

/// The same for the element at `place`, when what is shown here goes.
pub fn pass_focus_on_leaving<E>(place: NodeRef<E>)
where
    E: ElementType + 'static,
    E::Output: JsCast + AsRef<Element> + Clone + 'static,
{
    on_cleanup(move || {
        if let Some(place) = place.get_untracked() {
            pass_focus_on(place.as_ref());
        }
    });
}

/// To be called while `leaving` is about to go, such as from `on_cleanup`. Had it the focus, and does nothing that comes
/// instead take it, then reading goes on at the heading of the card it stood in, or at the page's.
pub fn pass_focus_on(leaving: &Element) {
    let holds = document().active_element().is_some_and(|it| leaving.contains(Some(&it)));
    if !holds {
        return;
    }
    let card = leaving.closest(".ui-card").ok().flatten();
    let heading = card.and_then(|card| card.query_selector("h2").ok().flatten());
    // One frame later than what comes instead.
    request_animation_frame(move || request_animation_frame(move || focus_heading(heading)));
}

fn focus_heading(heading: Option<Element>) {
    let page = document();
    if page.active_element().is_some_and(|it| it.tag_name() != "BODY") {
        return;
    }
    let heading =
        heading.filter(|it| it.is_connected()).or_else(|| page.query_selector("main h1").ok().flatten());
    if let Some(heading) = heading.and_then(|it| it.dyn_into::<HtmlElement>().ok()) {
        drop(heading.set_attribute("tabindex", "-1"));
        drop(heading.focus());
    }
}
