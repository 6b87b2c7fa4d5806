//! Asks before something that was entered and not sent is left behind: by a link, by going through the browser's history, or with the
//! page.

use std::cell::Cell;

use leptos::{
    prelude::*,
    wasm_bindgen::{JsCast, JsValue, closure::Closure},
};
use leptos_router::hooks::use_location;
use web_sys::{Event, HtmlElement, MouseEvent};

use super::{Button, ButtonKind, Dialog};

#[derive(Clone, Debug)]
pub struct UnsavedWords {
    pub heading: String,
    pub text: String,
    pub leave: String,
    pub stay: String,
}

/// How somebody was about to leave.
#[derive(Clone, Debug)]
enum Way {
    Link(HtmlElement),
    History,
}

thread_local! {
    /// Asked whenever the browser has gone back or forward: whether the router must not hear of it.
    static MOVED: Cell<Option<Callback<(), bool>>> = const { Cell::new(None) };
}

/// Lets [`Unsaved`] hear of the browser's history. To be called once and before the router listens: of the listeners of a window
/// the first comes first, whatever it says about capturing.
pub fn watch_history() {
    let heard = window_event_listener_untyped("popstate", |event| {
        if MOVED.get().is_some_and(|moved| moved.run(())) {
            event.stop_immediate_propagation();
        }
    });
    // The app lives as long as the page.
    drop(heard);
}

/// While `unsaved`. A link with `data-discards` says itself that what was entered goes, and is not asked about.
#[component]
pub fn Unsaved(#[prop(into)] unsaved: Signal<bool>, words: UnsavedWords) -> impl IntoView {
    let here = StoredValue::new(use_location().pathname.get_untracked());
    let asked = RwSignal::new(false);
    let leaves = StoredValue::new(false);
    let way = StoredValue::new_local(None::<Way>);
    let holds = move || unsaved.get_untracked() && !leaves.get_value();

    capture("click", move |click| {
        if let Some(link) = followed(&click).filter(|link| holds() && leads_away(link, &here.get_value())) {
            click.prevent_default();
            click.stop_propagation();
            way.set_value(Some(Way::Link(link)));
            asked.set(true);
        }
    });
    let moved = Callback::new(move |()| {
        let there = window().location().pathname().unwrap_or_default();
        let is_elsewhere = holds() && here.with_value(|here| *here != there);
        // Whoever left by one step may come back, and is asked again.
        leaves.set_value(false);
        if is_elsewhere {
            way.set_value(Some(Way::History));
            asked.set(true);
            // Nobody says which way the browser went, or how far. So the page follows it: its address comes after where the browser is
            // now, and whoever leaves goes back one step.
            let history = window().history();
            let here = here.get_value();
            drop(history.and_then(|it| it.push_state_with_url(&JsValue::NULL, "", Some(&here))));
        }
        is_elsewhere
    });
    MOVED.set(Some(moved));
    on_cleanup(|| MOVED.set(None));
    capture("beforeunload", move |event| {
        if holds() {
            event.prevent_default();
        }
    });

    let leave = Callback::new(move |()| {
        asked.set(false);
        leaves.set_value(true);
        match way.get_value() {
            Some(Way::Link(link)) => {
                link.click();
                // A page that is still there is asked about again.
                leaves.set_value(false);
            }
            Some(Way::History) => drop(window().history().and_then(|history| history.back())),
            None => {}
        }
    });
    let stay = Callback::new(move |()| asked.set(false));
    view! {
        <Dialog open=asked heading=words.heading>
            <p>{words.text}</p>
            <div class="ui-buttons">
                <Button label=words.stay kind=ButtonKind::Primary on_press=stay />
                <Button label=words.leave kind=ButtonKind::Secondary on_press=leave />
            </div>
        </Dialog>
    }
    .into_any()
}

/// The link that a plain click follows within the app; others, such as a telephone number, leave this page open, or are the browser's
/// to ask about.
fn followed(click: &Event) -> Option<HtmlElement> {
    let mouse = click.dyn_ref::<MouseEvent>()?;
    let elsewhere =
        mouse.button() != 0 || mouse.ctrl_key() || mouse.meta_key() || mouse.shift_key() || mouse.alt_key();
    let pressed = mouse.target()?.dyn_into::<web_sys::Element>().ok()?;
    let link = pressed.closest("a[href^='/']:not([target], [rel], [data-discards])").ok()??;
    link.dyn_into().ok().filter(|_| !elsewhere)
}

/// Whether it leads to another page than the one at `here`.
fn leads_away(link: &HtmlElement, here: &str) -> bool {
    let to = link.get_attribute("href").unwrap_or_default();
    to.split(['?', '#']).next() != Some(here)
}

/// Listens on the way down, before the elements and the router, as long as the present owner lives.
fn capture(kind: &'static str, hear: impl FnMut(Event) + 'static) {
    let hear = StoredValue::new_local(Closure::<dyn FnMut(Event)>::new(hear));
    let with = move |act: fn(&web_sys::Window, &'static str, &js_sys::Function)| {
        hear.with_value(|hear| act(&window(), kind, hear.as_ref().unchecked_ref()));
    };
    with(|window, kind, hear| drop(window.add_event_listener_with_callback_and_bool(kind, hear, true)));
    on_cleanup(move || {
        with(|window, kind, hear| {
            drop(window.remove_event_listener_with_callback_and_bool(kind, hear, true));
        });
    });
}
