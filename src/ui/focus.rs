//! Where the keyboard goes on when what had the focus is taken away.

use leptos::{prelude::*, wasm_bindgen::JsCast};
use web_sys::{Element, HtmlElement};

/// When what is shown here goes and had the focus, and nothing that comes instead takes it, then reading goes on at the same link or
/// button of what comes, else at the heading of the card it stood in, or at the page's.
pub fn pass_focus_on_leaving() {
    on_cleanup(|| {
        let Some(held) = focused() else { return };
        let card = held.closest(".ui-card").ok().flatten();
        let heading = card.and_then(|card| card.query_selector("h2").ok().flatten());
        let before = alike(&held);
        let place = before.iter().position(|it| it.is_same_node(Some(&held)));
        let go_on = move || {
            if held.is_connected() || focused().is_some() {
                return;
            }
            let now = alike(&held);
            match place.filter(|_| now.len() == before.len()).and_then(|place| now.get(place)) {
                Some(same) => drop(same.focus()),
                None => focus_heading(heading),
            }
        };
        // One frame later than what comes instead.
        request_animation_frame(move || request_animation_frame(go_on));
    });
}

fn focused() -> Option<Element> {
    document().active_element().filter(|it| it.tag_name() != "BODY")
}

/// The links or buttons that say and do the same, in their order.
fn alike(held: &Element) -> Vec<HtmlElement> {
    let (words, leads_to) = (held.text_content(), held.get_attribute("href"));
    if !["A", "BUTTON"].contains(&held.tag_name().as_str()) {
        return Vec::new();
    }
    let all = document().query_selector_all(&held.tag_name()).ok();
    let all = all.iter().flat_map(|all| (0..all.length()).filter_map(|at| all.get(at)?.dyn_into().ok()));
    all.filter(|it: &HtmlElement| it.text_content() == words && it.get_attribute("href") == leads_to)
        .collect()
}

fn focus_heading(heading: Option<Element>) {
    let heading = heading
        .filter(|it| it.is_connected())
        .or_else(|| document().query_selector("main h1").ok().flatten());
    if let Some(heading) = heading.and_then(|it| it.dyn_into::<HtmlElement>().ok()) {
        drop(heading.set_attribute("tabindex", "-1"));
        drop(heading.focus());
    }
}
