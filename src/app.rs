//! The whole: who is signed in decides the layout, and the address the page in it.

mod address;
mod layouts;
mod neighbors;
mod outlet;
mod shell;

use domain::language::Language;
use leptos::leptos_dom::logging::console_error;
use leptos::mount::mount_to;
use leptos::prelude::*;
use leptos::wasm_bindgen::JsCast;
use leptos_router::components::Router;

use self::shell::Shell;
use crate::api::network::Network;
use crate::api::provide_api;
use crate::session::{Known, SessionState, device, provide_session, tabs};
use crate::text::provide_whose_pages;
use crate::ui::{AnnouncerRegions, forget_notes, provide_announcer, watch_history, whenever};

/// Starts the app in the page. The frame that the page shows by itself gives way once it is known who is signed in.
///
/// # Panics
/// When the page is not ours.
pub fn start() {
    // A stopped app answers no press: the page of `index.html` for a portal that does not run takes its place.
    std::panic::set_hook(Box::new(|panic| {
        console_error(&panic.to_string());
        show("");
    }));
    watch_history();
    let place = document().get_element_by_id("app").expect("the page has a place for the app");
    mount_to(place.unchecked_into(), || view! { <App /> }).forget();
}

#[component]
fn App() -> impl IntoView {
    provide_api(&Network);
    let announcer = provide_announcer();
    let session = provide_session(device::wish);
    provide_whose_pages();
    listen(session);
    whenever(move || {
        let known = session.known().get();
        if known != Known::Asking {
            give_way();
        }
        if known == Known::SigningOut {
            forget_notes();
        }
        // What was said last may name an amount.
        if !matches!(known, Known::SignedIn(_)) {
            announcer.hush();
        }
    });
    whenever(move || said_in(session.language().shown().get()));
    view! {
        <Router>
            <Shell session=session />
        </Router>
        <AnnouncerRegions />
    }
    .into_any()
}

/// Whether it still is who is shown may change behind the app's back.
fn listen(session: SessionState) {
    // A page restored by the back button shows what was on screen when it was left, perhaps before signing out.
    let restored = window_event_listener(leptos::ev::pageshow, move |event| {
        if event.persisted() {
            session.ask();
        }
    });
    let listening = [
        restored,
        window_event_listener(leptos::ev::storage, move |event| {
            if tabs::is_told(event.key()) {
                session.check();
            }
        }),
        // Browsers that store nothing tell no tab.
        window_event_listener(leptos::ev::focus, move |_| session.check()),
    ];
    on_cleanup(move || listening.into_iter().for_each(WindowListenerHandle::remove));
}

/// What language the page is in, for whoever reads it aloud.
fn said_in(language: Language) {
    if let Some(page) = document().document_element() {
        drop(page.set_attribute("lang", language.tag()));
        drop(page.set_attribute("dir", language.direction()));
    }
}

fn give_way() {
    if let Some(shell) = document().get_element_by_id("shell") {
        shell.remove();
    }
    show("ready");
}

/// What of the page is seen, as a class of its root; none for the fallback.
fn show(state: &str) {
    if let Some(page) = document().document_element() {
        page.set_class_name(state);
    }
}
